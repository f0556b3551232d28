"""Places for all nodes at once, nested as in the source, whatever was proposed for each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from l10n.markup.nodes import Node
from l10n.markup.proposals import Proposal

NEAR = 64  # free stretches that are looked at for one node

Span = tuple[int, int]


def place(
    nodes: Sequence[Node], proposals: Sequence[Proposal], needs: Sequence[int], words: Sequence[int]
) -> list[Span]:
    """Give every node a stretch of the target, from gap to gap.

    Whatever the proposals are, a node lies within its parent, and beside its
    siblings. needs: how many words each must have at least; words: how many
    are before each gap of the target, which has as many tokens as that is
    long, less one. Where a parent has words enough, each child gets what it needs.
    """
    children: dict[int, list[int]] = {}
    for at, node in enumerate(nodes):
        children.setdefault(node.parent, []).append(at)
    placed: list[Span] = [(0, 0)] * len(nodes)
    waiting = [(-1, (0, len(words) - 1))]
    while waiting:
        parent, within = waiting.pop()
        own = children.get(parent, [])
        for child, span in beside_each_other(own, within, proposals, needs, words).items():
            placed[child] = span
            if child in children:
                waiting.append((child, span))
    return placed


def needed(nodes: Sequence[Node], words: Sequence[int]) -> list[int]:
    """Give how many words each node must have, by those that it has in the source.

    That is one, or more if there are several in it that must have one.
    """
    needs = [0] * len(nodes)
    for at in reversed(range(len(nodes))):
        needs[at] = max(needs[at], min(1, words[at]))
        if nodes[at].parent >= 0:
            needs[nodes[at].parent] += needs[at]
    return needs


def beside_each_other(
    children: list[int],
    within: Span,
    proposals: Sequence[Proposal],
    needs: Sequence[int],
    words: Sequence[int],
) -> dict[int, Span]:
    """Place siblings: the surest first, each in what the others left."""
    free = Free(words, [within[0]], [within[1]])
    order = sorted(children, key=lambda at: -proposals[at].score)
    placed = {at: free.take(proposals[at].start, proposals[at].end) for at in order}
    for at in order:
        if needs[at] and not free.count(placed[at]):
            placed[at] = free.grow(placed[at], needs[at], proposals[at])
    short = any(free.count(placed[at]) < needs[at] for at in children)
    if short and free.count(within) >= sum(needs[at] for at in children):
        return {
            at: span
            for some, part in apart(children, within, proposals)
            for at, span in shared(some, part, needs, words).items()
        }
    return placed


def apart(
    children: list[int], within: Span, proposals: Sequence[Proposal]
) -> Iterator[tuple[list[int], Span]]:
    """Group siblings by the parts of their parent that they may be in, none over another."""
    groups: list[tuple[list[int], Span]] = []
    for at in children:
        low, high = (
            min(max(edge, within[0]), within[1]) for edge in (proposals[at].low, proposals[at].high)
        )
        if groups and low < groups[-1][1][1]:
            some, (low, end) = groups.pop()
            groups.append(([*some, at], (low, max(high, end))))
        else:
            groups.append(([at], (low, high)))
    yield from groups


def shared(
    children: list[int], within: Span, needs: Sequence[int], words: Sequence[int]
) -> dict[int, Span]:
    """Share out all words in the order of the source, to each as large a part as its need.

    Where there are too few, the last ones get none.
    """
    first, count = words[within[0]], words[within[1]] - words[within[0]]
    sums = accumulate(needs[at] for at in children)
    served = {at: needs[at] for at, whole in zip(children, sums, strict=True) if whole <= count}
    whole = sum(served.values())
    placed = {}
    end, before = within[0], 0
    for at in children:
        need = served.get(at, 0)
        if not need:
            placed[at] = (end, end)
            continue
        begin, before = first + before * count // whole, before + need
        stop = first + before * count // whole
        start, end = bisect_right(words, begin) - 1, bisect_left(words, stop)
        placed[at] = (start, end)
    return placed


@dataclass(slots=True)
class Free:
    """The stretches of a parent that no child has, in order, empty ones too."""

    words: Sequence[int]
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def count(self, span: Span) -> int:
        return self.words[span[1]] - self.words[span[0]]

    def near(self, spot: int) -> range:
        """Give the free stretches around a gap."""
        middle = bisect_left(self.ends, spot)
        return range(max(0, middle - NEAR // 2), min(len(self.starts), middle + NEAR // 2))

    def take(self, start: int, end: int) -> Span:
        """Take the largest free part of a stretch, or else the free gap nearest to its start."""

        def worth(at: int) -> tuple[int, int, int]:
            low, high = max(start, self.starts[at]), min(end, self.ends[at])
            away = max(self.starts[at] - start, start - self.ends[at], 0)
            return (self.count((low, high)) if low < high else 0, max(0, high - low), -away)

        if start == end:
            at = self.nearest_to(start)
        elif (whole := self.holding(start, end)) >= 0:
            at = whole
        else:
            at = max(self.near(start), key=worth)
        low, high = max(start, self.starts[at]), min(end, self.ends[at])
        if low >= high:
            low = high = min(max(start, self.starts[at]), self.ends[at])
        return self.split(at, low, high)

    def holding(self, start: int, end: int) -> int:
        """Give the free stretch that all of a stretch is in; -1 if there is none."""
        at = bisect_right(self.ends, start)
        return at if at < len(self.ends) and self.starts[at] <= start < end <= self.ends[at] else -1

    def nearest_to(self, spot: int) -> int:
        """Give the free stretch that a gap is in, or else the nearest one, the first of equals."""
        after = min(bisect_left(self.ends, spot), len(self.ends) - 1)
        before = max(0, after - 1)
        return min(
            before, after, key=lambda at: max(self.starts[at] - spot, spot - self.ends[at], 0)
        )

    def split(self, at: int, low: int, high: int) -> Span:
        """Take a part of a free stretch; a point at its edge takes nothing."""
        if low == high and low in (self.starts[at], self.ends[at]):
            return low, high
        self.starts.insert(at + 1, high)
        self.ends.insert(at, low)
        return low, high

    def grow(self, span: Span, need: int, limits: Proposal) -> Span:
        """Move to the nearest free words, as many as needed; stay where there are too few."""
        best: tuple[int, int, Span] | None = None
        for at in self.near(span[0]):
            found = self.nearest(at, span[0], need, limits)
            if found and (best is None or found[0] < best[0]):
                best = (found[0], at, found[1])
        return span if best is None else self.split(best[1], *best[2])

    def nearest(self, at: int, spot: int, need: int, limits: Proposal) -> tuple[int, Span] | None:
        """Find the words of a free stretch that are nearest to a gap, and how far they are."""
        start, end = max(self.starts[at], limits.low), min(self.ends[at], limits.high)
        if start >= end or self.count((start, end)) < need:
            return None
        spot = min(max(spot, start), end)
        first = min(self.words[spot], self.words[end] - need)
        low = bisect_right(self.words, first, start, end) - 1
        high = bisect_left(self.words, first + need, low, end)
        return max(low - spot, spot - high, 0), (low, high)
