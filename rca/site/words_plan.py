"""Words of the parts of a case that weigh: actions together, events by importance, barriers by number; in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_PAIRS: dict[str, tuple[str, str]] = {
    "plan.title": ("What the actions come to", "各项措施合计的效果"),
    "plan.left": ("Paths left open, of {n}", "未切断的路径（共 {n} 条）"),
    "plan.seen": ("with what is seen in the field", "仅计现场已核实的措施"),
    "plan.said": ("with what is said done too", "另计称已完成的措施"),
    "plan.planned": ("with all that stand", "计入全部有效措施"),
    "plan.refused": ("had nothing been refused", "若无措施被拒绝"),
    "plan.not-counted": ("not counted", "未计数"),
    "plan.detour": (
        "and yet the same events would bring it about in another way",
        "但同样的事件仍会经其他途径导致顶事件",
    ),
    "plan.minimum": ("Fewest that break every path", "切断全部路径的最少措施"),
    "plan.still": ("Beyond what is seen", "除已核实者外尚需"),
    "plan.none-does": (
        "No set of the actions that stand breaks every path.",
        "现有有效措施的任何组合都不能切断全部路径。",
    ),
    "plan.proved": ("Sets of {n} or fewer were looked at.", "只查看了不超过 {n} 项的组合。"),
    "plan.some": ("The smallest set is not known; these {n} together do:", "最小组合未知；以下 {n} 项合用即可："),
    "plan.none-needed": (
        "None: what is seen in the field breaks every path.",
        "无需其他：现场已核实的措施已切断全部路径。",
    ),
    "plan.one-alone": ("one alone:", "任一项即可："),
    "plan.of-them": ("{n} together:", "{n} 项合用："),
    "plan.or": ("or", "或"),
    "plan.more-sets": ("and {n} more sets", "另有 {n} 种组合"),
    "plan.next": ("The next action", "下一项措施"),
    "plan.next.none": ("No action breaks a path that is open.", "没有措施能切断尚未切断的路径。"),
    "plan.worth": ("What each action is worth", "每项措施的作用"),
    "plan.alone": ("Breaks alone", "单独切断"),
    "plan.back": ("Comes back without it", "缺少它即重新开放"),
    "plan.needed": ("cannot be left out", "不可缺少"),
    "plan.state.seen": ("seen in the field", "现场已核实"),
    "plan.state.said": ("said done", "称已完成"),
    "plan.state.planned": ("stands", "有效"),
    "plan.state.refused": ("refused", "被拒绝"),
    "plan.idle": ("Alone these break no path:", "以下措施单独不能切断任何路径："),
    "weights.title": ("Importance of the events", "事件的重要度"),
    "weights.what": (
        "From the probabilities that the review states. Bars show criticality: how much of the top event's probability goes with the event. ■ stands on a path that happened.",
        "依评审所载概率计算。条形表示关键重要度：顶事件概率中随该事件而变的部分。■ 表示在实际发生的路径上。",
    ),
    "weights.event": ("Event", "事件"),
    "weights.criticality": ("Criticality", "关键重要度"),
    "weights.birnbaum": ("Birnbaum", "伯恩鲍姆"),
    "weights.fussell-vesely": ("Fussell–Vesely", "福塞尔–韦斯利"),
    "weights.raw": ("RAW", "RAW"),
    "weights.rrw": ("RRW", "RRW"),
    "weights.more": ("Show {n} more events", "再显示 {n} 个事件"),
    "odds.title": ("What the barriers come to in numbers", "以数值计的屏障作用"),
    "odds.what": (
        "An event tree: {knot} happens, and each barrier behind it works or fails. Exact from the probabilities that the review states, before the evidence of this case; whatever has no number lies between bounds.",
        "事件树：{knot} 发生后，其后的每个屏障有效或失效。依评审所载概率精确计算，未计入本案证据；未给出数值者只有上下界。",
    ),
    "odds.consequence": ("What follows", "后果"),
    "odds.knot": ("Control is lost:", "失控："),
    "odds.stopped": ("and no barrier stops it", "且无屏障阻止"),
    "odds.now": ("With the barriers", "计入屏障"),
    "odds.without": ("Without them", "不计屏障"),
    "odds.given": ("Given the loss of control", "给定失控"),
    "odds.yearly": ("{f} a year", "每年 {f} 次"),
    "odds.fails": ("Fails on demand", "要求时失效概率"),
    "odds.basis": ("What the number rests on", "数值依据"),
    "odds.worth": ("Times as probable without it", "缺少它时的概率倍数"),
    "odds.times": ("{n} times", "{n} 倍"),
    "odds.more": ("{n} or more times", "{n} 倍以上"),
    "odds.no-change": ("changes nothing", "无变化"),
    "odds.event": ("as the event {event} of the tree", "取故障树事件 {event}"),
    "odds.before": ("counted before the loss of control", "计入失控之前"),
    "odds.absent": ("was not there: fails always", "当时不存在：总是失效"),
    "odds.no-number": ("no number", "无数值"),
    "odds.otherwise": (
        "{event} also comes about without {knot}: {p}, which is not counted here.",
        "{event} 也可不经 {knot} 发生：{p}，此处未计入。",
    ),
    "odds.sequences": ("The {n} sequences of the event tree", "事件树的 {n} 个序列"),
    "odds.sequence": ("Probability", "概率"),
    "odds.works": ("works", "有效"),
    "odds.failed": ("fails", "失效"),
    "odds.with": ("And {event}", "且 {event}"),
    "odds.with-stopped": ("And nothing stops it", "且未被阻止"),
    "weights.happened": ("on a path that happened", "在实际发生的路径上"),
}

PLAN_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {key: {"en": en, "zh": zh} for key, (en, zh) in _PAIRS.items()}
)
