"""A course as an IMS Common Cartridge 1.3: page, quizzes, discussions, and links to the living reviews."""

from __future__ import annotations

from collections.abc import Iterator

from rca.exporters.course_page import course_page
from rca.exporters.courses import Delivery
from rca.exporters.qti12 import assessment
from rca.exporters.teaching_words import word
from rca.exporters.xml_text import HEAD, ident, tag, text
from rca.exporters.zipped import zipped
from rca.library import addresses
from rca.training.sheet import CourseSheet, ModuleSheet

CARTRIDGE = "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"
LINK = "http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3"
TOPIC = "http://www.imsglobal.org/xsd/imsccv1p3/imsdt_v1p3"

Part = tuple[str, str, str, str]
"""Type, file, content and title of something that an item of the cartridge opens."""


def write(sheet: CourseSheet, delivery: Delivery) -> bytes:
    """The cartridge. Web links are left out where the address of the site is not given."""
    page: Part = ("webcontent", "course/index.html", course_page(sheet, delivery.site), sheet.title)
    modules = [(module, tuple(_parts(module, sheet, delivery.site))) for module in sheet.modules]
    every = [page, *(part for _, parts in modules for part in parts)]
    files = {path: content for _, path, content, _ in every}
    files["imsmanifest.xml"] = _manifest(sheet, page, modules, every)
    return zipped(files, first="imsmanifest.xml")


def _parts(module: ModuleSheet, sheet: CourseSheet, site: str) -> Iterator[Part]:
    folder = ident(module.id, "module")
    for case in module.cases if site else ():
        target = f"{site.rstrip('/')}/{addresses.case(case.review)}"
        content = HEAD + tag("webLink", tag("title", text(case.title)), tag("url", href=target), xmlns=LINK)
        yield "imswl_xmlv1p3", f"{folder}/{ident(case.review, 'link')}.xml", content, case.title
    talk = [each for case in module.cases for each in (*case.questions, *case.discussion)]
    if talk:
        title = f"{word('discussion', sheet.language)}: {module.title}"
        body = tag("text", text("\n".join(talk)), texttype="text/plain")
        content = HEAD + tag("topic", tag("title", text(title)), body, xmlns=TOPIC)
        yield "imsdt_xmlv1p3", f"{folder}/discussion.xml", content, title
    if module.items:
        title = f"{word('quiz', sheet.language)}: {module.title}"
        content = assessment(ident(module.id, "quiz"), title, module.items)
        yield "imsqti_xmlv1p2/imscc_xmlv1p3/assessment", f"{folder}/quiz.xml", content, title


def _manifest(
    sheet: CourseSheet, page: Part, modules: list[tuple[ModuleSheet, tuple[Part, ...]]], every: list[Part]
) -> str:
    names = {part[1]: f"res-{number}" for number, part in enumerate(every, 1)}
    shelves = [_opens(page, names), *(
        tag("item", tag("title", text(module.title)), *(_opens(part, names) for part in parts), identifier=ident(module.id))
        for module, parts in modules
    )]  # fmt: skip
    title = tag("lomimscc:string", text(sheet.title), language=sheet.language)
    general = tag("lomimscc:general", tag("lomimscc:title", title))
    resources = (
        tag("resource", tag("file", href=path), **_resource(kind, path), identifier=names[path])
        for kind, path, _, _ in every
    )
    return HEAD + tag(
        "manifest",
        tag(
            "metadata", tag("schema", "IMS Common Cartridge"), tag("schemaversion", "1.3.0"),
            tag("lomimscc:lom", general),
        ),
        tag("organizations", tag(
            "organization", tag("item", *shelves, identifier="root"), identifier="course", structure="rooted-hierarchy"
        )),
        tag("resources", *resources),
        identifier=ident(sheet.id, "rca"), xmlns=CARTRIDGE, xmlns__lomimscc=LOM,
    )  # fmt: skip


def _resource(kind: str, path: str) -> dict[str, str]:
    """Attributes of a resource; only web content has an address of its own."""
    return {"type": kind, "href": path} if kind == "webcontent" else {"type": kind}


def _opens(part: Part, names: dict[str, str]) -> str:
    _, path, _, title = part
    return tag("item", tag("title", text(title)), identifier=f"open-{names[path]}", identifierref=names[path])
