"""Words for somebody who writes and looks, and of the page that stands for those that are not there; English and Chinese."""

from __future__ import annotations

LIVE_WORDS: dict[str, dict[str, str]] = {
    "live.kept": {
        "en": "{path} does not read. Below is what it said when it last did.",
        "zh": "{path} 无法读取。以下是它上一次可读取时的内容。",
    },
    "live.unread": {"en": "{path} does not read, so there is no page of it.", "zh": "{path} 无法读取，因此没有页面。"},
    "live.only": {"en": "Shown only while `rca serve --watch` runs.", "zh": "仅在 rca serve --watch 运行时显示。"},
    "gone.title": {"en": "This page is not here", "zh": "此页不存在"},
    "gone.lede": {
        "en": "The address may be mistyped, or the page was taken away. A review that was withdrawn keeps its page and says why.",
        "zh": "地址可能有误，或页面已移除。被撤回的评审仍保留其页面并说明原因。",
    },
    "gone.cases": {"en": "All cases", "zh": "全部案例"},
}
"""By key, then by language."""
