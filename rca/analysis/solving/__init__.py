"""Solving a tree: from its logic to diagrams, cut sets and probabilities, in pure Python and with OxiDD."""
