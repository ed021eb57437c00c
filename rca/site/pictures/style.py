"""Colours and line styles of the pictures: one style sheet for page, stand-alone file and raster image."""

from __future__ import annotations

import re

LIGHT = {
    "paper": "#FFFFFF", "panel": "#F5F7F8", "panel2": "#EBEFF1", "ink": "#1B262C", "muted": "#52646D",
    "rule": "#D3DCE0", "rule2": "#B4C1C8", "link": "#005F96", "conf": "#0068A3", "conf-bg": "#E6F1F8",
    "like": "#8A5A00", "like-bg": "#FBF1DC", "open": "#9C3F73", "open-bg": "#F8EAF2", "out": "#5F6B72",
    "out-bg": "#EEF1F2", "bad": "#B3261E", "bad-bg": "#FCEBE9", "act": "#00695C", "act-bg": "#E1F2EF",
    "h0": "#F5F7F8", "h1": "#D9E8F1", "h2": "#A9CCE2", "h3": "#6AA8CF", "h4": "#2874A4", "h5": "#0B5688",
}  # fmt: skip
"""Tokens of the visual language; the names are those of the site's custom properties."""
DARK = {
    "paper": "#11171B", "panel": "#182026", "panel2": "#202A31", "ink": "#E4EAED", "muted": "#9DB0BA",
    "rule": "#2C3940", "rule2": "#465862", "link": "#74BDEC", "conf": "#74BDEC", "conf-bg": "#132C3D",
    "like": "#E6B65A", "like-bg": "#33280F", "open": "#E79FC6", "open-bg": "#361F2D", "out": "#A5B2B9",
    "out-bg": "#20292E", "bad": "#F58E84", "bad-bg": "#3A1B19", "act": "#62C7B6", "act-bg": "#10302C",
    "h0": "#182026", "h1": "#16303F", "h2": "#1B4A66", "h3": "#2A6F99", "h4": "#4F9FCE", "h5": "#9AD0F2",
}  # fmt: skip

SANS = 'Inter,"Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei","Helvetica Neue",Arial,sans-serif'
MONO = '"JetBrains Mono","JB Mono",Menlo,Consolas,"Liberation Mono","Noto Sans CJK SC",monospace'

# `@name` stands for the token with its light value as fallback. Every rule is scoped to a picture's own class.
_RULES = """
.pic{font-family:$sans;font-size:12px;color:@ink}
.pic text{fill:@ink}
.pic a{text-decoration:none;outline:none}
.pic a:focus-visible .box,.pic a:focus .box{stroke:@conf;stroke-width:2.6}
.ft .box{fill:@paper;stroke:@muted;stroke-width:1.1}
.ft .edge{fill:@out}
.ft .sym{fill:@panel;stroke:@muted;stroke-width:1.3;stroke-linejoin:round}
.ft .sym.open{fill:none}
.ft .w{fill:none;stroke:@muted;stroke-width:1.2;stroke-linejoin:round}
.ft .w.hit{stroke:@bad;stroke-width:2}
.ft .w.dash{stroke-dasharray:4 3}
.ft .tip{fill:@paper;stroke:@muted;stroke-width:1.2;stroke-linejoin:round}
.ft .hit .box{stroke:@bad;stroke-width:1.6}
.ft .hit .sym,.ft .sym-of.hit .sym{stroke:@bad;stroke-width:1.6}
.ft .un .box{stroke-dasharray:4 3}
.ft .top .box{fill:@bad-bg}
.ft .transfer .box{fill:@panel}
.ft .shaping .box{stroke-dasharray:1.5 2.5}
.ft .t{font-size:12px}
.ft .refuted .t{text-decoration:line-through;fill:@out}
.ft .nid{font-size:9.2px;fill:@muted;font-family:$mono}
.ft .note{font-size:9.2px;fill:@muted}
.ft .gl{font-size:10px;fill:@muted;font-weight:600}
.ft .op{font-weight:600;fill:@ink}
.ft .op.minor{fill:@muted}
.ft .pill{fill:@act}
.ft .pt{font-size:9.2px;font-weight:600;fill:@paper}
.pic .shield{fill:none;stroke:@paper;stroke-width:1}
.pic .root{fill:@ink}
.pic .icon .ink{fill:currentColor}
.pic .icon .line{fill:none;stroke:currentColor;stroke-width:1.4}
.pic .icon .thick{stroke-width:2}
.pic .icon .broken{stroke-dasharray:2.6 1.9}
.pic .icon .cut{fill:none;stroke:@paper;stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}
.pic .confirmed .edge{fill:@conf}.pic .icon.confirmed{color:@conf}
.pic .likely .edge{fill:@like}.pic .icon.likely{color:@like}
.pic .possible .edge,.pic .open-status .edge{fill:@open}.pic .icon.possible,.pic .icon.open{color:@open}
.pic .refuted .edge{fill:@out}.pic .icon.refuted{color:@out}
.symbols-iec .s-ansi,.symbols-ansi .s-iec{display:none}
.ft.sel [data-event]:not(.on),.ft.sel [data-to]:not(.on),.ft.sel [data-of]:not(.on){opacity:.22}
.ft.sel .on .box{stroke-width:2.6}
.ft.sel .w.on{stroke-width:3.2}
.pic .legend-word{font-size:11px;font-weight:600}
.pic .legend-note{fill:@muted;font-size:10.5px}
.pic-legend{display:flex;flex-wrap:wrap;gap:2px 18px;margin:6px 0;padding:0;list-style:none;font-size:11.5px;line-height:22px;color:@muted}
.pic-legend li{display:flex;align-items:center;gap:5px;margin:0;list-style:none}
.pic-legend b{font-weight:600;color:@ink}
.pic .title{font-size:14px;font-weight:600}
@media print{svg.pic{min-width:0!important;max-width:100%;height:auto}svg.ft{width:100%!important;max-height:calc(100vh - 16mm)}}
@media (prefers-reduced-motion:no-preference){.ft [data-event],.ft [data-to]{transition:opacity .12s}}
"""


def _with_fallback(match: re.Match[str]) -> str:
    name = match[1]
    return f"var(--{name},{LIGHT[name]})" if name in LIGHT else match[0]


def picture_css() -> str:
    """The style sheet of all pictures. Colours follow the page's custom properties, and are the light ones without them."""
    from rca.site.pictures import bow_tie, charts, timeline

    rules = _RULES + timeline.RULES + bow_tie.RULES + charts.RULES
    rules = rules.replace("$sans", SANS).replace("$mono", MONO)
    return re.sub(r"@([a-z][a-z0-9-]*)", _with_fallback, rules).strip() + "\n"


def standalone_css() -> str:
    """The style sheet of a file of its own: the same, with the dark colours where the reader's machine asks for them."""
    light = "".join(f"--{name}:{value};" for name, value in LIGHT.items())
    dark = "".join(f"--{name}:{value};" for name, value in DARK.items())
    ground = f"svg.pic{{background:var(--paper,{LIGHT['paper']})}}"
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{ground}\n{picture_css()}"


def flat_css(*, dark: bool = False) -> str:
    """The style sheet with colours written out, for a renderer that knows no custom properties."""
    values = DARK if dark else LIGHT
    rules = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\}", "", picture_css())
    return re.sub(r"var\(--([a-z0-9-]+),#[0-9A-F]{6}\)", lambda match: values[match[1]], rules)
