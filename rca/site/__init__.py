"""The published site: finished pages from a library and its findings, and the one file that hands them to MkDocs."""
