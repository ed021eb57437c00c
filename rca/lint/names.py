"""Names of people in texts, found with care: better to miss one than to call a valve a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rca.source.document import DataPath, Value

_NAME = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’-]+"
_TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Dr|Prof|Professor|Herr|Frau|Monsieur|Madame)\b\.?\s+(?:[A-Z]\.\s*)*{_NAME}(?:\s+{_NAME})?"
)
_TRADED = re.compile(
    rf"\b(?:[Ee]ngineer|[Ss]upervisor|[Ff]oreman|[Ss]uperintendent|[Tt]echnician|[Oo]perator|[Ww]elder|[Nn]urse|[Ff]itter)"
    rf"\s+{_NAME}\s+{_NAME}\b(?!\s+(?:Ltd|Inc|GmbH|Company|Corporation|Corp|Group|Plc|PLC|Limited|Services|Systems)\b)"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_ADDRESSED_ZH = re.compile(
    rf"(?<![\u3400-\u9fff])[{_SURNAMES}][\u3400-\u9fff]{{0,2}}(?:先生(?![成产])|女士|小姐|同志(?!化)|师傅)"
)
_ADDRESS_INSIDE_ZH = re.compile(
    rf"(?:由|经|对|与|和|向|是|，|、)[{_SURNAMES}][\u3400-\u9fff]{{1,2}}(?:先生(?![成产])|女士|小姐|同志(?!化)|师傅)"
)


_ADDRESS_ZH = ("先生", "女士", "小姐", "同志", "师傅")
_PATTERNS = (
    (("Mr", "Ms", "Dr", "Prof", "Herr", "Frau", "Monsieur", "Madame"), _TITLED),
    (("ngineer", "upervisor", "oreman", "uperintendent", "echnician", "perator", "elder", "urse", "itter"), _TRADED),
    (_ADDRESS_ZH, _ADDRESSED_ZH),
    (_ADDRESS_ZH, _ADDRESS_INSIDE_ZH),
)
"""Each pattern with the letters without which it cannot match; looking for those costs a fraction."""


def person(text: str) -> str:
    """The first name of a person with the form of address or trade before it; empty when none is found."""
    for hints, pattern in _PATTERNS:
        if any(hint in text for hint in hints) and (match := pattern.search(text)):
            return " ".join(match[0].lstrip("由经对与和向是，、").split())
    return ""


def texts(data: Value) -> Iterator[tuple[DataPath, str]]:
    """Every text of a file with its place, in the order written; keys are no texts."""
    pending: list[tuple[DataPath, Value]] = [((), data)]
    while pending:
        path, value = pending.pop()
        if isinstance(value, str):
            if path:
                yield path, value
        elif isinstance(value, Mapping):
            pending.extend(((*path, key), item) for key, item in reversed(list(value.items())))
        elif isinstance(value, Sequence):
            pending.extend(((*path, index), item) for index, item in reversed(list(enumerate(value))))


def mentions(text: str, names: frozenset[str]) -> str:
    """The first of `names` that a text contains: as a whole word in Latin letters, as it stands in Chinese."""
    for name in sorted(names, key=lambda each: (-len(each), each)):
        if re.search(rf"(?<![\w]){re.escape(name)}(?![\w])" if name.isascii() else re.escape(name), text):
            return name
    return ""
