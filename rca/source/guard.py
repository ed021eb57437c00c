"""What is refused before YAML is read at all."""

from __future__ import annotations

import re

from rca.source.reports import Reports

MAX_DIRECTIVES = 8
"""Lines that begin with `%`; libyaml's time grows with the square of their number."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML 1.2 (5.1) does not allow, and a byte-order mark inside the text."""
_DIRECTIVE = re.compile("(?:^|[\r\n\x85\u2028\u2029])%")


def check_text(text: str, reports: Reports) -> None:
    """Refuse what libyaml would refuse without saying where, or read in more than linear time.

    Raises:
        Stop: a character is not text, or the file begins with a flood of directives.
    """
    # Whatever prints is allowed, and asking so takes a tenth of the time of the search.
    if not text.replace("\n", "").isprintable() and (match := _FORBIDDEN.search(text)):
        code = ord(match[0])
        name = "the NUL character" if code == 0 else f"the control character U+{code:04X}"
        reports.stop("RCA005", match.start(), match.end(), f"{name} is not text",
                     help="remove it; a file that is no text does not belong here")  # fmt: skip
    for count, match in enumerate(_DIRECTIVE.finditer(text) if "%" in text else ()):
        if count >= MAX_DIRECTIVES:
            reports.stop("RCA017", match.end() - 1, match.end(), f"more than {MAX_DIRECTIVES} lines begin with `%`",
                         help="YAML reads a `%` at the start of a line as a directive; put the text in quotes")  # fmt: skip
