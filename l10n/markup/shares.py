"""What each token of a translation is due to in the source, by all alignments there are."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from math import isfinite
from typing import NamedTuple

from l10n.alignment import Alignment, Link, Span
from l10n.markup.tokens import Token

WIDEST = 2500  # pairs of tokens that one link may tell of
LITTLE = 0.4  # a token that is less explained is due to nothing
FAR = 30  # tokens around a gap whose links may cross it
DIGITS = 9  # of a sum that are no matter of rounding
FREE = 0.1  # what such a token counts in an interval


class Share(NamedTuple):
    """How much of a target token is due to something in the source, up to 1."""

    token: int
    share: float


@dataclass(frozen=True, slots=True)
class Shares:
    """What alignments say, by source token; trust: how far the best of them is right.

    sums: what the shares of each come to, added up from the first;
    size: what the target tokens before each gap count when an interval is measured.
    """

    by_source: tuple[tuple[Share, ...], ...]
    sums: tuple[tuple[float, ...], ...]
    size: tuple[float, ...]
    trust: float

    def due(self, tokens: Iterable[int]) -> list[Share]:
        """Give the target tokens that are due to source tokens, in the order of the target."""
        found: dict[int, float] = {}
        for at in tokens:
            for token, share in self.by_source[at]:
                found[token] = found.get(token, 0.0) + share
        return [Share(token, min(1.0, found[token])) for token in sorted(found)]

    def crossing(self, ours: int, theirs: int) -> float:
        """Tell how much goes from before one gap to behind the other, or the other way round."""
        whole = 0.0
        for at in range(max(0, ours - FAR), min(len(self.by_source), ours + FAR)):
            own, sums = self.by_source[at], self.sums[at]
            before = sums[bisect_left(own, (theirs,))]
            whole += sums[-1] - before if at < ours else before
        return round(whole, DIGITS)


def shares(
    source: Sequence[Token], target: Sequence[Token], alignments: Iterable[Alignment], moved: int
) -> Shares | None:
    """Put alignments together, each as much as it is trusted; None if they say nothing.

    moved: how far before their offsets the target begins.
    """
    found: list[dict[int, float]] = [{} for _ in source]
    sides = Places.of(source), Places.of(target)
    trusts = []
    for alignment in alignments:
        if not (isfinite(alignment.trust) and alignment.trust > 0):
            continue
        trusts.append(min(1.0, alignment.trust))
        for link in alignment.links:
            for at, to, share in pieces(link, *sides, moved):
                found[at][to] = found[at].get(to, 0.0) + share * trusts[-1]
    if not any(found):
        return None
    whole = sum(trusts)
    by_source = tuple(
        tuple(Share(to, share / whole) for to, share in sorted(own.items())) for own in found
    )
    mass = [0.0] * len(target)
    for one in chain.from_iterable(by_source):
        mass[one.token] += one.share
    counts = ((1.0 if mass[to] >= LITTLE else FREE) * token.word for to, token in enumerate(target))
    sums = tuple(tuple(accumulate((one.share for one in o), initial=0.0)) for o in by_source)
    return Shares(by_source, sums, tuple(accumulate(counts, initial=0.0)), max(trusts))


class Places(NamedTuple):
    """Where the tokens of a text begin and end."""

    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> "Places":
        return cls([token.start for token in tokens], [token.end for token in tokens])


def pieces(
    link: Link, source: Places, target: Places, moved: int
) -> Iterator[tuple[int, int, float]]:
    """Cut a link into pairs of tokens, and give what it says of each.

    The source's tokens have parts of its weight, by their length.
    """
    if not (isfinite(link.weight) and link.weight > 0):
        return
    ours = list(overlaps(link.source, source))
    theirs = list(overlaps((link.target[0] - moved, link.target[1] - moved), target))
    if len(ours) * len(theirs) > WIDEST:
        return
    whole = sum(length for _, length in ours)
    for at, part in ours:
        for to, length in theirs:
            covered = length / (target.ends[to] - target.starts[to])
            yield at, to, min(1.0, link.weight) * part / whole * covered


def overlaps(span: Span, tokens: Places) -> Iterator[tuple[int, int]]:
    """Find the tokens that a stretch overlaps, and in how many characters."""
    start, end = span
    first, last = bisect_right(tokens.ends, start), bisect_left(tokens.starts, end)
    for at in range(first, last):
        length = min(end, tokens.ends[at]) - max(start, tokens.starts[at])
        if length > 0:
            yield at, length
