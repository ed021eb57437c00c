"""Pictures and rows of the pages that look over all cases."""
