"""Plain text: lines, list items, columns, and paragraphs that were wrapped by hand."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from l10n import roles
from l10n.document import Document, Kind, Rebuilt, Segment, Wrapping, assembled
from l10n.formats import Links
from l10n.formats.text.lines import (
    APART,
    GAP,
    Line,
    adjoining,
    cells,
    cut,
    first_word,
    joined,
    opens,
)
from l10n.markup import active
from l10n.markup.nodes import Marked
from l10n.wrapping import (
    ENDLESS,
    NARROWEST,
    RAGGED,
    SHORTEST,
    end_column,
    recognizable,
    told,
    wrapped,
)

SPACES = re.compile(r"\s+")
UNFINISHED = 0.8  # of the width: what a line has at least that ends without a stop and goes on


@dataclass(frozen=True, slots=True)
class Text:
    """The rules are in docs/text.md.

    language: the articles', by which roles are told; none are without it.
    """

    language: str = ""
    suffixes: tuple[str, ...] = (".txt", ".text")
    references: bool = False

    def configured(self, options: Mapping[str, object], language: str) -> "Text":
        if options:
            raise ValueError(f"plain text has no option {next(iter(options))!r}")
        return Text(language)

    def parse(self, text: str) -> Document:
        return segmented(text)

    def explained(self, document: Document) -> Document:
        return roles.assign(document, self.language) if self.language else document

    def inline(self, segment: Segment, text: str) -> Marked:
        return Marked(text)

    def active(self, segment: Segment, text: str) -> Iterable[str]:
        found = active.everywhere(text, html.unescape(text), segment.source)
        return (*found, *active.scripts(text))

    def spell(self, segment: Segment, marked: Marked) -> str:
        return marked.text

    def outline(self, text: str) -> tuple[str, ...]:
        return tuple(f"{segment.kind}" for segment in segmented(text).segments)

    def alike(self, original: str, rebuilt: Rebuilt) -> bool:
        return False

    def adapt(self, rebuilt: str, original: str, locale: str) -> str:
        return rebuilt

    def addresses(self, text: str) -> Iterable[str]:
        return ()

    def links(self, text: str) -> Links:
        return Links()

    def embed(self, segment: Segment, target: str) -> str:
        if target == segment.source:
            return segment.raw
        plain = target.strip()
        if "   " in plain or not plain.isprintable():  # other white space than single spaces
            plain = SPACES.sub(narrowed, plain)
        layout = segment.wrapping
        apart = APART if segment.raw.endswith(APART) else ""
        if layout is None:
            return plain + apart
        lines = wrapped(plain, layout, opens) if recognizable(plain) else [plain]
        if not any(line[0].islower() for line in lines[1:]):
            lines = [plain]  # nothing would tell that the lines belong together
        ambiguous = 0 < layout.last < end_column(lines, layout)
        return layout.joint.join(lines) + (APART if ambiguous else apart)


@lru_cache(maxsize=4)  # a gate asks for kinds, segments and outline of one text
def segmented(text: str) -> Document:
    """Find the segments, without the roles that they play."""
    lines = list(cut(text))
    width = told(continuing(lines))
    placed = (
        (start, segment)
        for group, below in pairwise([*paragraphs(lines, width), []])
        for segment, start in segments(group, below, text, width)
    )
    return assembled(text, placed)


def narrowed(spaces: re.Match[str]) -> str:
    """Make one space of what would end a line or begin a column; others stay, no-break or not."""
    return " " if GAP.search(spaces[0]) or len(f"{spaces[0]}.".splitlines()) > 1 else spaces[0]


def may_continue(line: Line, following: Line) -> bool:
    """Tell whether nothing but the width speaks against two lines being one paragraph."""
    return adjoining(line, following) and not line.apart


def continuing(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """Give the lengths of lines that surely go on: the next one starts in lower case."""
    for line, following in pairwise(lines):
        if may_continue(line, following) and line.is_text and following.body[0].islower():
            yield line.length, first_word(following)


def paragraphs(lines: list[Line], width: int) -> Iterator[list[Line]]:
    """Group the lines that make one paragraph; a line by itself is a group too."""
    group: list[Line] = []
    for line in lines:
        if group and goes_on(group, line, width):
            group.append(line)
            continue
        if group:
            yield group
        group = [line]
    if group:
        yield group


def goes_on(group: list[Line], line: Line, width: int) -> bool:
    """Tell whether a paragraph goes on in a line: the one before it is full, or is unfinished."""
    before = group[-1]
    if not width or not group[0].is_text or not may_continue(before, line):
        return False
    if len(group) > 1 and line.indent != before.indent:
        return False
    long = before.length >= SHORTEST * width
    full = before.length + 1 + first_word(line) > width
    if full and (long or len(group) > 1 or " " in before.body):  # not one address above another
        return True
    unfinished = before.length >= UNFINISHED * width and not ended(before.body)
    return unfinished or (long and line.body[0].islower())


def ended(text: str) -> bool:
    """Tell whether a line ends as a sentence, a heading with a colon or a quotation does."""
    return text.rstrip("»”\"'’)]")[-1:] in ".!?…:;。！？" or text.endswith("»")


def layout_of(group: list[Line], below: list[Line], width: int) -> Wrapping | None:
    """Tell how a paragraph's translation is to be wrapped; None if it may be of any length."""
    first = group[0]
    last = limit(group[-1], below[0], width) if below else 0
    if not (width or last):
        return None
    hanging = re.sub(r"[^\s>]", " ", first.prefix)
    indentation = group[1].prefix if len(group) > 1 else hanging
    return Wrapping(width or ENDLESS, first.joint + indentation, first.indent, last)


def limit(line: Line, below: Line, width: int) -> int:
    """Give the columns that a translated line may have and surely not go on below; 0 for any.

    Where the article is not wrapped, long lines above small letters could seem
    so; where it is, the translation may seem wrapped somewhat narrower.
    """
    if not adjoining(line, below):
        return 0
    may_be_small = below.is_text and not below.body[0].isupper()
    if not width:
        return NARROWEST - 1 if may_be_small else 0
    narrower = max(NARROWEST, width - RAGGED)
    share = SHORTEST if may_be_small else UNFINISHED
    most = min(int(share * narrower), narrower - first_word(below)) - 1
    return max(1, min(NARROWEST - 1, most) if may_be_small else most)


def segments(
    group: list[Line], below: list[Line], text: str, width: int
) -> list[tuple[Segment, int]]:
    """List a group's segments and where each begins."""
    first, last = group[0], group[-1]
    if not first.is_text:
        return []
    if first.cells:
        return [(Segment(cell, cell, first.number, Kind.CELL), at) for at, cell in cells(first)]
    source = raw = first.body
    if first is not last:
        source, raw = joined(group), text[first.start : last.start + len(last.body)]
    kind = Kind.LIST_ITEM if first.item else Kind.PARAGRAPH
    layout = layout_of(group, below, width)
    return [(Segment(source, raw + last.apart, first.number, kind, (), layout), first.start)]


FORMAT = Text()
