"""Rules about how a review is made, one file each, and the silencing of their findings."""
