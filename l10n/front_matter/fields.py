"""Fields: the values of a front matter that people read, and where they stand."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

LETTER = re.compile(r"[^\W\d_]")
TEMPLATE = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}")
SURROGATE = re.compile(r"[\ud800-\udfff]")  # JSON can escape half a character; no catalog holds it
OUTER = " \t\n\x85\u2028\u2029"  # what a line of YAML 1.1 can end in, after its spaces
DEEPEST = 100  # lists and mappings inside each other; far beyond what anyone writes


@dataclass(frozen=True, slots=True)
class Field:
    """A value that people read.

    path: where it stands, such as `title`, `seo.description`, `tags[0]`;
    value: what it says, without the spaces and line ends around it; start,
    end: the stretch of the article that spells it, quotes included, anchors
    and tags not (a block scalar's is from its `|` to its last letter); line:
    where that begins, from 1; style: what `spelled` must know of it.
    """

    path: str
    value: str
    start: int
    end: int
    line: int
    style: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above an article's body.

    end: where the body begins; fields: in order of place; values: the first
    level of what was read, as plain Python; problem: the line of what could
    not be read, and the reason: then there are no fields and no values.
    """

    end: int
    fields: tuple[Field, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    problem: tuple[int, str] | None = None


class Unreadable(Exception):  # noqa: N818  # it never leaves this package
    """What is between the fences is not in the syntax that they promise; `at` is the offset."""

    def __init__(self, at: int, reason: str) -> None:
        super().__init__(reason)
        self.at = at
        self.reason = reason


def is_text(value: str) -> bool:
    """Tell whether there are words for people in a value.

    >>> is_text("Été"), is_text("{{ page.title }}"), is_text("1 234")
    (True, False, False)
    """
    return bool(LETTER.search(TEMPLATE.sub("", value))) and not SURROGATE.search(value)


def parted(value: str) -> tuple[str, str, str]:
    """Take the outer spaces and line ends off a value.

    >>> parted("Bonjour\\n")
    ('', 'Bonjour', '\\n')
    """
    text = value.lstrip(OUTER)
    before = value[: len(value) - len(text)]
    text = text.rstrip(OUTER)
    return before, text, value[len(before) + len(text) :]


def line_at(text: str, at: int, since: int = 0) -> int:
    """Count the line ends between two offsets; a line ends in LF, CR or both."""
    lone = text.count("\r", since, at) - text.count("\r\n", since, at)
    return text.count("\n", since, at) + lone


def placed(fields: Iterable[Field], text: str, begin: int) -> Iterator[Field]:
    """Give fields, found in what begins at an offset, their places in the article."""
    line, since = 1, 0
    for found in fields:
        start = begin + found.start
        line, since = line + line_at(text, start, since), start
        yield replace(found, start=start, end=begin + found.end, line=line)
