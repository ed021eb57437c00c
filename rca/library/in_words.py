"""Dates, counts and amounts as people write them, in English and in Chinese."""

from __future__ import annotations

import re

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_RELATIVE = re.compile(r"^(after|before)\s+(.+)$")
_DAY = re.compile(r"(?<![\w-])(\d{4}-(?:0[1-9]|1[0-2])(?:-\d\d)?)(?:([T ])(?=\d\d:)|(?![\w-]))")
_BETWEEN = re.compile(r"(?<=\d)/(?=\d)")
_SIZES = {"en": ((1e9, "billion"), (1e6, "million")), "zh": ((1e8, "亿"), (1e4, "万"))}


def day(written: str | None, language: str = "en") -> str:
    """`2005-03-23` as "23 March 2005", `2005-03` as "March 2005", a year as it stands; in Chinese "2005年3月23日".

    >>> day("2005-03-23"), day("2005-03", "zh")
    ('23 March 2005', '2005年3月')
    """
    parts = (written or "").split("-")
    if language == "zh":
        return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False) if part)
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def moment(written: str, language: str = "en") -> str:
    """A point in time with its days in words, the rest as its author wrote it; in Chinese its few English words too.

    >>> moment("about 2005-03-23 10:00"), moment("2000-04/2005-03")
    ('about 23 March 2005, 10:00', 'April 2000 – March 2005')
    >>> moment("about 10:00", "zh"), moment("after RELEASE", "zh")
    ('约 10:00', 'RELEASE 之后')
    """
    if match := _RELATIVE.match(written):
        after = "之后" if match[1] == "after" else "之前"
        return f"{match[2]} {after}" if language == "zh" else written
    gap = " " if language == "zh" else ", "
    text = _DAY.sub(lambda hit: day(hit[1], language) + (gap if hit[2] else ""), _BETWEEN.sub(" – ", written))
    return text.replace("about ", "约 ").replace(" to ", " 至 ") if language == "zh" else text


def number(value: float) -> str:
    """A count or an amount with thin spaces between thousands; no decimals where there are none."""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4g}"
    return text.replace(",", "\u202f")


def money(amount: float, currency: str, language: str = "en") -> str:
    """An amount in words that a reader takes in.

    >>> money(200_000_000, "USD"), money(200_000_000, "USD", "zh")
    ('200 million USD', '2 亿 USD')
    """
    for size, word in _SIZES.get(language, _SIZES["en"]):
        if amount >= size:
            return f"{amount / size:.4g} {word} {currency}"
    return f"{number(amount)} {currency}"
