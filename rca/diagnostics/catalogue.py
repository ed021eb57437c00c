"""What the codes of reading, of the format and of the folder mean; the rules of the lint bring pages of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rca.diagnostics.model import Severity


@dataclass(frozen=True, slots=True)
class Entry:
    """A code with what it means, why it matters and what to do."""

    code: str
    title: str
    why: str
    remedy: str
    bad: str = ""
    """YAML that has the fault."""
    good: str = ""
    """The same without it."""
    severity: Severity = Severity.ERROR


_ENTRIES = (
    Entry("RCA001", "A file or folder cannot be read",
          "What cannot be read is missing from every page, count and search.",
          "Give yourself the right to read it, or mend the link that leads nowhere."),
    Entry("RCA002", "Something that is not a file stands where a file is expected",
          "A pipe or device could stop the program for ever, so it is not opened.",
          "Remove it, or name it without `.yaml`."),
    Entry("RCA003", "A file is too large",
          "Reviews are text; a file of megabytes is a log or a picture and would slow every command.",
          "Keep it beside the review and list it under `attachments`."),
    Entry("RCA004", "A file is not UTF-8 text",
          "Letters outside ASCII would come out wrong on the page, differently on each machine.",
          "Save it as UTF-8; every editor can."),
    Entry("RCA005", "A character is not text",
          "Control characters act on terminals and browsers instead of being shown, and YAML does not allow them.",
          "Remove the character."),
    Entry("RCA006", "A file holds nothing",
          "An empty review looks like one that was lost.",
          "Write a first draft with `rca new`, or remove the file."),
    Entry("RCA010", "A line is not YAML",
          "Nothing after the place can be read, so the rest of the file is not checked.",
          "The finding names the slip; most are a `: ` in text without quotes, an indentation, a tab or a missing quote.",
          "title: Overfill: the level read wrong", 'title: "Overfill: the level read wrong"'),
    Entry("RCA011", "A key is written twice",
          "YAML keeps one of the two in silence, and which one differs from program to program.",
          "Remove one of them, or join the two.",
          "deaths: 3\ndeaths: 4", "deaths: 4"),
    Entry("RCA012", "A tag is not read",
          "A tag asks a program to build something; a review holds text, numbers, lists and mappings.",
          "Remove the tag; text that begins with `!` needs quotes.",
          "what: !important valve shut", 'what: "!important valve shut"'),
    Entry("RCA013", "An anchor, alias or merge key is not read",
          "What is written once and meant in two places has an id; an alias hides where a value comes from.",
          "Write the value out, or name it by its id; text that begins with `*` or `&` needs quotes.",
          "what: *late* alarm", 'what: "*late* alarm"'),
    Entry("RCA014", "Lists and mappings stand too deep",
          "Nobody can read an outline of sixty levels, and it could exhaust the memory.",
          "Give the inner events ids of their own and name them in the gate."),
    Entry("RCA015", "A file holds a second document",
          "One file is one record; what stands after `---` would be lost.",
          "Put it in a file of its own, or remove the `---`."),
    Entry("RCA016", "A key is missing or is not text",
          "A value without a key belongs nowhere.",
          "Write the key; a value that begins with `{` or `[` needs quotes.",
          "what: {{ tank }}", 'what: "{{ tank }}"'),
    Entry("RCA017", "There is too much of something",
          "A file with a hundred thousand values or a text of a hundred thousand characters is not a review.",
          "Split it, or keep the record beside the review and list it under `attachments`."),
    Entry("RCA101", "A required key is missing",
          "Without it the record says nothing that can be checked or found.",
          "Add the key.",
          "- do: Fit a trip", "- id: A-TRIP\n  do: Fit a trip"),
    Entry("RCA102", "A value has the wrong type",
          "A value of another type is counted, sorted and searched wrongly.",
          "Write what is expected; quotes make text, and a number stands without them.",
          'deaths: "15"', "deaths: 15"),
    Entry("RCA103", "A key is unknown",
          "What stands under a key that nobody reads is lost in silence.",
          "Correct the key, or move it to where it belongs.",
          "ownr: Refinery manager", "owner: Refinery manager"),
    Entry("RCA104", "A word is not one of those allowed",
          "Only these words are counted and can be filtered by.",
          "Take the nearest word; what it leaves unsaid goes into a note.",
          "status: proven", "status: confirmed"),
    Entry("RCA105", "A value has the wrong form",
          "A value in another form cannot be ordered, linked or found.",
          "Write it in the form that the finding names.",
          "due: 1 March 2008", "due: 2008-03-01"),
    Entry("RCA106", "The version of the format is unknown",
          "A version this tool does not know may mean something else by the same words.",
          "Write the version that this tool reads, or use the version of the tool that wrote the file.",
          "format: 2", "format: 1"),
    Entry("RCA107", "Two statements contradict each other",
          "They cannot both hold, and a reader cannot tell which one was meant.",
          "Remove one of them.",
          "any_of: [VALVE, PUMP]\nall_of: [ALARM]", "all_of: [FAILED, ALARM]  # FAILED: any_of: [VALVE, PUMP]"),
    Entry("RCA108", "The version of the format is not stated",
          "A later version of the tool then knows how to read the file.",
          "Write `format: 1` in the first line.", severity=Severity.ADVICE),
    Entry("RCA109", "There are more faults than are shown",
          "Hundreds of faults often share one reason.",
          "Mend the first ones and check again."),
    Entry("RCA201", "A name leads nowhere",
          "It is a gap that no reader can see.",
          "Correct the name, or write what it names."),
    Entry("RCA202", "An id is defined twice",
          "Whatever cites it could mean either.",
          "Rename one of the two."),
    Entry("RCA203", "A code is not in its list",
          "Codes are what makes cases comparable; a code outside its list is found by no filter.",
          "Take a code of the list, or add the code to it."),
    Entry("RCA205", "Two files have one id",
          "They would share one page.",
          "Rename one of the two."),
    Entry("RCA206", "A file is not named after its id",
          "The id is the file's name and the page's address; one of them is out of date.",
          "Rename the file or the id.", severity=Severity.WARNING),
)  # fmt: skip

CATALOGUE: Mapping[str, Entry] = {entry.code: entry for entry in _ENTRIES}
"""Entries by code, in order."""
