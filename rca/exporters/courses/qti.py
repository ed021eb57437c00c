"""The questions of a course as a QTI 2.1 package."""

from __future__ import annotations

from rca.exporters.courses import Delivery
from rca.exporters.xml_text import HEAD, ident, tag, text
from rca.exporters.zipped import zipped
from rca.training.sheet import CourseSheet, Item, ModuleSheet

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
CONTENT = "http://www.imsglobal.org/xsd/imscp_v1p1"
MATCH = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def write(sheet: CourseSheet, delivery: Delivery) -> bytes:
    """An item a question and a test with a section a module. The reason stands in a rubric that only tutors see."""
    del delivery
    files = {f"items/{ident(item.id)}.xml": _item(item) for item in sheet.items}
    files["test.xml"] = _test(sheet)
    files["imsmanifest.xml"] = _manifest(sheet)
    return zipped(files, first="imsmanifest.xml")


def _item(item: Item) -> str:
    choices = "".join(tag("simpleChoice", text(option), identifier=LETTERS[n]) for n, option in enumerate(item.options))
    cited = "; ".join(f"{each.case} {each.id}: {each.what}" for each in item.passages)
    rubric = tag("rubricBlock", tag("p", text(f"{item.because} {cited}".strip())), view="tutor scorer")
    return HEAD + tag(
        "assessmentItem",
        tag(
            "responseDeclaration", tag("correctResponse", tag("value", LETTERS[item.key])), identifier="RESPONSE",
            cardinality="single", baseType="identifier",
        ),
        tag(
            "outcomeDeclaration", tag("defaultValue", tag("value", "0")), identifier="SCORE", cardinality="single",
            baseType="float",
        ),
        tag("itemBody", rubric if item.because or cited else "", tag(
            "choiceInteraction", tag("prompt", text(item.ask)), choices, responseIdentifier="RESPONSE", shuffle="false",
            maxChoices="1",
        )),
        tag("responseProcessing", template=MATCH),
        xmlns=QTI, identifier=ident(item.id), title=item.id, adaptive="false", timeDependent="false",
    )  # fmt: skip


def _test(sheet: CourseSheet) -> str:
    sections = "".join(_section(module) for module in sheet.modules if module.items)
    part = tag("testPart", sections, identifier="part", navigationMode="nonlinear", submissionMode="simultaneous")
    return HEAD + tag("assessmentTest", part, xmlns=QTI, identifier=ident(sheet.id, "test"), title=sheet.title)


def _section(module: ModuleSheet) -> str:
    references = (
        tag("assessmentItemRef", identifier=ident(item.id), href=f"items/{ident(item.id)}.xml") for item in module.items
    )
    return tag("assessmentSection", *references, identifier=ident(module.id), title=module.title, visible="true")


def _manifest(sheet: CourseSheet) -> str:
    items = [
        tag(
            "resource", tag("file", href=f"items/{ident(item.id)}.xml"), identifier=ident(item.id, "res"),
            type="imsqti_item_xmlv2p1", href=f"items/{ident(item.id)}.xml",
        )
        for item in sheet.items
    ]  # fmt: skip
    needs = (tag("dependency", identifierref=ident(item.id, "res")) for item in sheet.items)
    test = tag(
        "resource", tag("file", href="test.xml"), *needs, identifier="test", type="imsqti_test_xmlv2p1", href="test.xml"
    )
    return HEAD + tag(
        "manifest", tag("metadata", tag("schema", "QTIv2.1 Package"), tag("schemaversion", "1.0.0")),
        tag("organizations"), tag("resources", test, *items), xmlns=CONTENT, identifier=ident(sheet.id, "rca"),
    )  # fmt: skip
