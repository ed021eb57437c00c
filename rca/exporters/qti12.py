"""Questions in the profile of QTI 1.2.1 that Common Cartridge prescribes."""

from __future__ import annotations

from collections.abc import Sequence

from rca.exporters.xml_text import HEAD, ident, tag, text
from rca.training.sheet import Item

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"


def assessment(name: str, title: str, items: Sequence[Item]) -> str:
    """An assessment of multiple-choice questions with one right answer each; a right answer scores 100."""
    section = tag("section", *(_item(item) for item in items), ident="root_section")
    profile = _profile("cc_profile", "cc.exam.v0p1")
    body = tag("assessment", tag("qtimetadata", profile), section, ident=name, title=title)
    return HEAD + tag("questestinterop", body, xmlns=QTI)


def _item(item: Item) -> str:
    labels = "".join(
        tag("response_label", _material(option), ident=f"o{place}") for place, option in enumerate(item.options, 1)
    )
    right = tag("varequal", f"o{item.key + 1}", respident="response")
    scored = tag("setvar", "100", action="Set", varname="SCORE")
    variable = tag("decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    cited = "; ".join(f"{each.case} {each.id}: {each.what}" for each in item.passages)
    reason = f"{item.because} {cited}".strip()
    shown = tag("displayfeedback", feedbacktype="Response", linkrefid="general_fb") if reason else ""
    always = tag("respcondition", tag("conditionvar", tag("other")), shown, continue_="Yes") if reason else ""
    return tag(
        "item",
        tag("itemmetadata", tag("qtimetadata", _profile("cc_profile", "cc.multiple_choice.v0p1"))),
        tag("presentation", _material(item.ask), tag(
            "response_lid", tag("render_choice", labels), ident="response", rcardinality="Single"
        )),
        tag(
            "resprocessing", tag("outcomes", variable), always,
            tag("respcondition", tag("conditionvar", right), scored, continue_="No"),
        ),
        tag("itemfeedback", tag("flow_mat", _material(reason)), ident="general_fb") if reason else "",
        ident=ident(item.id), title=item.id,
    )  # fmt: skip


def _material(words: str) -> str:
    return tag("material", tag("mattext", text(words), texttype="text/plain"))


def _profile(label: str, entry: str) -> str:
    return tag("qtimetadatafield", tag("fieldlabel", label), tag("fieldentry", entry))
