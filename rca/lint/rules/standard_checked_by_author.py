"""Rule D05."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.ownership import same_role
from rca.lint.rule import Rule


class StandardCheckedByAuthor(Rule):
    """Whether a standard is kept was checked by its author.

    ## Why it matters
    Who wrote the standard sees what was meant and not what is there.

    ## Bad
    ```yaml
    standards:
      S-OVERFILL:
        author: instruments
        field:
          by: instruments      # here
    ```

    ## Good
    ```yaml
    standards:
      S-OVERFILL:
        author: instruments
        field:
          by: panel
    ```

    ## Source
    Independence of verification (NASA NPR 8621.1).
    """

    code = "RCA425"
    name = "D05"
    severity = Severity.WARNING

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of `by` under `field` when it is the `author`."""
        for name, standard in case.review.standards.items():
            field = standard.field
            if (
                field is not None
                and field.by is not None
                and standard.author is not None
                and same_role(field.by, standard.author)
            ):
                yield Finding(
                    ("standards", name, "field", "by"), f"standard `{name}` was checked by its author `{field.by}`",
                    "let somebody look who did not write it",
                )  # fmt: skip
