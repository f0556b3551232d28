"""Places for nodes by alignments: where what is in them went."""

from collections.abc import Sequence

from l10n.markup.proposals import BESIDE, Proposal, repeated, side
from l10n.markup.scene import Scene
from l10n.markup.shares import Share, Shares

LONGEST = 300  # tokens of a node that are followed
MOST = 40  # places where an interval may begin or end
FAINT = 0.1  # what is due to a node in a lesser part is no end of it
GUESSED = 0.4  # the least score: even a faint link tells more than the length of a text
STRICT = 0.4  # what is due to a node elsewhere matters so much, beside what is in it
CLEAR, SPOTS = 0.3, 2  # neighbours are followed that are so much due, to so many tokens each


def aligned(scene: Scene, at: int) -> Proposal | None:
    """Propose for a PAIR the interval that has most of what is due to it, and least else.

    If its words are there unchanged, in more or fewer places than in the
    source, it is the place that the interval meets.
    """
    first, last = scene.gaps[at]
    if scene.shares is None or last - first > LONGEST:
        return None
    tokens, target = scene.bitext.source, scene.bitext.target
    words = [spot for spot in range(first, last) if tokens[spot].word] or range(first, last)
    due = [one for one in scene.shares.due(words) if target[one.token].word]
    strongest = sorted(due, key=lambda one: (-one.share, one.token))[:MOST]
    ends = sorted(one for one in strongest if one.share >= FAINT)
    if not ends:
        return None
    start, end = fittest(ends, sum(one.share for one in due), scene.shares.size)
    score = rated(due, start, end, scene.shares)
    for place in repeated(scene, at)[1]:
        if place < end and start < place + last - first:
            return Proposal(place, place + last - first, max(score, BESIDE))
    return Proposal(*polished(scene, at, start, end), score)


def rated(due: Sequence[Share], start: int, end: int, shares: Shares) -> float:
    """Tell how sure an interval is: by how much of it is due to the node, and by trust."""
    inside = sum(one.share for one in due if start <= one.token < end)
    part: float = inside / max(1.0, shares.size[end] - shares.size[start])
    return max(GUESSED, min(1.0, part) * shares.trust)


def fittest(ends: Sequence[Share], whole: float, size: Sequence[float]) -> tuple[int, int]:
    """Give the interval with the best balance of what is due in it, elsewhere, and not due."""
    best, chosen = -1.0, (ends[0].token, ends[0].token + 1)
    for at, one in enumerate(ends):
        inside = 0.0
        for other in ends[at:]:
            inside += other.share
            score = inside / (STRICT * whole + size[other.token + 1] - size[one.token])
            if score > best + 1e-9:
                best, chosen = score, (one.token, other.token + 1)
    return chosen


def polished(scene: Scene, at: int, start: int, end: int) -> tuple[int, int]:
    """Take in the marks at the ends of an interval that stand at those of the node, too."""
    source, target = scene.bitext.source, scene.bitext.target
    first, last = scene.gaps[at]
    while first < last and not source[first].word:
        first += 1
    while last > first and not source[last - 1].word:
        last -= 1
    for mark in reversed(source[scene.gaps[at][0] : first]):
        if start and target[start - 1].key == mark.key:
            start -= 1
    for mark in source[last : scene.gaps[at][1]]:
        if end < len(target) and target[end].key == mark.key:
            end += 1
    return start, end


def crossed(scene: Scene, at: int) -> Proposal | None:
    """Propose for a point the side of what a neighbour became, where fewest links cross it.

    It is the neighbour that the point sticks to, if there is one.
    """
    shares, gap = scene.shares, scene.gaps[at][0]
    if shares is None:
        return None
    neighbours = ((gap - 1,), (gap - 1, gap), (gap,))[side(scene, at) + 1]
    spots = [
        (one.token + (neighbour < gap), one.share)
        for neighbour in neighbours
        if 0 <= neighbour < len(shares.by_source)
        for one in sorted(shares.by_source[neighbour], key=lambda one: -one.share)[:SPOTS]
        if one.share >= CLEAR
    ]
    if not spots:
        return None
    spot, share = min(spots, key=lambda one: (shares.crossing(gap, one[0]), -one[1], one[0]))
    return Proposal(spot, spot, share * shares.trust)
