"""The language server: what an editor asks while somebody writes, also on text that is half written."""
