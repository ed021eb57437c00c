"""From records and findings to other formats; one file a format."""
