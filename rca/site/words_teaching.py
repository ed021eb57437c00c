"""Words of the trainer's pages and of the self-test, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping

from rca.site.words import Language

_WORDS: Mapping[str, tuple[str, str]] = {
    "courses": ("Courses", "课程"),
    "cases": ("Cases", "案例"),
    "try.title": ("Would it still have happened?", "事故还会发生吗？"),
    "try.of": ("Would it still have happened? {title}", "事故还会发生吗？{title}"),
    "try.lede": (
        "Switch a barrier on as if it had worked, carry out an action, or take an event away. The tree of the review is evaluated anew each time, by the same logic as the analysis.",
        "假设某道屏障有效、某项措施已落实，或某个事件未发生。每次都按与分析相同的逻辑重新计算本案例的故障树。",
    ),
    "try.supposed": (
        "The accident is not explained by confirmed and likely events alone. Events that are open or possible are supposed to have happened here.",
        "仅凭已证实和很可能的事件不足以解释该事故。此处假定未定或可能的事件已发生。",
    ),
    "try.never": (
        "The tree does not reach its top even when every open event is supposed true, so there is nothing to try.",
        "即使假定所有未定事件成立，故障树仍不能到达顶事件，故无可尝试。",
    ),
    "try.happens": ("It still happens.", "事故仍会发生。"),
    "try.stopped": ("It does not happen.", "事故不会发生。"),
    "try.barriers": ("Barriers that had worked", "假设有效的屏障"),
    "try.actions": ("Actions that had been carried out", "假设已落实的措施"),
    "try.events": ("Events that happened", "已发生的事件"),
    "try.tree": ("The tree, from the top down", "故障树（自上而下）"),
    "try.guards": ("takes away", "使之不发生："),
    "try.outside": ("guards nothing in the logic of the tree", "不在故障树逻辑之内"),
    "try.reset": ("Start again", "重新开始"),
    "try.alone": ("Each alone", "单独来看"),
    "try.alone.note": ("What follows when just this one thing had been different.", "仅此一项不同时的结果。"),
    "try.measure": ("Barrier or action", "屏障或措施"),
    "try.result": ("The accident", "事故"),
    "try.yes": ("happens", "发生"),
    "try.no": ("does not happen", "不发生"),
    "try.back": ("Back to the case", "返回案例"),
    "barrier": ("barrier", "屏障"),
    "action": ("action", "措施"),
    "desk.title": ("For trainers", "培训师专区"),
    "desk.lede": (
        "Every case with its level, its minutes and its subject; with questions whose answers the engine computes, and a self-test.",
        "列出每个案例的难度、时长与主题，附有由引擎计算答案的题目和自测。",
    ),
    "desk.level": ("Level", "难度"),
    "desk.minutes": ("Minutes", "分钟"),
    "desk.subject": ("Subject", "主题"),
    "desk.lessons": ("Lessons", "教训"),
    "desk.questions": ("Questions", "题目"),
    "desk.written": ("{written} written, {computed} computed", "编写 {written} 题，计算 {computed} 题"),
    "desk.used": ("Used in", "用于课程"),
    "desk.try": ("Self-test", "自测"),
    "desk.any": ("any", "不限"),
    "desk.most": ("At most (minutes)", "最长（分钟）"),
    "desk.count": ("{n} of {total} cases", "{total} 个案例中的 {n} 个"),
    "desk.instructors": ("Instructor's pages", "教师页"),
    "desk.command": ("On the command line:", "命令行："),
    "lead.title": ("Instructor's page", "教师页"),
    "lead.of": ("Instructor's page: {title}", "教师页：{title}"),
    "lead.lede": ("With answers. Learners get the course page.", "含答案。学员请用课程页。"),
    "lead.changed": ("changed since it was read", "阅读后已变更"),
    "lead.timing": ("Timing", "时间安排"),
    "lead.from": ("From minute", "起始分钟"),
    "lead.module": ("Module", "单元"),
    "lead.matrix": ("Which module serves which outcome", "单元与目标对照"),
    "lead.outcome": ("Outcome", "目标"),
    "lead.none": ("none", "无"),
    "lead.listen": ("Listen for", "倾听要点"),
    "lead.focus": ("Look at", "重点"),
    "lead.discuss": ("Ask", "提问"),
    "lead.answer": ("Answer", "答案"),
    "lead.passage": ("Passage", "出处"),
    "lead.computed": ("computed from the tree", "由故障树计算"),
    "lead.quiz": ("Questions with answers", "题目与答案"),
    "lead.activities": ("Activities", "活动"),
    "lead.learners": ("The course page for learners", "学员课程页"),
}


def teaching_words(language: Language) -> dict[str, str]:
    """The words by key in a language."""
    return {key: pair[1] if language == "zh" else pair[0] for key, pair in _WORDS.items()}
