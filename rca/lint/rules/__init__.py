"""The rules, one file each, named for the fault; a new file in this folder is a new rule."""
