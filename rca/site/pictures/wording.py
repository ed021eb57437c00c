"""The few words that a picture prints, in the languages of a review."""

from __future__ import annotations

from typing import Literal

Language = Literal["en", "zh"]

_WORDS: dict[str, tuple[str, str]] = {
    "confirmed": ("confirmed", "已证实"),
    "likely": ("likely", "很可能"),
    "possible": ("possible", "可能"),
    "open": ("open", "未查"),
    "refuted": ("ruled out", "已排除"),
    "all_of": ("all of", "全部"),
    "in_order": ("all of, in order", "依次全部"),
    "any_of": ("any of", "任一"),
    "none_of": ("none of", "全无"),
    "exactly_one_of": ("one only", "恰一"),
    "inhibit": ("all, given", "在条件下"),
    "nand": ("not all of", "非全部"),
    "not": ("not", "非"),
    "is": ("the same as", "等同"),
    "iff": ("all alike", "同真同假"),
    "imply": ("if, then", "若则"),
    "cardinality": ("{k} to {m} of {n}", "{n} 取 {k} 至 {m}"),
    "true": ("house event: true", "房形事件：真"),
    "false": ("house event: false", "房形事件：假"),
    "probability": ("p = {p}", "p = {p}"),
    "at_least": ("{k} of {n}", "{n} 取 {k}"),
    "drawn_under": ("drawn under {place}", "见 {place} 之下"),
    "drawn_page": ("drawn on page {page}", "见第 {page} 页"),
    "continued_page": ("continued on page {page}", "续见第 {page} 页"),
    "continues_in": ("continues in {place}", "续见 {place}"),
    "from_page": ("from page {page}", "承第 {page} 页"),
    "influence_on": ("influences {place}", "影响 {place}"),
    "root": ("root cause", "根本原因"),
    "happened": ("on a path that happened", "在实际发生的路径上"),
    "broken_by": ("broken by {actions}", "由 {actions} 阻断"),
    "built_by": ("actions here: {actions}", "相关措施：{actions}"),
    "undefined": ("named here, described nowhere", "此处引用，未作说明"),
    "fault_tree": ("Fault tree", "故障树"),
    "page": ("page {page} of {pages}", "第 {page} 页，共 {pages} 页"),
    "events": ("{n} events", "{n} 个事件"),
    "timeline": ("Timeline", "时间线"),
    "not_to_scale": ("Even spacing, not to scale", "等距排列，不按比例"),
    "what_happened": ("What happened", "经过"),
    "bow_tie": ("Bow-tie of barriers", "屏障蝴蝶结图"),
    "worked": ("worked", "有效"),
    "degraded": ("degraded", "减弱"),
    "failed": ("failed", "失效"),
    "bypassed": ("bypassed", "被旁路"),
    "missing": ("missing", "缺失"),
    "unknown": ("not known", "不详"),
    "a_year": ("{f} a year", "每年 {f} 次"),
    "not_stopped": ("not stopped: {p}", "未被阻止：{p}"),
    "fails_on_demand": ("PFD {p}", "PFD {p}"),
    "no_barrier": ("no barrier is recorded", "无屏障记录"),
}


def say(key: str, language: str = "en", /, **values: str | int) -> str:
    """The word or phrase in Chinese for `zh`, else in English."""
    english, chinese = _WORDS[key]
    return (chinese if language == "zh" else english).format(**values)
