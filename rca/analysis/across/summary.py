"""Everything that the comparison of cases says, in one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rca.analysis.across.combinations import CauseRank, Combination, cause_ranks, frequent_combinations
from rca.analysis.across.known import known_cases
from rca.analysis.across.missed import MissedLesson, missed_lessons
from rca.analysis.across.shared import SharedCause, SharedPlace, shared_causes, shared_places
from rca.analysis.across.strengthened import Strengthened, strengthened
from rca.analysis.findings import Findings
from rca.graph.tree import FaultTree
from rca.library.model import Library


@dataclass(frozen=True, slots=True)
class AcrossCases:
    """What several cases say together. Only real cases are compared; invented ones never stand beside them."""

    missed: tuple[MissedLesson, ...] = ()
    shared: tuple[SharedCause, ...] = ()
    places: tuple[SharedPlace, ...] = ()
    combinations: tuple[Combination, ...] = ()
    ranks: tuple[CauseRank, ...] = ()
    layers: tuple[Strengthened, ...] = ()

    def missed_before(self, review: str) -> tuple[MissedLesson, ...]:
        """Lessons that stood in print when a case happened."""
        return tuple(each for each in self.missed if each.review == review)

    def missed_after(self, review: str) -> tuple[MissedLesson, ...]:
        """Lessons of a case that a later one did without."""
        return tuple(each for each in self.missed if each.lesson.partition("#")[0] == review)

    def shared_with(self, review: str) -> tuple[SharedCause, ...]:
        """Causes that a case shares with others."""
        return tuple(each for each in self.shared if review in each.reviews)


def across_cases(library: Library, trees: Mapping[str, FaultTree], findings: Mapping[str, Findings]) -> AcrossCases:
    """Compare all published real cases. Cost: dominated by the missed lessons, lessons times cases."""
    cases = known_cases(library, trees, findings)
    return AcrossCases(
        missed=missed_lessons(cases),
        shared=shared_causes(cases),
        places=shared_places(cases),
        combinations=frequent_combinations(cases),
        ranks=cause_ranks(cases),
        layers=strengthened(cases),
    )
