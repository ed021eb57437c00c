"""Ways to look for causes, one file each: what a draft by that method begins with."""
