"""From one version of the format to the next, one file each; a new file in this folder is a new step.

A file `format_0.py` has `FROM` (the version it reads), `WHAT` (one line on what changes), `mends(document)` (the changes of
the text, as `Mend`) and `data(value)` (what the data must be afterwards, against which the new text is held).
"""
