"""A course as a SCORM 2004 (4th edition) package."""

from __future__ import annotations

from rca.exporters.course_page import PASS, asset, course_page
from rca.exporters.courses import Delivery
from rca.exporters.xml_text import HEAD, ident, tag, text
from rca.exporters.zipped import zipped
from rca.training.sheet import CourseSheet

CONTENT = "http://www.imsglobal.org/xsd/imscp_v1p1"
ADL = "http://www.adlnet.org/xsd/adlcp_v1p3"
SEQUENCING = "http://www.imsglobal.org/xsd/imsss"


def write(sheet: CourseSheet, delivery: Delivery) -> bytes:
    """One sharable content object, satisfied from the same share of right answers as the page says."""
    files = {
        "index.html": course_page(sheet, delivery.site, (asset("scorm2004.js"),)),
        "imsmanifest.xml": _manifest(sheet),
    }
    return zipped(files, first="imsmanifest.xml")


def _manifest(sheet: CourseSheet) -> str:
    title = tag("title", text(sheet.title))
    measure = tag("imsss:minNormalizedMeasure", f"{PASS / 100:g}")
    goal = tag("imsss:primaryObjective", measure, objectiveID="passed", satisfiedByMeasure="true")
    delivery = tag("imsss:deliveryControls", completionSetByContent="true", objectiveSetByContent="true")
    sequencing = tag("imsss:sequencing", tag("imsss:objectives", goal), delivery)
    item = tag("item", title, sequencing, identifier="item", identifierref="page", isvisible="true")
    return HEAD + tag(
        "manifest",
        tag("metadata", tag("schema", "ADL SCORM"), tag("schemaversion", "2004 4th Edition")),
        tag("organizations", tag("organization", title, item, identifier="course"), default="course"),
        tag("resources", tag(
            "resource", tag("file", href="index.html"), identifier="page", type="webcontent", adlcp__scormType="sco",
            href="index.html",
        )),
        identifier=ident(sheet.id, "rca"), version="1", xmlns=CONTENT, xmlns__adlcp=ADL, xmlns__imsss=SEQUENCING,
    )  # fmt: skip
