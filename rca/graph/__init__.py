"""The fault tree of a review as a graph: built from records, with one file for each kind of gate."""
