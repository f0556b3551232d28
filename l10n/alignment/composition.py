"""Alignments put together: one behind the other over a language in between, and side by side."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from l10n.alignment import Alignment, Link, Span

ORIGIN = "pivot"
WORD = re.compile(r"\S")
MOSTLY = 0.5  # the part of a stretch from which on it is due to another one


class Part(NamedTuple):
    """An alignment of a part of two texts, and where in them that part begins."""

    alignment: Alignment
    source: int
    target: int
    length: int


def composed(first: Alignment, second: Alignment, middle: str) -> Alignment:
    """Multiply two alignments over the text between them.

    A stretch of the last text is due to what the stretches that it is due to
    are due to, in parts by the characters that these have in common.

    >>> first = Alignment((Link((0, 4), (0, 3), 1.0), Link((5, 9), (4, 7), 0.5)), 0.9, "x")
    >>> second = Alignment((Link((0, 7), (0, 6), 0.8),), 0.5, "y")
    >>> composed(first, second, "abc def").links
    (Link(source=(0, 4), target=(0, 6), weight=0.4), Link(source=(5, 9), target=(0, 6), weight=0.2))
    """
    before: dict[Span, list[Link]] = {}
    for link in first.links:
        before.setdefault(link.target, []).append(link)
    covering: list[list[Span]] = [[] for _ in middle]
    for span in before:
        for at in range(*span):
            covering[at].append(span)
    after: dict[Span, list[Link]] = {}
    for link in second.links:
        after.setdefault(link.source, []).append(link)
    weights: dict[tuple[Span, Span], float] = {}
    for span, links in after.items():
        for source, share in origins(middle, span, covering, before).items():
            for link in links:
                key = link.target, source
                weights[key] = weights.get(key, 0.0) + share * link.weight
    made = (Link(s, t, min(1.0, weight)) for (t, s), weight in sorted(weights.items()))
    return Alignment(tuple(made), first.trust * second.trust, ORIGIN)


def origins(
    middle: str,
    span: Span,
    covering: Sequence[Iterable[Span]],
    before: dict[Span, list[Link]],
) -> dict[Span, float]:
    """Give what a stretch in between is due to, and in what part."""
    places = [at for at in range(*span) if not middle[at].isspace()]
    common = Counter(stretch for at in places for stretch in covering[at])
    found: dict[Span, float] = {}
    for stretch, count in common.items():
        for link in before[stretch]:
            share = link.weight * count / len(places)
            found[link.source] = found.get(link.source, 0.0) + share
    return found


def became(alignment: Alignment, spans: Iterable[Span], target: str) -> tuple[Span, ...]:
    """Give the stretches of a target that are mostly due to some stretches of its source.

    >>> links = (Link((0, 2), (0, 2), 1.0), Link((3, 5), (3, 6), 0.6), Link((6, 8), (6, 8), 0.4))
    >>> became(Alignment(links, 1.0, "x"), [(0, 5), (6, 8)], "ab cdefg")
    ((0, 6),)
    """
    found: list[Span] = []
    links = sorted(alignment.links)
    starts = [link.source[0] for link in links]
    reached = list(accumulate((link.source[1] for link in links), max))
    for begin, end in spans:
        due: dict[Span, float] = {}
        first, last = bisect_right(reached, begin), bisect_left(starts, end)
        for source, stretch, weight in links[first:last]:
            common = min(end, source[1]) - max(begin, source[0])
            if common > 0:
                part = weight * common / (source[1] - source[0])
                due[stretch] = due.get(stretch, 0.0) + part
        found += merged((one for one, part in due.items() if part >= MOSTLY), target)
    return tuple(dict.fromkeys(found))


def merged(stretches: Iterable[Span], text: str) -> list[Span]:
    """Join stretches with nothing but spaces between them."""
    found: list[Span] = []
    for start, end in sorted(stretches):
        if found and WORD.search(text, found[-1][1], start) is None:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def joined(parts: Sequence[Part]) -> Alignment | None:
    """Make one alignment of those of parts, in the offsets of the whole; None of none.

    It is trusted as its parts are, the long ones counting more.
    """
    if not parts:
        return None
    links = (
        Link(moved(link.source, part.source), moved(link.target, part.target), link.weight)
        for part in parts
        for link in part.alignment.links
    )
    size = sum(part.length for part in parts)
    trust = sum(part.alignment.trust * part.length for part in parts) / size
    return Alignment(tuple(links), trust, parts[0].alignment.origin)


def moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
