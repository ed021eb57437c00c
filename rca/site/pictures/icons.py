"""Small signs for status, root and action, drawn as paths so that they need no font. Ten units square, origin at the top left."""

from __future__ import annotations

from rca.site.pictures.svg import tag

STATUSES = ("confirmed", "likely", "possible", "open", "refuted")

_STATUS = {
    "confirmed": '<circle class="ink" cx="5" cy="5" r="5"/><path class="cut" d="M2.6 5.2l1.7 1.7 3.2-3.6"/>',
    "likely": '<rect class="ink" width="10" height="10" rx="1.6"/>'
    '<path class="cut" d="M2 4q1.5-1.8 3 0t3 0M2 7q1.5-1.8 3 0t3 0"/>',
    "possible": '<circle class="line" cx="5" cy="5" r="4.3"/><path class="ink" d="M5 .7a4.3 4.3 0 0 1 0 8.6z"/>',
    "open": '<circle class="line broken" cx="5" cy="5" r="4.3"/>',
    "refuted": '<path class="line thick" d="M1.5 1.5l7 7M8.5 1.5l-7 7"/>',
}


def status_icon(status: str, x: float = 0, y: float = 0) -> str:
    """Disc and tick, square and waves, half disc, broken ring, cross; empty for a status without a sign."""
    sign = _STATUS.get(status, "")
    return tag("g", sign, class_=f"icon {status}", transform=f"translate({x:.2f} {y:.2f})") if sign else ""


def root_icon(x: float = 0, y: float = 0) -> str:
    """A filled triangle: a cause kept as a root."""
    return tag("path", class_="root", d="M5 .8L9.6 9H.4z", transform=f"translate({x:.2f} {y:.2f})")


def shield_icon(x: float = 0, y: float = 0) -> str:
    """A shield: a corrective action stands here."""
    return tag(
        "path",
        class_="shield",
        d="M4 .6L7.2 1.7v2.6c0 2-1.3 3.4-3.2 4.2C2.1 7.7.8 6.3.8 4.3V1.7z",
        transform=f"translate({x:.2f} {y:.2f})",
    )
