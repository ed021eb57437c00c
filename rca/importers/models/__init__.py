"""Models of other fault-tree programs, read strictly and in full, for analysis."""
