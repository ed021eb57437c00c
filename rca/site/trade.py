"""Words of the trade as this site uses them, in English and Chinese."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TradeWord:
    """A word, what it means here, and its Chinese."""

    word: str
    meaning: str
    chinese: str


TRADE = (
    TradeWord("review", "One incident told with its evidence, tree, barriers, actions and lessons; one file.", "评审"),
    TradeWord("top event", "What the tree explains: the harm or the loss of control at its head.", "顶事件"),
    TradeWord("gate", "How causes join: all of them, any of them, at least k, none, exactly one.", "门"),
    TradeWord("basic event", "A cause that is not taken further; a leaf of the tree.", "基本事件"),
    TradeWord("minimal cut set", "Events that together bring about the top event, none of which can be left out.", "最小割集"),
    TradeWord("path that happened", "A minimal cut set whose every event is confirmed or likely. It can happen again as it did.", "实际路径"),
    TradeWord("single point", "An event that alone brings about the top event.", "单点"),
    TradeWord("influence", "Something that made an event likelier without being strictly necessary (`shaped_by`); drawn dashed, outside the logic.", "影响因素"),
    TradeWord("verdict", "How far the evidence carries the tree to its top: explained, resting on likely causes, only if open hypotheses hold, not yet, contradicted.", "结论"),
    TradeWord("confirmed", "Evidence shows it; true in the logic.", "已证实"),
    TradeWord("likely", "Taken as true on the evidence, could still fall.", "很可能"),
    TradeWord("possible", "Examined, neither shown nor ruled out; the reason is given.", "可能"),
    TradeWord("open", "Not yet examined.", "未查"),
    TradeWord("ruled out", "Evidence or a sourced reason speaks against it (`refuted`); false in the logic.", "已排除"),
    TradeWord("next best evidence", "The open event whose answer would remove most doubt about the top.", "下一步最佳证据"),
    TradeWord("barrier", "What stood, or should have stood, between a hazard and people.", "屏障"),
    TradeWord("bow-tie", "Causes at the left, harm at the right, the event at the knot, barriers between.", "蝴蝶结图"),
    TradeWord("corrective action", "A change that breaks a path (`breaks`) or makes an influence smaller (`weakens`).", "纠正措施"),
    TradeWord("strength", "Whether an action works without memory or attention (stronger), helps people (intermediate), or asks them to be careful (weaker).", "措施强度"),
    TradeWord("seen in the field", "Somebody went and looked. A document that says so is not enough.", "现场核实"),
    TradeWord("paper gap", "Share of actions said to be done minus the share seen in the field.", "纸面差距"),
    TradeWord("prevention proven", "How surely the paths that happened are cut by actions on the preventive side, as far as they are carried out.", "预防有效性"),
    TradeWord("guarantee", "Whether actions have an owner, money, people, a date, a measure and proof.", "保障"),
    TradeWord("implementation", "Of the sites where a new standard was looked for, the share that conform.", "落实"),
    TradeWord("reflection", "Whether the summary is whole, confirmed causes are taught, lessons travel and effects are checked.", "反思"),
    TradeWord("look-back", "The visit one year after closing that asks whether the actions hold.", "回头看"),
    TradeWord("lesson", "What a reader can use without having had the accident; it ends in a question to ask at home.", "经验教训"),
    TradeWord("general lesson", "A lesson that several cases taught.", "共性教训"),
    TradeWord("technical defect", "What equipment, design or software lacked or did wrongly.", "技术缺陷"),
    TradeWord("procedural defect", "What a procedure, a check or a change process lacked or did wrongly.", "程序缺陷"),
    TradeWord("root cause", "The deepest cause the organisation can change; there is nearly always more than one.", "根本原因"),
    TradeWord("public record", "A review written from published reports. What they do not say is not known, and is never counted as missing.", "公开记录"),
    TradeWord("adoption", "What a site did with a lesson: whether it applies, what was done, and when it was seen.", "采纳"),
)  # fmt: skip
