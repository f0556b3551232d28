"""Stretches of a segment that every language writes alike, as ATOMs beside those of its format."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from l10n.document import Segment
from l10n.markup.claims import PIECE, parted
from l10n.markup.nodes import Marked, Node, NodeKind
from l10n.markup.plan import Span
from l10n.markup.verbatim import stretches

NAME = "verbatim "  # and the stretch, folded: no format names a node like this
APOSTROPHES = {ord("’"): "'"}  # one is as good as the other


class Form(Protocol):
    """What a format does with a segment (see `l10n.formats.Format`)."""

    def inline(self, segment: Segment, text: str) -> Marked: ...

    def spell(self, segment: Segment, marked: Marked) -> str: ...

    def active(self, segment: Segment, text: str) -> Iterable[str]: ...


@dataclass(frozen=True, slots=True)
class Sheltered:
    """A format for one segment, in which some words are ATOMs; it spells them as it spells text."""

    form: Form
    words: tuple[str, ...]

    def inline(self, segment: Segment, text: str) -> Marked:
        return sheltered(self.form.inline(segment, text), self.words)

    def spell(self, segment: Segment, marked: Marked) -> str:
        return self.form.spell(segment, unsheltered(marked))

    def active(self, segment: Segment, text: str) -> Iterable[str]:
        return self.form.active(segment, text)


def shelter(form: Form, segment: Segment, terms: Iterable[str] = ()) -> tuple[Form, Marked]:
    """Read a segment so that all that engines are to give back as it is are ATOMs.

    Gives the format that reads and spells its targets, too. terms: words that
    are not to be translated, besides; matched as they are spelled, but for
    the kind of their apostrophes.
    """
    marked = form.inline(segment, segment.source)
    words = words_in(marked, terms)
    return (Sheltered(form, words), sheltered(marked, words)) if words else (form, marked)


def words_in(marked: Marked, terms: Iterable[str] = ()) -> tuple[str, ...]:
    """List what of a text is to be an ATOM: terms, and what no language spells otherwise."""
    text = marked.text
    free = Free(marked.nodes)
    named = occurrences(text, Index(filter(matchable, terms)))
    found = (*named, *stretches(text))
    kept = longest(span for span in found if free.holds(*span) and alone(text, *span))
    words = tuple(dict.fromkeys(text[start:end] for start, end in kept))
    again = (span for span in occurrences(text, Index(words)) if free.holds(*span))
    used = {text[start:end] for start, end in again}
    return tuple(word for word in words if word in used)


def sheltered(marked: Marked, words: Iterable[str]) -> Marked:
    """Add an ATOM wherever one of these words stands by itself, across and inside no other node.

    >>> from l10n.markup.nodes import Node
    >>> bold = Node(NodeKind.PAIR, 5, 8, "**", "**")
    >>> sheltered(Marked("voir {x}", (bold,)), ["{x}"]).nodes[1].parent
    0
    """
    free = Free(marked.nodes)
    spans = [span for span in occurrences(marked.text, Index(words)) if free.holds(*span)]
    return replace(marked, nodes=tuple(joined(marked, spans))) if spans else marked


def unsheltered(marked: Marked) -> Marked:
    """Take out the ATOMs that were added."""
    kept = [at for at, node in enumerate(marked.nodes) if not node.name.startswith(NAME)]
    places = {at: place for place, at in enumerate(kept)}
    nodes = (marked.nodes[at] for at in kept)
    return replace(marked, nodes=tuple(replace(n, parent=places.get(n.parent, -1)) for n in nodes))


class Index:
    """Words by the piece that they begin with: the lengths that they have, longest first."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(map(folded, words))
        lengths: dict[str, set[int]] = {}
        for word in self.words:
            if first := PIECE.match(word):
                lengths.setdefault(first[0], set()).add(len(word))
        self.lengths = {piece: sorted(some, reverse=True) for piece, some in lengths.items()}


def occurrences(text: str, index: Index) -> Iterator[Span]:
    """Find words where they stand by themselves, from left to right."""
    end, seen = 0, folded(text)
    for piece in PIECE.finditer(seen) if index.words else ():
        start = piece.start()
        for length in index.lengths.get(piece[0], ()) if start >= end else ():
            stop = min(start + length, len(text))
            if seen[start:stop] in index.words and alone(text, start, stop):
                yield start, stop
                end = stop
                break


def folded(text: str) -> str:
    """Give a text, as long as it was, with one kind of apostrophes."""
    return text.translate(APOSTROPHES)


def matchable(term: str) -> bool:
    """Tell whether a term can be in a text: it is not empty, and has no line end."""
    return bool(term.strip()) and term.splitlines() == [term]


def alone(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is neither empty nor a part of a longer word."""
    return (
        start < end
        and PIECE.match(text, start) is not None
        and parted(text[max(0, start - 1) : start], text[start])
        and parted(text[end - 1], text[end : end + 1])
    )


def longest(spans: Iterable[Span]) -> Iterator[Span]:
    """Choose among stretches that overlap: the first, of those the longest."""
    end = 0
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if span[0] >= end:
            end = span[1]
            yield span


class Free:
    """Tells where a node may be added: across no end of another, and inside no ATOM."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.atoms = sorted((n.start, n.end) for n in nodes if n.kind is NodeKind.ATOM)
        self.cuts = sorted({at for node in nodes for at in (node.start, node.end)})

    def holds(self, start: int, end: int) -> bool:
        cut = bisect_right(self.cuts, start)
        if cut < len(self.cuts) and self.cuts[cut] < end:
            return False
        before = bisect_left(self.atoms, (start + 1,)) - 1
        return before < 0 or self.atoms[before][1] <= start


def joined(marked: Marked, spans: Iterable[Span]) -> Iterator[Node]:
    """Put ATOMs among the nodes, in reading order, each in the innermost PAIR around it."""
    waiting = list(spans)[::-1]
    around: list[int] = []  # the PAIRs that are open, by their new places
    places: list[int] = []
    made: list[Node] = []

    def atoms(before: int) -> Iterator[Node]:
        while waiting and waiting[-1][0] < before:
            start, end = waiting.pop()
            while around and made[around[-1]].end <= start:
                around.pop()
            word = marked.text[start:end]
            parent = around[-1] if around else -1
            yield Node(NodeKind.ATOM, start, end, word, "", parent, NAME + folded(word))

    for node in marked.nodes:
        made += atoms(node.start)
        places.append(len(made))
        if node.kind is NodeKind.PAIR and node.start < node.end:
            around.append(len(made))
        parent = places[node.parent] if node.parent >= 0 else -1
        made.append(replace(node, parent=parent))
    made += atoms(len(marked.text))
    return iter(made)
