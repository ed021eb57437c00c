"""Findings that a review silences in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.registry import find, nearest_code, public_code
from rca.lint.rule import Described, Rule
from rca.lint.silencing import AllowsUnknown, SilencesNothing
from rca.source.document import DataPath, Value
from rca.source.mending import Mend


@dataclass(frozen=True, slots=True)
class Allowance:
    """One code that one entry under `lint` allows."""

    code: str
    """Public code, or what was written where no rule has it."""
    at: str
    because: str
    path: DataPath
    known: bool
    several: bool = False
    """Whether the entry allows other codes too."""


@dataclass(frozen=True)
class Allowances:
    """Everything that one review allows, in the order written."""

    entries: tuple[Allowance, ...]

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, str], Allowance]:
        found: dict[tuple[str, str], Allowance] = {}
        for each in self.entries:
            if each.known:
                found.setdefault((each.code, each.at), each)
        return found

    def covering(self, code: str, finding: Finding, ids: frozenset[str]) -> Allowance | None:
        """What silences a finding, if anything; `ids` are the names on the way to the finding's place.

        An entry about the place itself is taken before one about something around it, and that before one about the
        whole review.
        """
        places = (finding.at, *sorted(ids), "") if finding.at else (*sorted(ids), "")
        return next((found for place in places if (found := self._by_place.get((code, place)))), None)


def allowances(case: Case) -> Allowances:
    """Everything the review allows."""
    found: list[Allowance] = []
    for index, entry in enumerate(case.review.lint):
        for place, written in enumerate(entry.allow):
            path: DataPath = ("lint", index, "allow", place)
            rule = find(written)
            found.append(
                Allowance(
                    code=public_code(written),
                    at=" ".join((entry.at or "").split()),
                    because=entry.because,
                    path=path,
                    known=isinstance(rule, Rule),
                    several=len(entry.allow) > 1,
                )
            )
    return Allowances(tuple(found))


def faults(
    allowed: Allowances, used: Mapping[Allowance, int], asked: frozenset[str]
) -> Iterator[tuple[Described, Finding]]:
    """What is wrong with the allowances themselves. `asked` are the codes of the rules that spoke on this review."""
    from rca.lint import packages

    for each in allowed.entries:
        if not each.known and packages.OWN_CODE.fullmatch(each.code) and not packages.are_in_use():
            continue  # a rule of a package may have it, and none was looked for
        if not each.known:
            mend = None
            if each.code[:4] in ("RCA0", "RCA1", "RCA2"):
                hint = "only findings of the rules (RCA3 and RCA4) can be silenced; mend the fault itself"
            else:
                near = nearest_code(each.code)
                hint = f"did you mean `{near}`?" if near else "`rca explain` lists all codes"
                mend = Mend("word", each.path, near, sure=False) if near else None
            message = f"no rule that can be silenced has the code `{each.code}`"
            yield AllowsUnknown(), Finding(each.path, message, hint, mend=mend)
        elif each.code in asked and not used.get(each):
            where = f" at `{each.at}`" if each.at else ""
            yield (
                SilencesNothing(),
                Finding(
                    each.path,
                    f"nothing has the fault `{each.code}`{where}",
                    "remove the entry, or name what it is about under `at`",
                    mend=Mend("take", each.path if each.several else each.path[:2], sure=False),
                ),
            )


def ids_on_the_way(data: Value, path: DataPath) -> frozenset[str]:
    """Names met on the way to a place: keys of mappings, and the `id` of each item of a list."""
    found: set[str] = set()
    for step in path:
        if isinstance(step, str):
            found.add(step)
        if isinstance(data, Mapping):
            data = data.get(str(step))
        elif isinstance(data, Sequence) and not isinstance(data, str) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            break
        if isinstance(data, Mapping) and isinstance(name := data.get("id"), str):
            found.add(name)
    return frozenset(found)
