"""Where nodes may go in a translation: each by the first rung of a ladder that has an answer."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from sys import maxsize
from typing import NamedTuple

from l10n.markup.nodes import Glue
from l10n.markup.scene import Scene
from l10n.markup.tokens import Key, Token

ACCEPTED = 0.6  # a node that is placed with less is placed by guess
CERTAIN, BOUNDED, VERBATIM, BESIDE, PARKED = 1.0, 0.97, 0.95, 0.5, 0.3
LONGEST = 50  # tokens that are looked for word for word
MOST = 50  # places that are looked at for one node


class Proposal(NamedTuple):
    """A stretch of a target, from gap to gap, for a node; score: 1 for what is certain.

    low, high: between which gaps the node may be, wherever it finds words.
    """

    start: int
    end: int
    score: float
    low: int = 0
    high: int = maxsize


def covers_all(scene: Scene, at: int) -> Proposal | None:
    """Propose for a PAIR what lies between ends of sentences, or marks that came back."""
    gaps, firm = scene.gaps[at], scene.bitext.firm
    if not firm.keys() >= {*gaps} or firm[gaps[0]] >= firm[gaps[1]]:
        return None
    whole = gaps == (0, len(scene.bitext.source))
    return Proposal(firm[gaps[0]], firm[gaps[1]], CERTAIN if whole else BOUNDED)


def verbatim(scene: Scene, at: int) -> Proposal | None:
    """Propose for a PAIR the same words; for certain if they are as many as in the source."""
    first, last = scene.gaps[at]
    before, after = repeated(scene, at)
    if not after:
        return None
    same = len(before) == len(after) and first in before
    start = after[before.index(first)] if same else nearest(after, scene.bitext.start(first))
    return Proposal(start, start + last - first, VERBATIM if same else BESIDE)


def repeated(scene: Scene, at: int) -> tuple[list[int], list[int]]:
    """Find the tokens of a PAIR, in a row, on both sides; nowhere if they are too many."""
    first, last = scene.gaps[at]
    if last - first > LONGEST:
        return [], []
    wanted = tuple(token.key for token in scene.bitext.source[first:last])
    if wanted not in scene.repeated:
        before = found(wanted, scene.ours, scene.bitext.source)
        after = found(wanted, scene.theirs, scene.bitext.target)
        scene.repeated[wanted] = list(before), list(after)
    return scene.repeated[wanted]


def nearest(places: list[int], wanted: int) -> int:
    return min(places, key=lambda place: (abs(place - wanted), place))


def found(
    wanted: Sequence[Key], index: Mapping[Key, list[int]], tokens: Sequence[Token]
) -> Iterator[int]:
    """Find where these tokens stand in a row."""
    offset, rare = min(enumerate(wanted), key=lambda one: len(index.get(one[1], ())))
    for place in index.get(rare, [])[:MOST]:
        start = place - offset
        row = tokens[max(start, 0) : max(start, 0) + len(wanted)]
        if start < 0 or len(row) < len(wanted):
            continue
        if all(token.key == key for token, key in zip(row, wanted, strict=True)):
            yield start


def around_atoms(scene: Scene, at: int) -> Proposal | None:
    """Propose for a PAIR that holds nothing but ATOMs the stretch of these."""
    first, last = scene.gaps[at]
    hull = scene.hulls[at]
    together = hull is not None and hull[1] - hull[0] == last - first
    return Proposal(*hull, VERBATIM) if hull and together and scene.only_atoms(at) else None


def parked(scene: Scene, at: int) -> Proposal:
    """Propose for a PAIR the stretch that is as far in the text as in the source."""
    first, last = scene.gaps[at]
    start = scene.bitext.start(first)
    end = start if scene.only_atoms(at) else max(start, scene.bitext.end(last))
    ours, theirs = scene.words
    if ours[last] > ours[first] and theirs[end] > theirs[start]:
        if scene.bitext.source[first].word:
            start = bisect_right(theirs, theirs[start]) - 1
        if scene.bitext.source[last - 1].word:
            end = bisect_left(theirs, theirs[end])
    hull = scene.hulls[at]
    if hull:
        start, end = (min(start, hull[0]), max(end, hull[1])) if start < end else hull
    return Proposal(start, end, PARKED)


def found_again(scene: Scene, at: int) -> Proposal | None:
    """Propose for an ATOM the place where its text came back."""
    if at not in scene.claimed:
        return None
    start = scene.claimed[at]
    return Proposal(start, start + 1, BESIDE if at in scene.doubtful else VERBATIM)


def pinned(scene: Scene, at: int) -> Proposal | None:
    """Propose for a point the end of a sentence, or a mark, that it stands at."""
    gap = scene.gaps[at][0]
    if gap not in scene.bitext.firm:
        return None
    spot = scene.bitext.firm[gap]
    return Proposal(spot, spot, CERTAIN)


def beside(scene: Scene, at: int) -> Proposal | None:
    """Propose for a point the side of a neighbour that came back unchanged."""
    gap = scene.gaps[at][0]
    left, right = scene.bitext.after.get(gap), scene.bitext.before.get(gap)
    if left is None and right is None:
        return None
    sticks = side(scene, at)
    kept = {-1: left, 1: right}.get(sticks, left if left == right else None)
    spot = follow(scene, at)
    return Proposal(spot, spot, BESIDE if kept is None else VERBATIM)


def somewhere(scene: Scene, at: int) -> Proposal:
    spot = scene.bitext.guess(scene.gaps[at][0])
    return Proposal(spot, spot, PARKED)


def follow(scene: Scene, at: int) -> int:
    """Give the target gap beside the neighbour that a point sticks to, or else the other one."""
    gap = scene.gaps[at][0]
    return scene.bitext.start(gap) if side(scene, at) > 0 else scene.bitext.end(gap)


def side(scene: Scene, at: int) -> int:
    """Tell what a point sticks to: -1 for what is before it, 1 for what is after, 0 for neither."""
    node = scene.source.nodes[at]
    if node.glue in (Glue.LEFT, Glue.RIGHT):
        return -1 if node.glue is Glue.LEFT else 1
    text = scene.source.text
    left, right = text[max(0, node.start - 1) : node.start], text[node.end : node.end + 1]
    return right.isspace() * -1 + left.isspace() if left and right else 0
