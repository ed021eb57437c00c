"""Open-PSA Model Exchange Format (XML): the first fault tree, with its basic events and their probabilities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from rca.importers.clean import MAX_BYTES, MAX_EVENTS, Given, NotReadable, cleaned
from rca.importers.draft import Cause, Draft, Gate, Ids, rooted, without_circles

RANK = 3
MAX_LEVELS = 100
_SINGLE: dict[str, Gate] = {"and": "all_of", "or": "any_of", "atleast": "at_least", "nor": "none_of"}
_REFERENCES = ("event", "gate", "basic-event", "house-event")


@dataclass(slots=True)
class _Element:
    """An element of the file."""

    tag: str
    attributes: dict[str, str]
    line: int
    below: list[_Element] = field(default_factory=list)
    text: str = ""

    def first(self, *tags: str) -> _Element | None:
        """The first element below with one of the names."""
        return next((each for each in self.below if each.tag in tags), None)

    def all(self, tag: str) -> Iterator[_Element]:
        """Every element of that name at any level below."""
        for each in self.below:
            if each.tag == tag:
                yield each
            yield from each.all(tag)

    @property
    def name(self) -> str:
        """Its name, without those of the containers it is in."""
        return self.attributes.get("name", "").rpartition(".")[2]


def recognises(given: Given) -> bool:
    """XML by its ending, or by `<opsa-mef` near its beginning."""
    return given.suffix in (".xml", ".opsa") or b"<opsa-mef" in given.content[:4096]


def bring(given: Given) -> Draft:
    """The tree. Negated causes become `none_of`; what the format has no word for is listed.

    Raises:
        NotReadable: it is no XML, declares entities, or holds no gate.
    """
    root = _parsed(given)
    if root.tag != "opsa-mef":
        msg = f"`{given.name}` is XML and not Open-PSA: it begins with `<{root.tag[:40]}>`, not `<opsa-mef>`"
        raise NotReadable(msg)
    return _Model(root, given.name).draft()


def _parsed(given: Given) -> _Element:
    if len(given.content) > MAX_BYTES:
        msg = f"`{given.name}` is larger than {MAX_BYTES // 1_000_000} MB; bring over a part of it"
        raise NotReadable(msg)
    parser = expat.ParserCreate()
    open_elements: list[_Element] = []
    found: list[_Element] = []

    def refuse(*_: object) -> None:
        msg = f"`{given.name}` declares XML entities, which are not read"
        raise NotReadable(msg)

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(open_elements) >= MAX_LEVELS:
            msg = f"`{given.name}` has elements more than {MAX_LEVELS} levels deep"
            raise NotReadable(msg)
        element = _Element(tag, attributes, parser.CurrentLineNumber)
        (open_elements[-1].below if open_elements else found).append(element)
        open_elements.append(element)

    def characters(text: str) -> None:
        if open_elements:
            open_elements[-1].text += text

    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_elements.pop()
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(given.content, True)  # noqa: FBT003 -- the end of the file, by position only
    except (expat.ExpatError, ValueError, LookupError) as error:
        if isinstance(error, NotReadable):
            raise
        msg = f"`{given.name}` is not XML that can be read: {error}"
        raise NotReadable(msg) from error
    return found[0]


class _Model:
    """Gates and basic events while they are brought over."""

    def __init__(self, root: _Element, file: str) -> None:
        self.file = file
        self.ids = Ids()
        self.left: list[str] = []
        trees = list(root.all("define-fault-tree"))
        self.tree = trees[0] if trees else root
        self.gates = {each.name: each for each in self.tree.all("define-gate")}
        self.basic = {each.name: each for tag in ("define-basic-event", "define-house-event") for each in root.all(tag)}
        self.parameters = {each.name: each for each in root.all("define-parameter")}
        self.by_name = {
            name: self.ids.new(name) for name in (*self.gates, *(n for n in self.basic if n not in self.gates))
        }
        self.left += [f"line {each.line}: fault tree `{each.name}`: only the first is carried" for each in trees[1:]]
        known = {
            "define-fault-tree",
            "define-gate",
            "define-basic-event",
            "define-house-event",
            "define-parameter",
            "model-data",
            "label",
        }
        self.left += [
            f"line {each.line}: `{each.tag}` {each.name}".rstrip() for each in root.below if each.tag not in known
        ]
        self.events: dict[str, Cause] = {}

    def draft(self) -> Draft:
        """The tree of the gates.

        Raises:
            NotReadable: there is no gate, or there are too many events.
        """
        if not self.gates:
            msg = f"`{self.file}` defines no gate, so there is no tree to carry"
            raise NotReadable(msg)
        if len(self.by_name) > MAX_EVENTS:
            msg = f"`{self.file}` has more than {MAX_EVENTS:,} events; bring over a part of it"
            raise NotReadable(msg)
        for name, element in self.gates.items():
            self._gate(self.by_name[name], element)
        used = {cause for event in self.events.values() for cause in event.causes}
        for name, element in self.basic.items():
            if name in self.gates:
                self.left.append(f"line {element.line}: `{name}` is a gate and a basic event; the gate was carried")
            elif self.by_name[name] in used:
                self._leaf(self.by_name[name], element)
            else:
                self.left.append(f"line {element.line}: basic event `{name}`, which stands under no gate of the tree")
        label = self.tree.first("label")
        title = cleaned(label.text if label is not None else self.tree.name, f"line {self.tree.line}", self.left.append)
        events = without_circles(self.events.values(), self.left.append)
        draft = Draft(title=title, events=events, left=tuple(self.left))
        return rooted(draft, self.ids, "What did these lead to, in a sentence?", gate="any_of")

    def _sentence(self, element: _Element) -> str:
        label = element.first("label")
        text = label.text if label is not None and label.text.strip() else element.name
        return cleaned(text, f"line {element.line}", self.left.append) or element.name

    def _gate(self, name: str, element: _Element) -> None:
        formula = next((each for each in element.below if each.tag not in ("label", "attributes")), None)
        self.left += [f"line {each.line}: attributes of `{name}`" for each in element.below if each.tag == "attributes"]
        sentence = self._sentence(element)
        self.events[name] = Cause(name, sentence, facts={"status": "open"})
        if formula is None:
            self.left.append(f"line {element.line}: gate `{name}` has no formula; it was written as a leaf")
            return
        self._formula(name, sentence, formula)

    def _formula(self, name: str, sentence: str, formula: _Element) -> None:
        """Write a formula as the gate of an event."""
        tag = formula.tag
        if tag in _REFERENCES:
            self._write(name, sentence, "all_of", [formula])
        elif tag in _SINGLE:
            self._write(name, sentence, _SINGLE[tag], formula.below, formula)
        elif tag == "not":
            self._write(name, sentence, "none_of", formula.below)
        elif tag == "xor" and len(formula.below) == 2:
            self._write(name, sentence, "exactly_one_of", formula.below)
        elif tag == "nand":
            inner = _Element("and", {}, formula.line, formula.below)
            self._write(name, sentence, "none_of", [inner])
        else:
            self.left.append(
                f"line {formula.line}: the formula `{tag}` of `{name}`: the format has no such gate; it was written as a leaf"
            )

    def _write(
        self, name: str, sentence: str, gate: Gate, arguments: list[_Element], formula: _Element | None = None
    ) -> None:
        causes = tuple(dict.fromkeys(filter(None, (self._argument(name, each) for each in arguments))))
        threshold = None
        if gate == "at_least" and formula is not None:
            given = formula.attributes.get("min", formula.attributes.get("k", ""))
            threshold = int(given) if given.isdecimal() and len(given) < 6 else None
            if threshold is None or not 1 <= threshold <= len(causes):
                self.left.append(
                    f"line {formula.line}: `{name}` asks for {given or 'no number'} of {len(causes)}; `all_of` was written"
                )
                gate, threshold = "all_of", None
        if causes:
            self.events[name] = Cause(name, sentence, gate, causes, threshold)
        else:
            self.left.append(f"gate `{name}` has no cause that could be carried; it was written as a leaf")

    def _argument(self, above: str, element: _Element) -> str:
        """Id of the event that an argument of a formula is; a formula inside a formula gets an event of its own."""
        if element.tag in _REFERENCES:
            found = self.by_name.get(element.name)
            if found is None:
                found = self.by_name[element.name] = self.ids.new(element.name)
                self.events[found] = Cause(found, element.name or found, facts={"status": "open"})
                self.left.append(
                    f"line {element.line}: `{element.name}` is defined nowhere; it was written as an open leaf"
                )
            return found
        if element.tag in ("constant", "label", "attributes"):
            value = f" `{element.attributes.get('value', '')}`" if element.tag == "constant" else ""
            self.left.append(f"line {element.line}: `{element.tag}`{value} in the formula of `{above}`")
            return ""
        inner = self.ids.new(f"{above[:50]}-part")
        sentence = f"Part of {above}"
        self.events[inner] = Cause(inner, sentence, facts={"status": "open"})
        self._formula(inner, sentence, element)
        return inner

    def _leaf(self, name: str, element: _Element) -> None:
        house = element.tag == "define-house-event"
        facts = {"kind": "condition", "status": "open"} if house else {"status": "open"}
        cause = Cause(name, self._sentence(element), facts=facts)
        expression = next((each for each in element.below if each.tag not in ("label", "attributes")), None)
        if expression is not None and not house:
            likelihood = self._likelihood(expression)
            if likelihood:
                cause = replace(cause, probability={**likelihood, "basis": f"As given in {self.file}"})
            else:
                self.left.append(f"line {expression.line}: the probability of `{name}`, given as `{expression.tag}`")
        elif expression is not None:
            self.left.append(
                f"line {expression.line}: house event `{name}` is {expression.attributes.get('value', 'set')}; its status was left open"
            )
        self.events[name] = cause

    def _likelihood(self, expression: _Element) -> dict[str, float | str]:
        if expression.tag == "exponential" and len(expression.below) == 2:
            rate, hours = (self._number(each) for each in expression.below)
            return {"rate": rate, "hours": hours} if rate is not None and hours is not None else {}
        value = self._number(expression)
        return {"value": value} if value is not None and value <= 1 else {}

    def _number(self, element: _Element) -> float | None:
        """A number of 0 or more; a parameter stands for its own."""
        for _ in range(MAX_LEVELS):
            if element.tag != "parameter":
                break
            definition = self.parameters.get(element.name)
            value = (
                next((each for each in definition.below if each.tag not in ("label", "attributes")), None)
                if definition
                else None
            )
            if value is None:
                return None
            element = value
        if element.tag not in ("float", "int"):
            return None
        try:
            number = float(element.attributes.get("value", ""))
        except ValueError:
            return None
        return number if 0 <= number < float("inf") else None
