"""x."""

RULES = ""
