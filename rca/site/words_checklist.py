"""Words of the page that asks questions, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping

CHECKLIST_WORDS: Mapping[str, Mapping[str, str]] = {
    "title": {"en": "Ask yourself", "zh": "自问清单"},
    "lede": {
        "en": "Say what stands before you; here are the questions that past accidents ask of it. General lessons stand for the lessons that they gather.",
        "zh": "说明您面前的设备与工况，这里列出过去的事故对它提出的问题。通用教训代表其所汇集的各条教训。",
    },
    "facet.equipment": {"en": "Equipment", "zh": "设备"},
    "facet.hazard": {"en": "Hazard", "zh": "危险"},
    "facet.mode": {"en": "Operating mode", "zh": "工况"},
    "any": {"en": "any", "zh": "不限"},
    "anywhere": {"en": "Also show questions that are meant for anywhere", "zh": "同时显示普遍适用的问题"},
    "print": {"en": "Print", "zh": "打印"},
    "count": {"en": "{n} of {total} questions", "zh": "{total} 个问题中的 {n} 个"},
    "none": {
        "en": "No lesson of this knowledge base names what you chose. That says nothing about your risk.",
        "zh": "本库没有涉及所选内容的教训。这并不说明您没有风险。",
    },
    "taught": {"en": "taught by", "zh": "教训来自"},
    "untranslated": {"en": "not translated", "zh": "未翻译"},
    "command": {"en": "The same on the command line:", "zh": "命令行同样可得："},
}
