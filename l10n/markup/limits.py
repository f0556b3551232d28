"""What no node leaves, whatever is proposed for it: its sentences, and its part of a word."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from l10n.markup.nodes import NodeKind
from l10n.markup.plan import Plan
from l10n.markup.proposals import BESIDE, Proposal
from l10n.markup.scene import Scene
from l10n.markup.tokens import Token

Rest = tuple[str, str]  # of a word that a node holds a part of: before it, and after it


def kept(scene: Scene, at: int, proposal: Proposal) -> Proposal:
    """Keep a node in its sentences, and in its part of a word; an ATOM is where its text is."""
    if at in scene.claimed:
        return proposal
    (first, last), ends = scene.gaps[at], scene.bitext.ends
    low = ends[bisect_right(ends, first, key=itemgetter(0)) - 1][1]
    high = ends[bisect_left(ends, last, key=itemgetter(0))][1]
    start, end = (min(max(spot, low), high) for spot in proposal[:2])
    within = (start, end) == proposal[:2]
    score = proposal.score if within else min(proposal.score, BESIDE)
    return parted(scene, at, Proposal(start, end, score, low, high))


def parted(scene: Scene, at: int, proposal: Proposal) -> Proposal:
    """Put what holds a part of a word on that part, beside the same rest; elsewhere it is a guess.

    In `1<sup>er</sup>`, that is what follows the figure, whatever it became.
    """
    start, end = proposal[:2]
    if at not in scene.rests or start >= end:
        return proposal
    before, after = scene.rests[at]
    target = scene.bitext.target
    if ends_with(target, start, before) and begins_with(target, end, after):
        return proposal
    if before and not after and target[start].key == before:
        spot = start + 1
        while spot < end and not target[spot].word and together(target, spot):
            spot += 1
        if spot < end and together(target, spot):
            return proposal._replace(start=spot)
    return proposal._replace(score=min(proposal.score, BESIDE))


def together(target: Sequence[Token], spot: int) -> bool:
    """Tell whether there is a gap without a space between two tokens."""
    return 0 < spot < len(target) and target[spot - 1].end == target[spot].start


def ends_with(target: Sequence[Token], spot: int, rest: str) -> bool:
    """Tell whether a rest of a word stands before a gap, and is the beginning of one there."""
    said = ""
    while len(said) < len(rest) and together(target, spot):
        spot -= 1
        said = f"{target[spot].key}{said}"
    return said == rest


def begins_with(target: Sequence[Token], spot: int, rest: str) -> bool:
    said = ""
    while len(said) < len(rest) and together(target, spot):
        said += str(target[spot].key)
        spot += 1
    return said == rest


def rests(asked: Plan, whole: Sequence[Token]) -> Mapping[int, Rest]:
    """Give, for every PAIR that begins or ends inside a word, what of that is not in it."""
    starts, found = [token.start for token in whole], {}
    for at, (node, (start, end)) in enumerate(zip(asked.source.nodes, asked.spans, strict=True)):
        if node.kind is not NodeKind.PAIR or start == end or not whole:
            continue
        first, last = (whole[max(0, bisect_right(starts, offset) - 1)] for offset in (start, end))
        before = asked.text[first.start : start] if start < first.end else ""
        after = asked.text[end : last.end] if last.start < end else ""
        if before or after:
            found[at] = (before, after)
    return found


def seams(scene: Scene, proposals: Sequence[Proposal]) -> Iterator[int]:
    """Give the offsets where words of a target may be cut, as `1st`: between figures and letters.

    That is where a node is to be put on a part of one.
    """
    for at, (before, after) in scene.rests.items():
        start, end = proposals[at][:2]
        if start >= end or not before or after:
            continue
        token = scene.bitext.target[start]
        left = str(token.key)[len(before) :]
        other = left and before[-1].isdigit() != left[0].isdigit()
        if token.word and other and str(token.key).startswith(before):
            yield token.start + len(before)
