"""Open-PSA Model Exchange Format: the fault trees of one or more files as one model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rca.diagnostics.model import Diagnostic, Severity
from rca.graph.model import (
    Attribute,
    BasicEvent,
    CommonCauseGroup,
    Container,
    HouseEvent,
    Model,
    ModelGate,
    Parameter,
    Path,
)
from rca.graph.model_faults import fault
from rca.importers.models.expressions import ExpressionReader
from rca.importers.models.formulas import FormulaReader, Holder
from rca.importers.models.plain import PlainReader
from rca.importers.models.scopes import Defined, Scopes
from rca.importers.models.xml import NOTES, Definitions, Element, Outline, contents, outline

if TYPE_CHECKING:
    from rca.graph.alignment import Alignment
    from rca.graph.substitution import Substitution
    from rca.importers.models.event_trees import EventTreeReader

_KINDS = {
    "define-gate": "gate", "define-basic-event": "basic event", "define-house-event": "house event",
    "define-parameter": "parameter",
}  # fmt: skip
CONVERTED = ("years", "years-1", "fit")
"""Units that are not hours, nor per hour."""
DEFINITIONS = (
    "define-rule", "define-initiating-event", "define-initiating-event-group", "define-event-tree", "define-consequence",
    "define-consequence-group",
)  # fmt: skip
"""In the order in which they are read, whatever that of the file: names that are made up do not depend on it."""
BESIDE = ("define-alignment", "define-substitution")
"""What changes the model as a whole; of all that no fault tree holds, it is read last."""
_CONTAINERS = ("define-fault-tree", "define-component")
_LATER = Definitions(frozenset(_KINDS), frozenset(("opsa-mef", "model-data", *_CONTAINERS)))
"""What is read once all names are known."""
OFTEN = 4096
"""Definitions that are read between two looks at the limits."""


def read_open_psa(
    files: Sequence[tuple[str, bytes]], look: Callable[[], None] = lambda: None
) -> tuple[Model, tuple[Diagnostic, ...]]:
    """The model that the files (name, content) make together, and what is wrong or was not carried.

    Names may be used before they are defined and in another file: each file is gone through twice, for names and for what
    they stand for. A model with an error among its diagnostics is not to be analysed: it holds what could be read. `look` is
    called now and then, and may raise.
    """
    found: list[Diagnostic] = []
    values, events = Scopes(), Scopes()
    numbers, formulas = ExpressionReader(values, found), FormulaReader(events, found)
    reader = _Reader(found, numbers, formulas, values, events, look)
    whole = [reader.outline(name, content) for name, content in files]
    reader.members_of_groups()
    for (name, content), names in zip(files, whole, strict=True):
        if names is not None:
            reader.definitions(name, content, names)
    reader.rest()
    return reader.model(), tuple(reader.found)


class _Named(NamedTuple):
    """A file whose definitions have their names and wait for their content to be read."""

    definitions: Sequence[Defined | None]
    """By number; None for one that is not to be read."""
    spans: Sequence[int]
    """As in `Outline`."""
    is_utf8: bool


class _Reader:
    """The model while it is read: all names first, then what they stand for."""

    def __init__(
        self, found: list[Diagnostic], numbers: ExpressionReader, formulas: FormulaReader, values: Scopes, events: Scopes,
        look: Callable[[], None],
    ) -> None:  # fmt: skip
        """Nothing is read yet."""
        self.found = found
        self.numbers = numbers
        self.formulas = formulas
        self.values = values
        self.events = events
        self.look = look
        self.name = ""
        self.label = ""
        self.groups: list[tuple[Element, Path]] = []
        self.sequels: list[Element] = []
        """Definitions of event trees and what belongs to them."""
        self.beside: list[Element] = []
        """Definitions of alignments and substitutions."""
        self.members: dict[str, tuple[list[str], dict[str, Element]] | None] = {}
        """Of each common-cause group: names of all, and those that are defined nowhere else; None: one cannot be a member."""
        self.common_cause: dict[str, CommonCauseGroup] = {}
        self.trees: EventTreeReader | None = None
        self.collected: dict[str, ModelGate] = {}
        self.alignments: dict[str, Alignment] = {}
        self.substitutions: Mapping[str, Substitution] = {}
        self.containers: dict[Path, Container] = {}
        self.gates: dict[str, ModelGate] = {}
        self.basic: dict[str, BasicEvent] = {}
        self.house: dict[str, HouseEvent] = {}
        self.parameters: dict[str, Parameter] = {}

    def outline(self, file: str, content: bytes) -> _Named | None:
        """A file with the names of its definitions taken; None where it does not read."""
        whole = outline(content, file, _LATER, self.look)
        if isinstance(whole, Diagnostic):
            self.found.append(whole)
            return None
        if whole.root.tag != "opsa-mef":
            said = f"this is XML and not Open-PSA: it begins with `<{whole.root.tag[:60]}>`, not `<opsa-mef>`"
            self.found.append(fault("RCA080", whole.root.place, said))
            return None
        return _Named(self._names(whole), whole.spans, whole.is_utf8)

    def definitions(self, file: str, content: bytes, names: _Named) -> None:
        """Read the definitions of a file, in its order: the plain ones as text, then the others as elements."""
        plain = PlainReader(content, self.events, self.values)
        waiting, spans = names.definitions, names.spans
        ready: list[ModelGate | BasicEvent | None] = []
        for number, own in enumerate(waiting):
            done = None
            if own is not None and names.is_utf8:
                done = plain.read(own, spans[2 * number], spans[2 * number + 1])
            ready.append(done)
            if number % OFTEN == 0:
                self.look()
        wanted = [own is not None and done is None for own, done in zip(waiting, ready, strict=True)]
        pending = iter(enumerate(ready))

        def take_to(number: int) -> None:
            for at, done in pending:
                if isinstance(done, ModelGate):
                    self.gates[done.name] = done
                elif done is not None:
                    self.basic[done.name] = done
                if at == number:
                    break

        def take(number: int, element: Element) -> None:
            take_to(number)
            own = waiting[number]
            if own is not None:
                read[own.kind](own, element)

        read: Mapping[str, Callable[[Defined, Element], None]] = {
            "gate": self._gate, "basic event": self._basic_event, "house event": self._house_event,
            "parameter": self._parameter,
        }  # fmt: skip
        if any(wanted):
            contents(content, file, _LATER, wanted, take, self.look)
        take_to(len(ready))

    def members_of_groups(self) -> None:
        """Take the names of members of common-cause groups, once all others are taken."""
        for group, home in self.groups:
            self._members(group, home)

    def rest(self) -> None:
        """Read what is no gate, event or parameter."""
        for group, home in self.groups:
            self._group(group, home)
        for element in (*(group for group, _ in self.groups), *self.sequels, *self.beside):
            note = next((each for each in element.descendants() if each.tag == "attributes"), None)
            if note is not None:
                self._left(note, f"the attributes of `{element.get('name') or element.tag}` are not carried")
        if self.sequels:
            self._event_trees()
        if self.beside:
            self._beside()

    def _beside(self) -> None:
        from rca.importers.models.alignments import AlignmentReader
        from rca.importers.models.substitutions import SubstitutionReader

        alignments = AlignmentReader(self.formulas)
        substitutions = SubstitutionReader(self.formulas, self.common_cause)
        for element in self.beside:
            (alignments if element.tag == "define-alignment" else substitutions).read(element)
        self.alignments = alignments.alignments
        self.substitutions, hypotheses = substitutions.keep()
        self.collected.update(hypotheses)

    def _event_trees(self) -> None:
        from rca.importers.models.event_trees import EventTreeReader
        from rca.importers.models.instructions import InstructionReader

        instructions = InstructionReader(self.numbers, self.formulas)
        reader = EventTreeReader(self.numbers, instructions)
        for element in sorted(self.sequels, key=lambda each: DEFINITIONS.index(each.tag)):
            reader.read(element)
        self.trees = reader
        self.collected = instructions.collected

    def model(self) -> Model:
        """What was read."""
        plain = Model(
            self.name, self.label, self.gates, self.basic, self.house, self.parameters, self.containers, self.common_cause,
            collected=self.collected, alignments=self.alignments, substitutions=self.substitutions,
        )  # fmt: skip
        own = self.trees
        if own is None:
            return plain
        return plain._replace(
            event_trees=own.trees, initiating_events=own.initiating, rules=own.rules,
            initiating_groups=own.groups, consequences=own.consequences, consequence_groups=own.consequence_groups,
        )  # fmt: skip

    def _say(self, code: str, element: Element, message: str, help_: str = "") -> None:
        self.found.append(fault(code, element.place, message, help_=help_))

    def _left(self, element: Element, message: str) -> None:
        self.found.append(fault("RCA082", element.place, message, severity=Severity.WARNING))

    # -- names ---------------------------------------------------------------------------------------------------

    def _names(self, whole: Outline) -> Sequence[Defined | None]:
        """Take every name in a file; its definitions by number, None for one that is not to be read."""
        root = whole.root
        self.name = self.name or root.get("name")
        self.label = self.label or root.label()
        waiting: list[Defined | None] = [None] * (len(whole.spans) // 2)
        pending: list[tuple[Element, Path, bool]] = [(root, (), False)]
        while pending:
            parent, home, hidden = pending.pop()
            inner: list[tuple[Element, Path, bool]] = []
            below, parent.below = parent.below[::-1], []
            while below:
                element = below.pop()
                if element.number >= 0:
                    waiting[element.number] = self._define(element, home, hidden=hidden)
                    if element.number % OFTEN == 0:
                        self.look()
                elif element.tag in NOTES:
                    if element.tag == "attributes":
                        self._left(element, f"the attributes of `{parent.get('name') or parent.tag}` are not carried")
                elif element.tag == "model-data":
                    inner.append((element, home, hidden))
                elif element.tag in _CONTAINERS:
                    inner.extend(self._container(element, home, hidden=hidden))
                elif element.tag == "define-CCF-group":
                    self.groups.append((element, home))
                elif element.tag in DEFINITIONS and not home:
                    self.sequels.append(element)
                elif element.tag in BESIDE and not home:
                    self.beside.append(element)
                else:
                    named = f" `{element.get('name')}`" if element.get("name") else ""
                    self._left(element, f"`{element.tag}`{named} is not carried")
            pending.extend(reversed(inner))
        return waiting

    def _container(self, element: Element, home: Path, *, hidden: bool) -> list[tuple[Element, Path, bool]]:
        name = element.get("name")
        if not name:
            self._say("RCA080", element, f"`{element.tag}` has no name")
            return []
        path = (*home, name)
        private = self._private(element, hidden=hidden)
        if path in self.containers:
            self._say("RCA084", element, f"{element.tag.removeprefix('define-')} `{'.'.join(path)}` is defined already")
            return []
        self.containers[path] = Container(element.tag == "define-fault-tree", element.label(), private)
        return [(element, path, private)]

    def _private(self, element: Element, *, hidden: bool) -> bool:
        role = element.get("role") if len(element.attributes) > 2 else ""
        if role not in ("", "public", "private"):
            self._say("RCA080", element, f"the role `{role[:60]}` is neither `public` nor `private`")
        return role == "private" or (hidden and role != "public")

    def _define(self, element: Element, home: Path, *, hidden: bool) -> Defined | None:
        name, kind = element.get("name"), _KINDS[element.tag]
        if not name:
            self._say("RCA080", element, f"`{element.tag}` has no name")
            return None
        private = self._private(element, hidden=hidden) and bool(home)
        scopes = self.values if kind == "parameter" else self.events
        own = scopes.define(name, kind, home, element.place, private=private)
        if isinstance(own, Diagnostic):
            self.found.append(own)
            return None
        return own

    def _members(self, group: Element, home: Path) -> None:
        """Names of a common-cause group's members; one that is defined nowhere else is an event of its own."""
        name = group.get("name")
        if not name or name in self.members:
            said = f"common-cause group `{name}` is defined already" if name else "a common-cause group has no name"
            self._say("RCA084" if name else "RCA080", group, said)
            return
        keys: list[str] = []
        new: dict[str, Element] = {}
        whole = True
        for member in next((each.content() for each in group.below if each.tag == "members"), []):
            own = self.events.find(member.get("name"), home)
            if own is not None and own.kind != "basic event":
                self._say("RCA092", member, f"`{own.key}`, a member of common-cause group `{name}`, is a {own.kind}")
                whole = False
            elif own is not None:
                keys.append(own.key)
            elif member.get("name"):
                taken = self.events.define(member.get("name"), "basic event", home, member.place, private=False)
                if not isinstance(taken, Diagnostic):
                    keys.append(taken.key)
                    new[taken.key] = member
        self.members[name] = (keys, new) if whole else None

    def _group(self, element: Element, home: Path) -> None:
        members = self.members.pop(element.get("name"), None)
        if members is None:
            return
        from rca.importers.models.common_cause import read_group

        keys, new = members
        group = read_group(element, home, keys, self.numbers)
        for key, member in new.items():
            chance = None if group is None else group.distribution
            self.basic[key] = BasicEvent(key, chance, "", home, place=member.place)
        if group is None:
            return
        self.common_cause[group.name] = group
        for key in keys:
            own = self.basic.get(key)
            if own is not None and own.expression is None:
                self.basic[key] = own._replace(expression=group.distribution)
            elif own is not None and own.expression != group.distribution:
                said = f"the number of `{key}` is not used: it is a member of common-cause group `{group.name}`"
                self.found.append(fault("RCA082", own.place, said, severity=Severity.WARNING))

    # -- content -------------------------------------------------------------------------------------------------

    def _inside(
        self, own: Defined, element: Element, *, needed: bool
    ) -> tuple[Element | None, str, tuple[Attribute, ...]]:
        """The one element that a definition holds, its label, and its attributes."""
        below = element.below
        if len(below) == 1 and below[0].tag not in NOTES:
            return below[0], "", ()
        content = element.content()
        if len(content) > 1:
            self._say("RCA080", content[1], f"`{own.key}` holds more than one formula or value")
        elif not content and needed:
            self._say("RCA086", element, f"gate `{own.key}` has no formula")
        return (content[0] if content else None), element.label(), self._attributes(own, element)

    def _attributes(self, own: Defined, element: Element) -> tuple[Attribute, ...]:
        """What is noted on a definition; an attribute without a name is not."""
        noted = [note for each in element.below if each.tag == "attributes" for note in each.below]
        for note in noted:
            if note.tag != "attribute" or not note.get("name"):
                self._left(note, f"`{note.tag[:60]}` among the attributes of `{own.key}` is not carried")
        return tuple(
            Attribute(note.get("name"), note.get("value"), note.get("type"))
            for note in noted
            if note.tag == "attribute" and note.get("name")
        )

    def _gate(self, own: Defined, element: Element) -> None:
        formula, label, noted = self._inside(own, element, needed=True)
        if formula is not None:
            gates = self.formulas.read(formula, Holder(own.key, f"gate `{own.key}`", own.home, own.private, label))
            if noted and own.key in gates:
                gates[own.key] = gates[own.key]._replace(attributes=noted)
            self.gates.update(gates)

    def _basic_event(self, own: Defined, element: Element) -> None:
        content, label, noted = self._inside(own, element, needed=False)
        given = () if content is None else (content,)
        chance = self.numbers.read(given, own.home, f"basic event `{own.key}`", element)
        self.basic[own.key] = BasicEvent(own.key, chance, label, own.home, own.private, own.place, noted)

    def _house_event(self, own: Defined, element: Element) -> None:
        content, label, noted = self._inside(own, element, needed=False)
        value: bool | None = False
        if content is not None and content.tag != "constant":
            self._say("RCA080", content, f"house event `{own.key}` holds `<{content.tag[:60]}>`, not a constant")
        elif content is not None:
            value = self.formulas.truth(content)
        self.house[own.key] = HouseEvent(own.key, bool(value), label, own.home, own.private, own.place, noted)

    def _parameter(self, own: Defined, element: Element) -> None:
        content, label, noted = self._inside(own, element, needed=False)
        what = f"parameter `{own.key}`"
        value = self.numbers.read(() if content is None else (content,), own.home, what, element)
        if value is None:
            if content is None:
                self._say("RCA087", element, f"{what} has no value")
            return
        unit = element.get("unit")
        self.parameters[own.key] = Parameter(own.key, value, label, own.home, own.private, unit, own.place, noted)
        if unit in CONVERTED:
            said = f"{what} is in {unit}: its number counts as written, and nothing is converted to hours"
            self._left(element, said)
