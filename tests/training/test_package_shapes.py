"""Packages keep the order of elements, the attributes and the profile rules that the published schemas prescribe."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from rca import api

DAY = dt.date(2024, 3, 1)
Shapes = Mapping[str, tuple[str, str]]
"""For an element the order of its children as a pattern over their names, and the attributes that it must have."""

MANIFEST: Shapes = {
    "manifest": ("metadata organizations resources ", "identifier"),
    "organizations": ("(organization )?", ""),
    "resources": ("(resource )*", ""),
    "file": ("", "href"),
    "dependency": ("", "identifierref"),
}
SCORM: Shapes = {
    **MANIFEST,
    "metadata": ("schema schemaversion ", ""),
    "organizations": ("(organization )+", "default"),
    "organization": ("title (item )+", "identifier"),
    "resource": ("(file )+(dependency )*", "identifier type href"),
}
SHAPES: Mapping[str, Shapes] = {
    "scorm12": {**SCORM, "item": ("title (masteryscore )?", "identifier identifierref")},
    "scorm2004": {
        **SCORM,
        "item": ("title (sequencing )?", "identifier identifierref"),
        "sequencing": ("objectives deliveryControls ", ""),
        "objectives": ("primaryObjective ", ""),
        "primaryObjective": ("minNormalizedMeasure ", "objectiveID satisfiedByMeasure"),
    },
    "cc13": {
        **MANIFEST,
        "metadata": ("schema schemaversion lom ", ""),
        "organization": ("item ", "identifier structure"),
        "resource": ("(file )*(dependency )*", "identifier type"),
        "webLink": ("title url ", ""),
        "url": ("", "href"),
        "topic": ("title text ", ""),
        "questestinterop": ("assessment ", ""),
        "assessment": ("qtimetadata section ", "ident title"),
        "section": ("(item )+", "ident"),
        "qtimetadatafield": ("fieldlabel fieldentry ", ""),
        "presentation": ("material response_lid ", ""),
        "response_lid": ("render_choice ", "ident rcardinality"),
        "render_choice": ("(response_label ){2,}", ""),
        "response_label": ("material ", "ident"),
        "resprocessing": ("outcomes (respcondition )+", ""),
        "decvar": ("", "varname vartype minvalue maxvalue"),
        "respcondition": ("conditionvar (setvar )?(displayfeedback )?", "continue"),
        "itemfeedback": ("flow_mat ", "ident"),
    },
    "qti": {
        **MANIFEST,
        "metadata": ("schema schemaversion ", ""),
        "resource": ("(file )+(dependency )*", "identifier type href"),
        "assessmentItem": (
            "responseDeclaration outcomeDeclaration itemBody responseProcessing ",
            "identifier title adaptive timeDependent",
        ),
        "responseDeclaration": ("correctResponse ", "identifier cardinality baseType"),
        "itemBody": ("(rubricBlock )?choiceInteraction ", ""),
        "rubricBlock": ("(p )+", "view"),
        "choiceInteraction": ("prompt (simpleChoice ){2,}", "responseIdentifier shuffle maxChoices"),
        "assessmentTest": ("testPart ", "identifier title"),
        "testPart": ("(assessmentSection )+", "identifier navigationMode submissionMode"),
        "assessmentSection": ("(assessmentItemRef )+", "identifier title visible"),
        "assessmentItemRef": ("", "identifier href"),
    },
}
WITHOUT_ADDRESS = ("imsdt_xmlv1p3", "imswl_xmlv1p3", "imsqti_xmlv1p2/imscc_xmlv1p3/assessment")
"""Kinds of resource of a cartridge that hold exactly one file, have no address of their own and depend on nothing."""


def documents(folder: Path, to: str, course: str = "spills") -> dict[str, ET.Element]:
    made = api.export_course(
        folder, course, DAY, to=to, site="https://example.org/base", start=DAY, computed=1, seed="1"
    )
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        return {name: ET.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}


def local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def misshapen(root: ET.Element, shapes: Shapes) -> Iterator[str]:
    for element in root.iter():
        name = local(element)
        if name not in shapes:
            continue
        order, needed = shapes[name]
        children = "".join(f"{local(child)} " for child in element)
        if name == "item" and "identifierref" not in element.attrib:
            continue
        if not re.fullmatch(order, children):
            yield f"{name}: {children}"
        yield from (f"{name} lacks {each}" for each in needed.split() if not element.attrib.get(each))


@pytest.mark.parametrize("to", SHAPES)
def test_elements_stand_in_the_order_and_have_the_attributes_of_the_schema(folder: Path, to: str) -> None:
    found = documents(folder, to)

    assert {local(root) for root in found.values()} <= set(SHAPES[to])
    assert [fault for root in found.values() for fault in misshapen(root, SHAPES[to])] == []


def test_an_element_out_of_order_is_noticed() -> None:
    link = ET.fromstring('<webLink><url href="x"/><title>x</title></webLink>')

    assert list(misshapen(link, SHAPES["cc13"])) == ["webLink: url title "]


def test_a_cartridge_has_one_rooted_tree_whose_leaves_open_resources(folder: Path) -> None:
    manifest = documents(folder, "cc13")["imsmanifest.xml"]
    (organization,) = (each for each in manifest.iter() if local(each) == "organization")
    (root,) = organization

    assert organization.attrib["structure"] == "rooted-hierarchy"
    assert [local(child) for child in root] == ["item"] * len(root)
    for item in root.iter():
        if local(item) == "item" and item is not root:
            below = [local(child) for child in item]
            assert below[0] == "title"
            assert ("identifierref" in item.attrib) == ("item" not in below)


def test_links_topics_and_quizzes_of_a_cartridge_are_one_file_without_an_address(folder: Path) -> None:
    found = documents(folder, "cc13")
    resources = [each for each in found["imsmanifest.xml"].iter() if local(each) == "resource"]
    special = [each for each in resources if each.attrib["type"] in WITHOUT_ADDRESS]

    assert {each.attrib["type"] for each in special} == set(WITHOUT_ADDRESS)
    for each in special:
        assert [local(child) for child in each] == ["file"]
        assert "href" not in each.attrib
    for each in resources:
        if each not in special:
            assert each.attrib["href"] in {child.attrib["href"] for child in each}


def test_a_quiz_of_a_cartridge_keeps_the_profile_of_one_right_answer(folder: Path) -> None:
    quizzes = [root for name, root in documents(folder, "cc13").items() if name.endswith("quiz.xml")]

    assert quizzes
    for root in quizzes:
        fields = [[part.text for part in each] for each in root.iter() if local(each) == "qtimetadatafield"]
        assert fields[0] == ["cc_profile", "cc.exam.v0p1"]
        assert {tuple(each) for each in fields[1:]} == {("cc_profile", "cc.multiple_choice.v0p1")}
        idents = [each.attrib["ident"] for each in root.iter() if local(each) == "item"]
        assert len(set(idents)) == len(idents)
        for item in (each for each in root.iter() if local(each) == "item"):
            inside = {local(each): each.attrib for each in item.iter()}
            assert inside["response_lid"]["rcardinality"] == "Single"
            assert inside["decvar"] == {"varname": "SCORE", "vartype": "Decimal", "minvalue": "0", "maxvalue": "100"}
            assert inside["varequal"]["respident"] == inside["response_lid"]["ident"]
            assert inside["displayfeedback"]["linkrefid"] == inside["itemfeedback"]["ident"]


def test_the_test_of_a_package_of_questions_depends_on_every_item(folder: Path) -> None:
    resources = {
        each.attrib["identifier"]: each
        for each in documents(folder, "qti")["imsmanifest.xml"].iter()
        if local(each) == "resource"
    }
    needed = {each.attrib["identifierref"] for each in resources["test"] if local(each) == "dependency"}

    assert needed == set(resources) - {"test"}
    assert {each.attrib["type"] for each in resources.values()} == {"imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1"}
