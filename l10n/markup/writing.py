"""A translation and its nodes, written out: the text between them, ATOMs, spaces around points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from l10n.markup.nodes import Glue, Marked, Node, NodeKind
from l10n.markup.plan import CLOSING, OPENING, Span
from l10n.markup.tokens import Token

OUTERMOST = -1


def write(source: Marked, text: str, tokens: Sequence[Token], placed: Sequence[Span]) -> Marked:
    """Put the nodes of a source where they were placed in a text, from gap to gap of its tokens."""
    writer = Writer(source, text, tokens, placed)
    writer.lead()
    for at, opening in events(source.nodes, placed):
        if opening:
            writer.begin(at)
        else:
            writer.end(at)
    writer.advance(len(text))
    writer.trail()
    return replace(source, text="".join(writer.pieces), nodes=tuple(writer.nodes))


def events(nodes: Sequence[Node], placed: Sequence[Span]) -> Iterator[tuple[int, bool]]:
    """Go through a tree in the order of the target: where each node begins, and where it ends."""
    children: dict[int, list[int]] = {}
    for at in sorted(range(len(nodes)), key=lambda at: (placed[at], at), reverse=True):
        children.setdefault(nodes[at].parent, []).append(at)
    waiting = [(at, True) for at in children.get(OUTERMOST, ())]
    while waiting:
        at, opening = waiting.pop()
        yield at, opening
        if opening:
            waiting.append((at, False))
            waiting += ((child, True) for child in children.get(at, ()))


@dataclass(slots=True)
class Writer:
    """What is written so far.

    cursor: how far the text is copied; index: of the nodes that are begun, by
    that of the source; pending: whether a space is due before more text; group:
    where in the source the point was that was written last, -1 after text.
    """

    source: Marked
    text: str
    tokens: Sequence[Token]
    placed: Sequence[Span]
    pieces: list[str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    index: dict[int, int] = field(default_factory=dict)
    length: int = 0
    cursor: int = 0
    pending: bool = False
    group: int = -1

    def put(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.length += len(text)
            self.group = -1

    def advance(self, to: int) -> None:
        """Copy the text up to an offset."""
        if to > self.cursor:
            self.settle()
            self.put(self.text[self.cursor : to])
            self.cursor = to

    def settle(self) -> None:
        """Write the space that is due, unless what follows needs none."""
        ahead = self.text[self.cursor : self.cursor + 1]
        if self.pending and ahead and not ahead.isspace() and ahead not in CLOSING:
            self.put(" ")
        self.pending = False

    def space(self, parent: int) -> None:
        """Write a space before a point, unless there is one, or it is the first in its parent."""
        behind = self.pieces[-1][-1] if self.pieces else " "
        first = parent >= 0 and self.nodes[self.index[parent]].start == self.length
        if not (first or behind.isspace() or behind in OPENING):
            self.put(" ")
        self.pending = False

    def begin(self, at: int) -> None:
        """Write what is before a node, and an ATOM itself."""
        node, (first, last) = self.source.nodes[at], self.placed[at]
        if first == last:
            self.approach(at)
        else:
            self.advance(self.tokens[first].start)
            self.settle()
        self.index[at] = len(self.nodes)
        start = self.length
        if node.kind is NodeKind.ATOM:
            self.put(self.source.text[node.start : node.end])
            self.cursor = max(self.cursor, self.tokens[last - 1].end if first < last else 0)
        parent = self.index.get(node.parent, OUTERMOST)
        self.nodes.append(replace(node, start=start, end=self.length, parent=parent))
        if first == last and node.kind is not NodeKind.PAIR:
            self.leave(at)

    def end(self, at: int) -> None:
        """Write what is left of a PAIR."""
        node, (first, last) = self.source.nodes[at], self.placed[at]
        if node.kind is not NodeKind.PAIR:
            return
        if first < last:
            self.advance(self.tokens[last - 1].end)
        own = self.index[at]
        if self.source.text[node.start : node.end].isspace():
            self.fill(at, self.nodes[own].start)
        self.nodes[own] = replace(self.nodes[own], end=self.length)
        if first == last:
            self.leave(at)

    def fill(self, at: int, start: int) -> None:
        """Give a PAIR around nothing but spaces one: that of its gap, if it is still there."""
        if self.length == start and not self.last(at):
            self.advance(self.gap(self.placed[at][0])[1])
        if self.length == start:
            self.put(" ")

    def approach(self, at: int) -> None:
        """Go to the side of its gap that a point belongs to."""
        node = self.source.nodes[at]
        before, _ = self.wishes(at)
        low, high = self.gap(self.placed[at][0])
        right = before or node.glue is Glue.RIGHT
        self.advance(high if right and not self.last(at) else low)
        if self.group != node.start and (self.pending or before):
            self.space(node.parent)

    def leave(self, at: int) -> None:
        """Say what is due after a point; a line break takes the place of the space there."""
        node, text = self.source.nodes[at], self.source.text
        _, self.pending = self.wishes(at)
        self.group = node.end
        around = text[max(0, node.start - 1) : node.start] + text[node.end : node.end + 1]
        if node.ends_line and around == around.strip():
            self.cursor = max(self.cursor, self.gap(self.placed[at][0])[1])

    def last(self, at: int) -> bool:
        """Tell whether a point is at the end of what is around it."""
        parent = self.source.nodes[at].parent
        return parent >= 0 and self.placed[parent][1] == self.placed[at][0]

    def gap(self, gap: int) -> Span:
        """Give the offsets between which the spaces of a gap are."""
        low = self.tokens[gap - 1].end if gap else 0
        return low, self.tokens[gap].start if gap < len(self.tokens) else len(self.text)

    def wishes(self, at: int) -> tuple[bool, bool]:
        """Tell whether a point wants a space before it and after it: as in the source.

        An ATOM that is put back into the text is a word of it.
        """
        node, text = self.source.nodes[at], self.source.text
        if text[node.start : node.end].strip():
            sticks = node.glue
            return sticks not in (Glue.LEFT, Glue.BOTH), sticks not in (Glue.RIGHT, Glue.BOTH)
        around = self.source.nodes[node.parent] if node.parent >= 0 else None
        low, high = (around.start, around.end) if around else (0, len(text))
        before = low < node.start and text[node.start - 1].isspace()
        return before, node.end < high and text[node.end].isspace()

    def lead(self) -> None:
        """Write the spaces that the source begins with, unless a point stands before them."""
        text = self.source.text
        if not any(node.end == 0 for node in self.source.nodes):
            self.put(text[: len(text) - len(text.lstrip())])

    def trail(self) -> None:
        text = self.source.text
        if not any(node.start == len(text) for node in self.source.nodes):
            self.put(text[len(text.rstrip()) :])
