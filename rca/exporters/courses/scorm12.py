"""A course as a SCORM 1.2 package."""

from __future__ import annotations

from rca.exporters.course_page import PASS, asset, course_page
from rca.exporters.courses import Delivery
from rca.exporters.xml_text import HEAD, ident, tag, text
from rca.exporters.zipped import zipped
from rca.training.sheet import CourseSheet

CONTENT = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"


def write(sheet: CourseSheet, delivery: Delivery) -> bytes:
    """One sharable content object: the course page, which reports score, status and every answer to the platform."""
    files = {
        "index.html": course_page(sheet, delivery.site, (asset("scorm12.js"),)),
        "imsmanifest.xml": _manifest(sheet),
    }
    return zipped(files, first="imsmanifest.xml")


def _manifest(sheet: CourseSheet) -> str:
    title = tag("title", text(sheet.title))
    item = tag(
        "item", title, tag("adlcp:masteryscore", str(PASS)), identifier="item", identifierref="page", isvisible="true"
    )
    return HEAD + tag(
        "manifest",
        tag("metadata", tag("schema", "ADL SCORM"), tag("schemaversion", "1.2")),
        tag("organizations", tag("organization", title, item, identifier="course"), default="course"),
        tag("resources", tag(
            "resource", tag("file", href="index.html"), identifier="page", type="webcontent", adlcp__scormtype="sco",
            href="index.html",
        )),
        identifier=ident(sheet.id, "rca"), version="1.2", xmlns=CONTENT, xmlns__adlcp=ADL,
    )  # fmt: skip
