"""From other formats to a draft review; one file a format."""
