"""What an engine is asked for a segment with formatting: its text, without any of it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from l10n.markup.nodes import Marked, NodeKind

SPACES = re.compile(r"\s+")
OPENING = frozenset("([{«“„‹‘'’¿¡")  # nothing is kept apart from these by a space
CLOSING = frozenset(",.;:!?…)]}»”›。，、！？")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """A segment's text for engines.

    source: the segment; text: on one line but for its line breaks, and without
    the double spaces that nodes leave; spans: where in it each node is;
    without_atoms: whether the ATOMs were taken out of it, too.
    """

    source: Marked
    text: str
    spans: tuple[Span, ...]
    without_atoms: bool = False

    @property
    def atoms(self) -> tuple[tuple[int, int, int], ...]:
        """Give start, end and node of what is to come back as it is: no sentence ends in it."""
        nodes = enumerate(zip(self.source.nodes, self.spans, strict=True))
        return tuple(
            (start, end, at)
            for at, (node, (start, end)) in nodes
            if node.kind is NodeKind.ATOM and self.text[start:end].strip()
        )


def plan(source: Marked, *, without_atoms: bool = False) -> Plan:
    """Give what an engine is asked for a segment; its own text if it has no nodes.

    >>> from l10n.markup.nodes import Node
    >>> plan(Marked("voir  ici", (Node(NodeKind.VOID, 5, 5, "![](x)"),))).text
    'voir ici'
    """
    if not source.nodes:
        return Plan(source, source.text, ())
    text = source.text
    edits = merged(sorted(edited(source, without_atoms=without_atoms)))
    pieces: list[str] = []
    starts: list[int] = []
    moves: list[tuple[int, int, int]] = []
    done = length = 0
    for edit in edits:
        new = replacement(text, edit)
        pieces += (text[done : edit.start], new)
        length += edit.start - done + len(new)
        starts.append(edit.start)
        moves.append((edit.end, length, len(new)))
        done = edit.end
    pieces.append(text[done:])

    def moved(offset: int, at: int) -> int:
        """Follow an offset behind so many edits; inside one, it goes to its beginning."""
        if not at:
            return offset
        end, after, size = moves[at - 1]
        return after + offset - end if offset >= end else after - size

    def span(start: int, end: int) -> Span:
        first = moved(start, bisect_right(starts, start))
        return first, max(first, moved(end, bisect_left(starts, end))) if start < end else first

    spans = tuple(span(node.start, node.end) for node in source.nodes)
    return Plan(source, "".join(pieces), spans, without_atoms)


class Edit(NamedTuple):
    """A stretch that the engine sees otherwise; breaks: a line ends in it; atom: one was there."""

    start: int
    end: int
    breaks: bool = False
    atom: bool = False


def edited(source: Marked, *, without_atoms: bool) -> Iterator[Edit]:
    """Find what the engine does not see as it is: outer spaces, line ends, gaps around nodes."""
    text = source.text
    spaces = [match.span() for match in SPACES.finditer(text)]
    begins = [start for start, _ in spaces]
    yield from (Edit(s, e) for s, e in spaces if len(f"{text[s:e]}.".splitlines()) > 1)
    yield from (Edit(s, e) for s, e in spaces[:1] + spaces[-1:] if s == 0 or e == len(text))
    for node in source.nodes:
        start = spaces_before(node.start, begins, spaces)
        end = spaces_after(node.end, begins, spaces)
        if node.ends_line:
            yield Edit(start, end, breaks=True)
        elif node.kind is NodeKind.ATOM and node.start < node.end:
            if without_atoms:
                yield Edit(start, end, atom=True)
        elif node.start == node.end and start < node.start < end:
            yield Edit(start, end)


def spaces_before(at: int, begins: list[int], spaces: list[Span]) -> int:
    """Give where the spaces begin that an offset stands behind or in; itself if there are none."""
    run = bisect_left(begins, at) - 1
    return spaces[run][0] if run >= 0 and spaces[run][1] >= at else at


def spaces_after(at: int, begins: list[int], spaces: list[Span]) -> int:
    """Give where the spaces end that an offset stands before or in; itself if there are none."""
    run = bisect_right(begins, at) - 1
    return max(at, spaces[run][1]) if run >= 0 else at


def merged(edits: list[Edit]) -> Iterator[Edit]:
    """Join the edits that touch."""
    last: Edit | None = None
    for edit in edits:
        if last is None or edit.start > last.end:
            if last:
                yield last
            last = edit
            continue
        end, breaks = max(last.end, edit.end), last.breaks or edit.breaks
        last = Edit(last.start, end, breaks, last.atom or edit.atom)
    if last:
        yield last


def replacement(text: str, edit: Edit) -> str:
    """Give what stands for an edited stretch: nothing, a space or a line end."""
    if edit.start == 0 or edit.end == len(text):
        return ""
    if edit.breaks:
        return "\n"
    if edit.atom and text[edit.end] in CLOSING:
        return ""
    if edit.atom and text[edit.start - 1].isalnum() and text[edit.end].isalnum():
        return " "
    return " " if any(map(str.isspace, text[edit.start : edit.end])) else ""
