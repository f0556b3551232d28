"""A parsed article: segments to translate, and the skeleton between them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from sys import maxsize


class Kind(StrEnum):
    """What a segment is in its article; translators read it in the `#.` comment."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    CELL = "table cell"
    CREDIT = "credit"
    CALL = "call to action"
    FIELD = "front matter"
    TERM = "term"
    DEFINITION = "definition"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    DESCRIPTION = "image description"
    TOOLTIP = "tooltip"
    LABEL = "label"
    METADATA = "metadata"
    COMMENT = "code comment"


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How an author broke one segment over lines.

    width: columns that no line goes past if it can help it; joint: the exact characters between
    two lines (line end, then the indentation of the next line); indent: the
    columns taken on the first line before the segment begins; last: columns
    that the last line must not go past, so that the line below stays apart
    from it; 0 means no limit.
    """

    width: int
    joint: str
    indent: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """A translatable stretch of a document.

    source: the text as translators see it (the msgid); raw: the same stretch
    exactly as the article spells it; line: where it begins, from 1; trail: the
    headings above it, outermost first; wrapping: None where lines may be any
    length; context: the msgctxt that the author gave it; notes: what the
    author tells translators; place: what its format must know to spell a
    target there, in the format's own words.
    """

    source: str
    raw: str
    line: int
    kind: Kind = Kind.PARAGRAPH
    trail: tuple[str, ...] = ()
    wrapping: Wrapping | None = None
    context: str | None = None
    notes: tuple[str, ...] = ()
    place: tuple[str, ...] = ()

    def __hash__(self) -> int:
        # Quicker than of all fields; those that can differ at will on one line are among them.
        return hash((self.line, self.source, self.raw, self.trail, self.context))

    def under(self, kind: Kind, trail: tuple[str, ...]) -> "Segment":
        """Give the segment another kind and trail, quicker than `replace` does."""
        return Segment(
            self.source,
            self.raw,
            self.line,
            kind,
            trail,
            self.wrapping,
            self.context,
            self.notes,
            self.place,
        )

    @property
    def key(self) -> tuple[str | None, str]:
        """The key of its unit in a catalog."""
        return (self.context, self.source)


Part = str | Segment


@dataclass(frozen=True, slots=True)
class Document:
    """Parts in reading order; the strings among them are the skeleton.

    unplaced: the line and the reason of every text for people that could not
    be made a segment.
    """

    parts: tuple[Part, ...] = ()
    unplaced: tuple[tuple[int, str], ...] = ()

    @property
    def segments(self) -> tuple[Segment, ...]:
        return tuple(part for part in self.parts if isinstance(part, Segment))

    @property
    def skeleton(self) -> tuple[str, ...]:
        return tuple(part for part in self.parts if isinstance(part, str))

    def with_segments(self, segments: Iterator[Segment]) -> "Document":
        """Give the same document with other segments in the same places."""
        return replace(
            self,
            parts=tuple(p if isinstance(p, str) else next(segments) for p in self.parts),
        )


def render(document: Document, spelled: Mapping[Segment, str]) -> str:
    """Join a document again, with new spellings for some of its segments.

    >>> title = Segment("Bonjour", "Bonjour", 1)
    >>> render(Document((title, "!")), {title: "Hola"})
    'Hola!'
    """
    return "".join(
        part if isinstance(part, str) else spelled.get(part, part.raw) for part in document.parts
    )


def assembled(
    text: str, placed: Iterable[tuple[int, Segment]], unplaced: Iterable[tuple[int, str]] = ()
) -> Document:
    """Make a document of a text and its segments, each with the offset where it begins, in order.

    A segment inside another one is left to that one, and told in `unplaced`.
    """
    parts: list[Part] = []
    left = list(unplaced)
    end = 0
    for start, segment in placed:
        if start < end or not segment.raw:
            left.append((segment.line, f"stands inside another text: {segment.source[:40]}"))
            continue
        if start > end:
            parts.append(text[end:start])
        parts.append(segment)
        end = start + len(segment.raw)
    if end < len(text):
        parts.append(text[end:])
    return Document(tuple(parts), tuple(left))


@dataclass(frozen=True, slots=True)
class Moves:
    """Where the parts of a text went when targets were put in: all four lists go together.

    starts, ends: the stretches of the text that were replaced, in order; begun,
    ended: where their replacements are.
    """

    starts: list[int]
    ends: list[int]
    begun: list[int]
    ended: list[int]

    def of(self, at: int) -> int | None:
        """Follow an offset; None for one inside of what was replaced."""
        last = bisect_right(self.starts, at) - 1
        if last < 0:
            return at
        if at >= self.ends[last]:
            return self.ended[last] + at - self.ends[last]
        return self.begun[last] if at == self.starts[last] else None

    def beyond(self, start: int, begun: int) -> "Moves":
        """Give what goes on behind an offset and where that went, counted from there."""
        first = bisect_left(self.starts, start)
        olds = ([at - start for at in some[first:]] for some in (self.starts, self.ends))
        news = ([at - begun for at in some[first:]] for some in (self.begun, self.ended))
        return Moves(*olds, *news)

    def agree(self, before: Iterable[int], after: Iterable[int]) -> bool:
        """Tell whether offsets went where others are, or are inside the same replacement."""
        low, high, shift = 1, 0, 0  # of what was kept around the last offset
        for old, new in zip(before, after, strict=True):
            if not low <= old <= high:
                last = bisect_right(self.starts, old) - 1
                if last >= 0 and self.starts[last] < old < self.ends[last]:
                    if not self.begun[last] < new < self.ended[last]:
                        return False
                    continue
                last -= last >= 0 and old == self.starts[last]
                low, shift = (self.ends[last], self.ended[last]) if last >= 0 else (0, 0)
                high = self.starts[last + 1] if last + 1 < len(self.starts) else maxsize
                shift -= low
            if old + shift != new:
                return False
        return True


def moves(document: Document, spelled: Mapping[Segment, str]) -> Moves:
    """Tell where everything goes when a document is rendered."""
    found = Moves([], [], [], [])
    at = to = 0
    for part in document.parts:
        old = part if isinstance(part, str) else part.raw
        new = part if isinstance(part, str) else spelled.get(part, part.raw)
        if new is not old:
            found.starts.append(at)
            found.ends.append(at + len(old))
            found.begun.append(to)
            found.ended.append(to + len(new))
        at, to = at + len(old), to + len(new)
    return found


@dataclass(frozen=True)
class Rebuilt:
    """An article with targets in the places of some of its segments.

    targets, spelled: by segment, as translators wrote them and as they stand there.
    """

    document: Document
    targets: Mapping[Segment, str]
    spelled: Mapping[Segment, str]

    @cached_property
    def text(self) -> str:
        return render(self.document, self.spelled)

    @cached_property
    def moves(self) -> Moves:
        return moves(self.document, self.spelled)
