"""Faults in what is taught, one file each; a new file in this folder is a new rule."""
