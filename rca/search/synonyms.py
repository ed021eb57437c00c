"""Words that mean nearly the same in this trade, whatever the knowledge base; close matches, never exact ones.

The code lists of a knowledge base add their own: a term's English and Chinese names stand for each other.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import cache

from rca.search.words import is_han, stem, tokens

GROUPS: tuple[str, ...] = (
    "gauge, indicator, instrument, transmitter, sensor, meter, probe",
    "level, height",
    "trip, interlock, shutdown, cutout",
    "alarm, alert, warning, siren",
    "explosion, blast, detonation, deflagration",
    "fire, blaze, burning, flame",
    "leak, release, spill, escape, discharge",
    "overfill, overflow, overfilled, flooded",
    "rupture, burst, break, fracture, crack",
    "valve, shutoff",
    "relief, vent, blowdown, flare",
    "pipe, line, hose, piping, pipeline",
    "tank, vessel, drum, storage",
    "tower, column, splitter",
    "pump, compressor",
    "reactor, core",
    "startup, commissioning",
    "turnaround, maintenance, repair, overhaul",
    "inspection, survey, audit, check",
    "operator, crew, technician, staff, personnel",
    "worker, employee, contractor",
    "manager, management, leadership, supervisor",
    "engineer, designer",
    "handover, shift, communication",
    "fatigue, tired, overtime, exhausted",
    "procedure, instruction, checklist, guide, rule",
    "permit, isolation, lockout, blind",
    "training, competence, drill, simulator",
    "change, modification, alteration, modified",
    "drift, deviance, normalised, habit",
    "ignored, dismissed, disregarded, overlooked, missed",
    "seal, gasket, ring",
    "corrosion, wear, erosion, degradation",
    "cold, freezing, frost, low temperature",
    "hot, heat, overheated, temperature",
    "cooling, coolant, refrigeration",
    "runaway, exotherm, exothermic",
    "toxic, poison, poisonous, gas cloud",
    "dust, powder",
    "ignition, spark",
    "trailer, cabin, temporary building",
    "evacuation, escape, muster",
    "killed, death, fatality, dead, died",
    "injured, hurt, injury, burned",
    "ship, ferry, vessel, boat",
    "aircraft, airplane, plane, jet",
    "rocket, launcher, booster",
    "spacecraft, orbiter, shuttle, probe, satellite",
    "radiation, dose, overdose, beam",
    "patient, treatment",
    "software, code, program",
    "bug, defect, fault, error",
    "crash, abort, halt, exception",
    "overflow, out of range, saturation",
    "outage, downtime, unavailable, disruption",
    "deploy, deployment, rollout, release, push",
    "rollback, revert, undo, restore",
    "backup, dump, snapshot, copy",
    "database, data, records",
    "deleted, removed, wiped, erased, lost",
    "replica, replication, secondary, standby",
    "server, host, machine, node",
    "cpu, processor",
    "regex, regular expression, pattern",
    "config, configuration, setting",
    "test, trial, verification",
    "unit, metric, conversion",
    "weather, storm, wind",
    "tsunami, flood, wave",
    "earthquake, seismic",
    "regulator, authority, inspector",
    "budget, money, cost, funding",
    "schedule, pressure, deadline, hurry",
)
"""Each line is one meaning, the words in it stand for each other. Two words are a phrase."""

CHINESE: Mapping[str, str] = {
    "安全": "safety", "事故": "accident", "爆炸": "explosion", "火灾": "fire", "起火": "fire", "燃烧": "burning",
    "泄漏": "leak", "泄露": "leak", "溢出": "overflow", "溢流": "overflow", "满罐": "overfill", "冒罐": "overfill",
    "超压": "overpressure", "压力": "pressure", "温度": "temperature", "液位": "level", "料位": "level", "流量": "flow",
    "仪表": "instrument", "传感器": "sensor", "变送器": "transmitter", "报警": "alarm", "警报": "alarm",
    "联锁": "trip", "阀门": "valve", "安全阀": "relief valve", "泄放": "relief", "放空": "vent", "火炬": "flare",
    "管道": "pipe", "法兰": "flange", "储罐": "tank", "油罐": "tank", "罐": "tank", "塔": "tower", "反应器": "reactor",
    "反应堆": "reactor", "锅炉": "boiler", "泵": "pump", "压缩机": "compressor", "冷却": "cooling", "换热器": "exchanger",
    "失控": "runaway", "失控反应": "runaway reaction", "自燃": "self heating", "自热": "self heating", "点火": "ignition",
    "火源": "ignition", "粉尘": "dust", "蒸气云": "vapour cloud", "有毒": "toxic", "中毒": "poison", "毒气": "toxic gas",
    "硝酸铵": "ammonium nitrate", "硝化": "nitration", "硝化棉": "nitrocellulose", "废料": "waste", "汽油": "petrol",
    "异氰酸甲酯": "methyl isocyanate", "环己烷": "cyclohexane", "氢气": "hydrogen", "核电": "nuclear",
    "辐射": "radiation", "剂量": "dose", "堆芯": "core", "熔毁": "meltdown", "海啸": "tsunami", "地震": "earthquake",
    "停电": "blackout", "断电": "power", "电源": "power", "柴油机": "diesel", "井喷": "blowout", "防喷器": "preventer",
    "水泥": "cement", "钻井": "drilling", "平台": "platform", "船": "ship", "轮渡": "ferry", "港口": "port", "码头": "port",
    "仓库": "warehouse", "危险品": "dangerous goods", "飞机": "aircraft", "航天": "space", "航天飞机": "shuttle",
    "火箭": "rocket", "探测器": "orbiter", "密封": "seal", "密封圈": "ring", "低温": "cold", "泡沫": "foam", "隔热": "insulation",
    "软件": "software", "程序": "procedure", "代码": "code", "数据库": "database", "备份": "backup", "删除": "deleted",
    "误删": "deleted", "服务中断": "outage", "宕机": "outage", "部署": "deployment", "上线": "deployment", "回滚": "rollback",
    "服务器": "server", "正则": "regular expression", "溢位": "overflow", "单位": "unit", "换算": "conversion", "交易": "trading",
    "操作": "operation", "操作员": "operator", "操作工": "operator", "员工": "employee", "工人": "worker", "承包商": "contractor",
    "管理": "management", "领导": "manager", "监管": "regulator", "监督": "oversight", "检查": "inspection", "检修": "maintenance",
    "维修": "maintenance", "维护": "maintenance", "培训": "training", "演练": "drill", "疲劳": "fatigue", "加班": "overtime",
    "交接": "handover", "交接班": "handover", "沟通": "communication", "作业许可": "permit", "作业票": "permit", "隔离": "isolation",
    "变更": "change", "变更管理": "change", "改造": "modification", "设计": "design", "缺陷": "defect", "腐蚀": "corrosion",
    "老化": "old", "裂纹": "crack", "断裂": "fracture", "应急": "emergency", "疏散": "evacuation", "撤离": "evacuation",
    "消防": "fire", "消防员": "firefighters", "死亡": "killed", "受伤": "injured", "伤亡": "killed", "教训": "lesson",
    "原因": "cause", "根本原因": "root", "隐患": "hazard", "风险": "risk", "危险": "hazard", "屏障": "barrier", "标准": "standard",
    "开车": "start up", "启动": "start up", "停车": "shutdown", "临时": "temporary", "活动房": "trailer", "板房": "trailer",
    "门": "door", "倾覆": "capsize", "指示灯": "indicator", "显示": "display", "误判": "misread", "误操作": "operator error",
    "化工": "chemical", "炼油": "refinery", "炼油厂": "refinery", "油库": "depot", "医疗": "medical", "患者": "patient",
    "共因": "common cause", "冗余": "redundancy", "备用": "standby", "单点": "single", "试验": "test", "测试": "test",
}  # fmt: skip
"""Chinese words of the trade, each with the English word or phrase that finds the same."""

Key = tuple[str, ...]
"""Stems, or pairs of Han, that all have to stand in a record."""


def key_of(phrase: str) -> Key:
    """What the index is asked for when `phrase` is looked up: stems of its words, stop words left out."""
    from rca.search.words import STOP_WORDS, han_pairs

    found: list[str] = []
    for token in tokens(phrase):
        if is_han(token.word):
            found.extend(han_pairs(token.word))
        elif token.word not in STOP_WORDS:
            found.append(stem(token.word))
    return tuple(dict.fromkeys(found))


@cache
def built_in() -> tuple[tuple[str, ...], ...]:
    """The groups of this file: words that stand for each other."""
    english = tuple(tuple(word.strip() for word in line.split(",")) for line in GROUPS)
    return (*english, *((chinese, word) for chinese, word in CHINESE.items()))


def synonym_table(groups: Iterable[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """For every word or phrase, as the stems of its words joined by blanks, the others of its groups as written."""
    table: dict[str, dict[str, None]] = {}
    for group in groups:
        for word in group:
            others = table.setdefault(" ".join(key_of(word)), {})
            others.update((other, None) for other in group if key_of(other) != key_of(word))
    return {key: tuple(others) for key, others in table.items() if key and others}


def held_synonyms(groups: Iterable[tuple[str, ...]], known: Container[str]) -> dict[str, list[str]]:
    """The table of synonyms, those of this file and of `groups`, only as far as a corpus holds them.

    Args:
        groups: words that stand for each other.
        known: stems and forms of the corpus.
    """
    kept: dict[str, list[str]] = {}
    for key, others in synonym_table((*built_in(), *groups)).items():
        held = [other for other in others if all(part in known for part in key_of(other))]
        if held:
            kept[key] = held
    return dict(sorted(kept.items()))
