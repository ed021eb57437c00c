"""YAML text becomes plain data, with the place of each piece on demand."""
