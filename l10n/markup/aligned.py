"""Places for nodes by alignments: where what is in them went."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter

from l10n.markup.proposals import BESIDE, Proposal, repeated, side
from l10n.markup.scene import Scene
from l10n.markup.shares import Share, Shares

LONGEST = 300  # tokens of a node that are followed
MOST = 40  # places where an interval may begin or end
FAINT = 0.1  # what is due to a node in a lesser part is no end of it
GUESSED = 0.4  # the least score: even a faint link tells more than the length of a text
STRICT = 0.4  # what is due to a node elsewhere matters so much, beside what is in it
APART = 0.5  # of what is due to a node inside, as much outside makes a guess of it
SURE = 0.95  # alignments that are trusted so much follow words themselves
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
    whole = wide(scene, at, start, end)
    if whole != (start, end) or torn(due, start, end) or uneven(scene, at, start, end):
        score = min(score, BESIDE)
    start, end = whole
    for place in repeated(scene, at)[1]:
        if place < end and start < place + last - first:
            return Proposal(place, place + last - first, max(score, BESIDE))
    return Proposal(*across(scene, at, *polished(scene, at, start, end)), score)


def across(scene: Scene, at: int, start: int, end: int) -> tuple[int, int]:
    """Let an interval reach over the ends of sentences in its node: those keep their order."""
    (first, last), sides = scene.gaps[at], scene.bitext
    low = bisect_right(sides.ends, first, key=itemgetter(0))
    high = bisect_left(sides.ends, last, low, key=itemgetter(0))
    if low == high:
        return start, end
    begin = sides.ends[low - 1][1] if sides.ends[low - 1][0] == first else start
    stop = sides.ends[high][1] if sides.ends[high][0] == last else end
    return min(begin, start, sides.ends[low][1]), max(stop, end, sides.ends[high - 1][1])


def rated(due: Sequence[Share], start: int, end: int, shares: Shares) -> float:
    """Tell how sure an interval is: by how much of it is due to the node, and by trust."""
    inside = sum(one.share for one in due if start <= one.token < end)
    part: float = inside / max(1.0, shares.size[end] - shares.size[start])
    return max(GUESSED, min(1.0, part) * shares.trust)


def torn(due: Sequence[Share], start: int, end: int) -> bool:
    """Tell whether much of what is due to a node is outside an interval."""
    clear = [one for one in due if one.share >= CLEAR]
    inside = sum(one.share for one in clear if start <= one.token < end)
    return sum(one.share for one in clear) - inside >= APART * inside


def uneven(scene: Scene, at: int, start: int, end: int) -> bool:
    """Tell whether an interval has far less or far more to say than a node."""
    ours, theirs = scene.telling
    (first, last) = scene.gaps[at]
    before, after = ours[last] - ours[first], theirs[end] - theirs[start]
    return 2 * after < before or after > 2 * before + 1


def wide(scene: Scene, at: int, start: int, end: int) -> tuple[int, int]:
    """Take in the words at the ends of an interval that can be due to nothing but the node.

    An engine that follows words gives each of what it cannot to a neighbour,
    which then has more words than it had.
    """
    ours, theirs = scene.telling
    first, last = scene.gaps[at]
    if scene.shares is None or scene.shares.trust < SURE:
        return start, end
    missing = ours[last] - ours[first] - (theirs[end] - theirs[start])
    for step in (-1, 1):
        while missing > 0:
            spot = start - 1 if step < 0 else end
            if not (0 <= spot < len(scene.bitext.target)) or not scene.spare(spot, (first, last)):
                break
            start, end = min(start, spot), max(end, spot + 1)
            missing -= 1
    return start, end


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
