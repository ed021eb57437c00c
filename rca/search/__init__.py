"""Finding the right case: index, ranking, facets, related cases."""
