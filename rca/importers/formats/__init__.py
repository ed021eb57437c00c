"""Formats that can be brought over, one file each."""
