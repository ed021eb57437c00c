"""The small part of Markdown that docstrings of this program use: paragraphs, lists, code, fenced blocks, links to rules."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_STRONG = re.compile(r"\*\*([^*\n]+)\*\*")
_ITEM = re.compile(r"^[-*] ", re.MULTILINE)


def rendered(text: str) -> Markup:
    """HTML of a docstring's section. Everything is escaped first, so nothing in it can be live."""
    parts: list[Markup] = []
    place = 0
    for match in _FENCE.finditer(text):
        parts.extend(_blocks(text[place : match.start()]))
        block = Markup('<div class="highlight"><pre><code class="language-{}">{}</code></pre></div>')
        parts.append(block.format(match[1] or "text", match[2]))
        place = match.end()
    parts.extend(_blocks(text[place:]))
    return Markup("\n").join(parts)


def _blocks(text: str) -> list[Markup]:
    found = []
    for block in re.split(r"\n\s*\n", text.strip()):
        if not block.strip():
            continue
        if _ITEM.match(block):
            items = (" ".join(item.split()) for item in _ITEM.split(block) if item.strip())
            found.append(
                Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(_line(i)) for i in items))
            )
        else:
            found.append(Markup("<p>{}</p>").format(_line(" ".join(block.split()))))
    return found


def _line(text: str) -> Markup:
    html = _STRONG.sub(r"<strong>\1</strong>", _CODE.sub(r"<code>\1</code>", str(escape(text))))
    return Markup(html)  # noqa: S704 -- escaped just before; only code and strong are put back
