"""Pictures as SVG text: plain functions, the same bytes on every machine."""
