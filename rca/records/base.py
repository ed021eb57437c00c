"""What all records share: strict, frozen, no unknown key."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Prose that a person wrote; never empty."""

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$", max_length=64)]
"""Name of something in a review: a letter, then letters, digits, `-`, `_` or `.`."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
"""Name of a file and of its page: lower-case letters, digits and `-`."""

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_./-]*$", max_length=40)]
"""A code of a taxonomy."""

Reference = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*#[A-Za-z][A-Za-z0-9_.-]*$", max_length=160)]
"""Something in another review: `review-id#ID`."""


def _web_address(text: str) -> str:
    """Only addresses that a reader may safely follow; `javascript:` and the like are refused."""
    if not re.match(r"^https?://[^\s<>\"]+$", text):
        msg = "a web address starts with `https://` or `http://` and has no blanks or quotes"
        raise ValueError(msg)
    return text


Url = Annotated[str, AfterValidator(_web_address)]

T = TypeVar("T")


def _listed(value: Any) -> Any:
    """One value stands for a list of one."""
    return value if isinstance(value, (list, tuple)) or value is None else (value,)


OneOrMore = Annotated[tuple[T, ...], BeforeValidator(_listed)]
"""A list, or a single value that stands for a list of one."""

Unknown = Literal["unknown"]
"""Written in place where the record does not say."""

RefId = Annotated[Text, "names"]
"""Names something defined elsewhere. Any text reads, so that a slip is reported as an unknown id with the nearest right one."""
Ids = tuple[RefId, ...]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0)]
Probability = Annotated[float, Field(allow_inf_nan=False)]
"""0..1; the bounds are held by a rule of the lint, so that a draft with a slip still reads."""


class Record(BaseModel):
    """A mapping of the format. Unknown keys and wrong types are errors; values never change."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="forbid", frozen=True, strict=True, populate_by_name=True, use_attribute_docstrings=True
    )


class Stated(Record):
    """A statement that can say what it rests on."""

    evidence: Ids = ()
    """Ids of the evidence that supports the statement."""


class Statement(Stated):
    """A sentence or paragraph; written as plain text, or as `{text, evidence}` when it cites its evidence."""

    text: Text


def _stated(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


Statable = Annotated[Statement, BeforeValidator(_stated)]
"""Plain text, or `{text, evidence}`."""
