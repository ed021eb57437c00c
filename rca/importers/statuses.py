"""What other programs call a status, a gate, a kind: in the words of the format."""

from __future__ import annotations

import re

from rca.importers.draft import Gate

_STATUS = {
    "confirmed": "confirmed verified proven proved true yes fact established 已确认 确认 属实 是",
    "likely": "likely probable probably supported 很可能 可能性大",
    "possible": "possible possibly plausible undetermined unclear 可能 存疑",
    "open": "open unknown todo pending investigating hypothesis untested tbd 待查 未知 未定",
    "refuted": "refuted rejected disproved excluded eliminated false no ruled-out ruledout 排除 已排除 否",
}
_KIND = {
    "technical": "technical equipment machine hardware software material technology 技术 设备",
    "procedural": "procedural procedure method process methods 程序 方法",
    "human": "human people person man personnel operator 人 人员",
    "organisational": "organisational organizational organisation organization management latent 组织 管理",
    "external": "external environment environmental third-party 外部 环境",
    "condition": "condition normal house state given 条件",
}
_GATES: dict[str, Gate] = {
    **dict.fromkeys(("and", "all", "all of", "all_of", "und", "et", "y", "与", "与门", "&", "&&"), "all_of"),
    **dict.fromkeys(("or", "any", "any of", "any_of", "oder", "ou", "或", "或门", "|", "||"), "any_of"),
    **dict.fromkeys(("none of", "none_of", "nor", "not", "非", "非门"), "none_of"),
    **dict.fromkeys(("xor", "exactly one of", "exactly_one_of", "exclusive or", "异或", "异或门"), "exactly_one_of"),
}
_VOTE = re.compile(
    r"(?:at ?least|at_least|vote|k/n|koon)?\s*\(?(\d{1,3})\s*(?:/|of|out of|oo|取|选|:)?\s*(\d{1,3}|n)?\)?",
    re.IGNORECASE,
)


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words.split()}


_STATUSES, _KINDS = _by_word(_STATUS), _by_word(_KIND)


def status(text: str) -> str:
    """The status that a word means; empty when it means none."""
    return _STATUSES.get(re.sub(r"[\s_]+", "-", text.strip().lower()), "")


def kind(text: str) -> str:
    """The kind of cause that a word means; empty when it means none."""
    return _KINDS.get(re.sub(r"[\s_]+", "-", text.strip().lower()), "")


def gate(text: str) -> tuple[Gate | None, int | None]:
    """The gate that a word means, with k of an `at_least` gate; nothing when it means none."""
    word = " ".join(re.sub(r"\bgate\b", "", text.strip().lower()).split()).strip(" :()[]—-")
    if word in _GATES:
        return _GATES[word], None
    if word and (match := _VOTE.fullmatch(word)):
        return "at_least", int(match[1])
    return None, None
