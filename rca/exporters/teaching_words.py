"""Words of hand-outs, slides and packages, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: Mapping[str, tuple[str, str]] = {
    "outcomes": ("What you can do afterwards", "学习目标"),
    "module": ("Module", "单元"),
    "minutes": ("minutes", "分钟"),
    "cases": ("Cases", "案例"),
    "lessons": ("Lessons", "教训"),
    "activities": ("Activities", "活动"),
    "discussion": ("Discussion", "讨论"),
    "quiz": ("Quiz", "测验"),
    "look": ("Look at", "重点"),
    "check": ("Check my answers", "检查答案"),
    "again": ("Start again", "重新开始"),
    "right": ("right", "正确"),
    "wrong": ("not right", "不正确"),
    "open": ("not answered", "未作答"),
    "score": ("{right} of {total} right", "{total} 题中答对 {right} 题"),
    "passed": ("Passed.", "通过。"),
    "failed": ("Not passed yet; the passages below help.", "尚未通过，请参考下列出处。"),
    "answer": ("Answer", "答案"),
    "because": ("Because", "原因"),
    "passage": ("Passage", "出处"),
    "computed": ("Computed from the fault tree", "由故障树计算得出"),
    "proximate": ("Proximate cause", "直接原因"),
    "underlying": ("Underlying causes", "深层原因"),
    "summary": ("What happened", "事故经过"),
    "tree": ("Fault tree", "故障树"),
    "left_out": (
        "{n} events do not stand here: those below “{events}”. `rca tree {review} -o tree.svg` draws every page; the site shows them all.",
        "此处略去 {n} 个事件，即“{events}”之下的部分。`rca tree {review} -o tree.svg` 可绘出全部各页；网站上有完整的故障树。",
    ),
    "more": ("{n} more in the review", "案例中另有 {n} 条"),
    "questions": ("Ask yourselves", "自问"),
    "key_points": ("Key points", "要点"),
    "timeline": ("Timeline", "时间线"),
    "barriers": ("Barriers", "屏障"),
    "invented": ("An invented exercise; it did not happen.", "本案例为虚构练习，并未发生。"),
    "deaths": ("{n} killed", "{n} 人死亡"),
    "missing": ("{n} missing", "{n} 人失踪"),
    "serious": ("{n} seriously injured", "{n} 人重伤"),
    "injured": ("{n} injured", "{n} 人受伤"),
    "loss": ("{n} direct loss", "直接损失 {n}"),
    "technical": ("technical", "技术"),
    "procedural": ("procedural", "程序"),
    "toolbox": ("Toolbox talk", "班前会"),
    "today": ("Before we start today", "今天开工之前"),
    "held": ("Held on (date, place, by)", "时间、地点、主讲"),
    "before": ("Before we go on: what would you look at now?", "继续之前：此刻您会检查什么？"),
    "notes": ("Notes", "备注"),
    "living": ("The living review", "在线案例"),
    "listen": ("Listen for", "倾听要点"),
    "verdict": ("Verdict", "结论"),
    "source": ("From the knowledge base", "来自知识库"),
    "worked": ("worked", "有效"),
    "degraded": ("degraded", "削弱"),
    "failed.state": ("failed", "失效"),
    "bypassed": ("bypassed", "旁路"),
    "missing.state": ("missing", "缺失"),
    "unknown": ("unknown", "未知"),
    "confirmed": ("confirmed", "已证实"),
    "likely": ("likely", "很可能"),
    "possible": ("possible", "可能"),
    "open.status": ("open", "未定"),
    "refuted": ("ruled out", "已排除"),
    "all_of": ("all of", "全部"),
    "any_of": ("any of", "任一"),
    "at_least": ("at least so many of", "至少若干"),
    "none_of": ("none of", "均无"),
    "exactly_one_of": ("exactly one of", "恰好一个"),
}


def word(key: str, language: str) -> str:
    """The word in a language; English for any but Chinese.

    Raises:
        KeyError: there is no such word: a slip in an exporter.
    """
    return _WORDS[key][1 if language == "zh" else 0]


def state_word(state: str, language: str) -> str:
    """The word for the state of a barrier or the status of an event."""
    for key in (f"{state}.state", f"{state}.status", state):
        if key in _WORDS:
            return word(key, language)
    return state
