"""A segment beside its translation: what certainly corresponds, and what probably does."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from l10n.markup.tokens import Key, Token

# Marks that stand in translations where they stood; commas come and go.
LASTING = frozenset('"()[]{}:;?!.…')
STOPS = frozenset("?!.…")

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bitext:
    """Tokens of both sides, and how gaps between them correspond; gap 0 is before the first.

    before, after: for a source gap the target gap, where the token that
    follows or precedes it came back unchanged; firm: where that is an end of a
    sentence, or the side of a lasting mark; ends: those of sentences alone, in
    order, and the gaps after the marks that end sentences, where both sides have
    the same ones; knots: all pairs of gaps, in order; widths: of either side's
    tokens, added up.
    """

    source: tuple[Token, ...]
    target: tuple[Token, ...]
    before: dict[int, int]
    after: dict[int, int]
    firm: dict[int, int]
    ends: tuple[Pair, ...]
    knots: tuple[Pair, ...]
    widths: tuple[list[int], list[int]]

    def start(self, gap: int) -> int:
        """Give the target gap where something begins that begins at a source gap."""
        return self.before[gap] if gap in self.before else self.after.get(gap, self.guess(gap))

    def end(self, gap: int) -> int:
        """Give the target gap where something ends that ends at a source gap."""
        return self.after[gap] if gap in self.after else self.before.get(gap, self.guess(gap))

    def guess(self, gap: int) -> int:
        """Find a gap's place between its known neighbours, by the length of what is between."""
        at = bisect_left(self.knots, (gap, -1))
        right = self.knots[min(at, len(self.knots) - 1)]
        left = self.knots[max(0, at - 1)]
        if gap >= right[0]:
            return right[1]
        if right[0] - left[0] == right[1] - left[1]:
            return left[1] + gap - left[0]
        ours, theirs = self.widths
        part = ours[gap] - ours[left[0]]
        whole = ours[right[0]] - ours[left[0]]
        wanted = theirs[left[1]] * whole + part * (theirs[right[1]] - theirs[left[1]])
        found = bisect_left(theirs, wanted / whole, left[1], right[1])
        nearer = found > left[1] and 2 * wanted < (theirs[found - 1] + theirs[found]) * whole
        return found - 1 if nearer else found


def bitext(source: Sequence[Token], target: Sequence[Token], edges: Iterable[Pair] = ()) -> Bitext:
    """Put a source and its translation side by side.

    edges: offsets that are known to correspond, such as those where sentences begin or end.
    """
    ends = list(edge_gaps(source, target, edges))
    before, after = dict(ends), dict(reversed(ends))
    firm, stops = dict(ends), dict(ends)
    for (i, j), (last_i, last_j) in pairwise(ends):
        ours = [token.key for token in source[i:last_i]]
        theirs = [token.key for token in target[j:last_j]]
        for a, b in stopped(ours, theirs):
            stops.setdefault(i + a, j + b)
        for a, b in same(ours, theirs):
            before.setdefault(i + a, j + b)
            after.setdefault(i + a + 1, j + b + 1)
            if ours[a] in LASTING:
                firm.setdefault(i + a, j + b)
                firm.setdefault(i + a + 1, j + b + 1)
    knots = tuple(sorted({*before.items(), *after.items()}))
    lengths = widths(source), widths(target)
    sides = tuple(source), tuple(target)
    return Bitext(*sides, before, after, firm, tuple(sorted(stops.items())), knots, lengths)


def stopped(ours: list[Key], theirs: list[Key]) -> Iterator[Pair]:
    """Pair the gaps after the marks that end sentences, if they are the same in the same order.

    >>> list(stopped(["Non", ".", "Si", "!"], ["No", "!"]))
    []
    """
    found = [[at for at, key in enumerate(side) if key in STOPS] for side in (ours, theirs)]
    if [ours[at] for at in found[0]] == [theirs[at] for at in found[1]]:
        yield from ((a + 1, b + 1) for a, b in zip(*found, strict=True))


def widths(tokens: Sequence[Token]) -> list[int]:
    return list(accumulate((token.end - token.start for token in tokens), initial=0))


def edge_gaps(
    source: Sequence[Token], target: Sequence[Token], edges: Iterable[Pair]
) -> Iterator[Pair]:
    """Give the gaps of edges, from the beginning of both texts to their ends, never going back."""
    starts = [token.start for token in source], [token.start for token in target]
    last = (0, 0)
    yield last
    for ours, theirs in edges:
        found = (bisect_left(starts[0], ours), bisect_left(starts[1], theirs))
        if found[0] > last[0] and last[1] <= found[1] and found[0] < len(source):
            last = found
            yield found
    yield (len(source), len(target))


def same(ours: list[Key], theirs: list[Key]) -> Iterator[Pair]:
    """Pair tokens that came back unchanged: from both ends, then those that each side has once.

    Of the latter, as many as stand in the same order.

    >>> list(same(["un", "x", "2", "!"], ["a", "2", "one", "!"]))
    [(3, 3), (2, 1)]
    """
    least = min(len(ours), len(theirs))
    first = next((at for at in range(least) if ours[at] != theirs[at]), least)
    yield from ((at, at) for at in range(first))
    last = next((n for n in range(least - first) if ours[-1 - n] != theirs[-1 - n]), least - first)
    yield from ((len(ours) - n, len(theirs) - n) for n in range(last, 0, -1))
    ours, theirs = ours[: len(ours) - last], theirs[: len(theirs) - last]
    counts = Counter(ours[first:]), Counter(theirs[first:])
    places = {key: first + at for at, key in enumerate(theirs[first:]) if counts[1][key] == 1}
    single = (
        (first + at, places[key])
        for at, key in enumerate(ours[first:])
        if counts[0][key] == 1 and key in places
    )
    yield from rising(list(single))


def rising(pairs: list[Pair]) -> list[Pair]:
    """Give the longest choice of pairs, sorted by their first, whose second rises, too.

    >>> rising([(0, 3), (1, 0), (2, 1), (3, 2)])
    [(1, 0), (2, 1), (3, 2)]
    """
    tails: list[int] = []  # the second that a choice of each length ends in, as small as can be
    ends: list[int] = []  # and the pair that it is of
    previous: list[int] = []
    for at, (_, second) in enumerate(pairs):
        length = bisect_right(tails, second)
        previous.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [second]
        ends[length : length + 1] = [at]
    chosen = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chosen.append(pairs[at])
        at = previous[at]
    return chosen[::-1]
