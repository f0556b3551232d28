"""How well formatting was placed on a translation, against where it belongs."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import permutations

import numpy as np

from l10n.markup.nodes import Marked, Node, NodeKind
from l10n.markup.tokens import Token, tokens

DRAWS = 1000  # bootstrap samples
MOST = 6  # tags of one name whose every matching is tried

Matching = list[tuple[Node, Node]]  # what was made, what belongs there


@dataclass(frozen=True, slots=True)
class Judged:
    """One tag, or one segment added up: hits of what was made and of what belongs there.

    edges: ends of PAIRs, and points; away: their distance in characters but spaces;
    both, made, gold: words; empty: PAIRs that belong on words and hold none.
    """

    tags: int = 0
    spans: int = 0
    exact: int = 0
    edges: int = 0
    edges_right: int = 0
    away: int = 0
    both: int = 0
    made: int = 0
    gold: int = 0
    empty: int = 0
    wrong: int = 0
    flagged: int = 0
    wrong_flagged: int = 0

    def __add__(self, other: "Judged") -> "Judged":
        return Judged(*(a + b for a, b in zip(self.values, other.values, strict=True)))

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    @property
    def precision(self) -> float:
        return percent(self.both, self.made)

    @property
    def recall(self) -> float:
        return percent(self.both, self.gold)

    @property
    def f1(self) -> float:
        return percent(2 * self.both, self.made + self.gold)

    @property
    def misplaced(self) -> int:
        """Count the words that are in a PAIR wrongly, and those that wrongly are not."""
        return self.made + self.gold - 2 * self.both

    @property
    def exact_share(self) -> float:
        return percent(self.exact, self.spans)


@dataclass(slots=True)
class Score:
    """What came of a set: inner tags by segment, tags around whole segments apart."""

    inner: list[Judged] = field(default_factory=list)
    whole: Judged = Judged()
    structure: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> Judged:
        return sum(self.inner, Judged())

    def add(self, other: "Score") -> None:
        self.inner += other.inner
        self.whole += other.whole
        self.structure += other.structure

    def interval(self, of: Callable[[Judged], float]) -> tuple[float, float]:
        """Give the 95 % bootstrap interval of a figure, over segments."""
        some = np.array([one.values for one in self.inner if one.edges], np.int64)
        if not len(some):
            return 0.0, 0.0
        times = np.random.default_rng(7).multinomial(len(some), [1 / len(some)] * len(some), DRAWS)
        drawn = sorted(of(Judged(*sums)) for sums in (times @ some).tolist())
        return drawn[DRAWS // 40], drawn[-DRAWS // 40 - 1]


def percent(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 100.0


def trimmed(one: Marked) -> Marked:
    """Leave marks and spaces at the ends of PAIRs out of them."""
    words = [token for token in tokens(one.text) if token.word]

    def tight(node: Node) -> Node:
        own = [word for word in words if word.start < node.end and word.end > node.start]
        return replace(node, start=own[0].start, end=own[-1].end) if own else node

    return replace(one, nodes=tuple(map(tight, one.nodes)))


@dataclass(frozen=True, slots=True)
class Gold:
    """Where a text's formatting belongs.

    loosely: tags of one kind may stand for each other; by_words: no more is
    known than which words are in a PAIR, so marks at its ends do not count.
    """

    marked: Marked
    loosely: bool = False
    by_words: bool = False

    def judged(self, source: Marked, made: Marked, doubts: Sequence[str]) -> "Score":
        """Compare with it what was made of a source; doubts: the nodes that were said to be."""
        score = Score(structure=Counter(structure(source, made)))
        wanted, own = self.marked, made
        if self.by_words:
            wanted, own = trimmed(wanted), trimmed(made)
        words = [token for token in tokens(wanted.text) if token.word]
        inner = Judged()
        for node, place in matched(own, wanted, loosely=self.loosely):
            one = judged(node, place, wanted.text, words, flagged=node.name in doubts)
            if place.kind is NodeKind.PAIR and is_whole(place, words):
                score.whole += one
            else:
                inner += one
        score.inner.append(inner)
        return score


def structure(source: Marked, made: Marked) -> Iterator[str]:
    """Name the laws that hold for a segment."""
    yield "segments"
    if nests(made):
        yield "well-formed"
    if Counter(node.open for node in source.nodes) == Counter(node.open for node in made.nodes):
        yield "multiset"
    if parents(source) == parents(made):
        yield "nesting"
    if atoms(source) == atoms(made):
        yield "atoms"


def nests(one: Marked) -> bool:
    """Tell whether all nodes are within their parents, and beside their siblings."""
    last: dict[int, int] = {}
    for node in one.nodes:
        inside = one.nodes[node.parent] if node.parent >= 0 else None
        low, high = (inside.start, inside.end) if inside else (0, len(one.text))
        if not max(low, last.get(node.parent, low)) <= node.start <= node.end <= high:
            return False
        last[node.parent] = node.end
    return True


def parents(one: Marked) -> Counter[tuple[str, str]]:
    return Counter(
        (node.open, one.nodes[node.parent].open if node.parent >= 0 else "") for node in one.nodes
    )


def atoms(one: Marked) -> Counter[str]:
    return Counter(one.text[n.start : n.end] for n in one.nodes if n.kind is NodeKind.ATOM)


def matched(made: Marked, gold: Marked, *, loosely: bool) -> Matching:
    """Match the tags of both, those of the same name so that they overlap as much as they can."""
    ours, theirs = grouped(made, loosely=loosely), grouped(gold, loosely=loosely)
    found: Matching = []
    for name, wanted in theirs.items():
        own = ours.get(name, [])
        if len(own) == len(wanted) <= MOST:
            orders = permutations(own)
            best = max(orders, key=lambda order: sum(map(likeness, order, wanted)))
            found += zip(best, wanted, strict=True)
        else:
            found += zip(own, wanted, strict=False)
    return found


def grouped(one: Marked, *, loosely: bool) -> dict[str, list[Node]]:
    groups: dict[str, list[Node]] = {}
    for node in one.nodes:
        groups.setdefault(node.name.partition(" ")[0] if loosely else node.name, []).append(node)
    return groups


def likeness(one: Node, other: Node) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return (
        shared + 1
        if shared >= 0 and one.end > one.start
        else 1 / (1 + abs(one.start - other.start))
    )


def judged(own: Node, wanted: Node, text: str, words: Sequence[Token], *, flagged: bool) -> Judged:
    """Judge one tag; spaces beside its ends do not count."""
    pair = wanted.kind is NodeKind.PAIR
    spots = [
        (bare(text, a), bare(text, b))
        for a, b in ((own.start, wanted.start), (own.end, wanted.end))[: 1 + pair]
    ]
    right = sum(a == b for a, b in spots)
    made, gold = (
        {word.start for word in words if word.start < node.end and word.end > node.start}
        for node in (own, wanted)
    )
    wrong = right < len(spots)
    return Judged(
        tags=1,
        spans=int(pair),
        exact=int(pair and not wrong),
        edges=len(spots),
        edges_right=right,
        away=sum(abs(a - b) for a, b in spots),
        both=len(made & gold) if pair else 0,
        made=len(made) if pair else 0,
        gold=len(gold) if pair else 0,
        empty=int(pair and bool(gold) and not made),
        wrong=int(wrong),
        flagged=int(flagged),
        wrong_flagged=int(wrong and flagged),
    )


def bare(text: str, offset: int) -> int:
    return len("".join(text[:offset].split()))


def is_whole(node: Node, words: Sequence[Token]) -> bool:
    return bool(words) and node.start <= words[0].start and words[-1].end <= node.end
