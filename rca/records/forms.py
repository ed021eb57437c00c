"""Patterns of dates and moments for JSON Schema, which has no calendar: regular expressions that ECMAScript reads too.

They take everything that `rca.records.when` takes, and refuse a month 13, a 31 June and a 29 February of a common year.
"""

from __future__ import annotations

_MONTH = "(0[1-9]|1[0-2])"
_DAY_OF_YEAR = "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
_LEAP_YEAR = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"
_YEAR = "(?!0000)[0-9]{4}"
_DAY = f"(?!0000)([0-9]{{4}}-{_DAY_OF_YEAR}|{_LEAP_YEAR}-02-29)"
_DATE = f"({_YEAR}(-{_MONTH})?|{_DAY})"
_CLOCK = r"([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?"
_OFFSET = r"T\s*[+-]\s*[0-9]+(\.[0-9]+)?\s*(ms|s|min|h|d)?"
_ABOUT = r"(([Aa][Bb][Oo][Uu][Tt]|[Cc][Ii][Rr][Cc][Aa]|[Cc]\.|~)\s*)"
_ONE = (
    rf"{_ABOUT}{{0,2}}({_DAY}[ T]{_CLOCK}(\s*(Z|[+-][0-9]{{2}}:[0-9]{{2}}|[A-Z]{{2,4}}))?"
    rf"|{_DATE}|{_CLOCK}(\s*[A-Z]{{2,4}})?|{_OFFSET})[~\s]*"
)

DATE = f"^{_DATE}$"
"""`2005`, `2005-03` or `2005-03-23`."""
TIME_OF_DAY = rf"^{_CLOCK}(\s*[A-Z]{{2,4}})?$"
"""`13:20` or `13:20:05`."""
MOMENT = rf"^\s*((after|before):?\s+\S[\s\S]*|{_ONE}(\s*(/|–|\sto\s|\s-\s)\s*{_ONE})*)$"
"""Anything that stands under `at`."""
