"""Fussell–Vesely importance: exact by one diagram an event, with bounds where that would be too large."""
