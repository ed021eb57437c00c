"""What is said when the silencing of a finding is itself at fault."""

from __future__ import annotations

from rca.diagnostics import Severity
from rca.lint.rule import Described


class SilencesNothing(Described):
    """An entry under `lint` silences nothing.

    ## Why it matters
    An excuse that outlives its fault hides the next one.

    ## Bad
    ```yaml
    lint:
      - {allow: C05, at: NO-TRIP, because: The report uses the word}   # here
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        NO-TRIP: {event: A poor trip was fitted}
    lint:
      - {allow: C05, at: NO-TRIP, because: The report uses the word}
    ```

    ## Source
    House rule, after the unused-suppression warnings of compilers.
    """

    code = "RCA391"
    name = "K01"
    severity = Severity.WARNING


class AllowsUnknown(Described):
    """An entry under `lint` names no rule.

    ## Why it matters
    A slip in the code silences nothing, and the author believes otherwise.

    ## Bad
    ```yaml
    lint:
      - {allow: RCA999, because: Reviewed by the panel}   # here
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        NO-TRIP: {event: A poor trip was fitted}
    lint:
      - {allow: RCA365, because: Reviewed by the panel}
    ```

    ## What can be silenced
    Every finding of a rule, by its public code or its working name, in the whole review or at one event, piece of
    evidence or action. What reading (`RCA0`), the format (`RCA1`) and the folder (`RCA2`) have to say cannot be
    silenced, since nothing can be built on a file that does not read.

    ## Source
    House rule.
    """

    code = "RCA392"
    name = "K02"
    severity = Severity.ERROR


SILENCING: tuple[type[Described], ...] = (SilencesNothing, AllowsUnknown)
