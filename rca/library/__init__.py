"""The folder as a whole: records by id, with what points at what."""
