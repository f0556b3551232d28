"""The ladder: each node goes where the first rung says that has an answer to rely on."""

from collections.abc import Callable

from l10n.markup.aligned import aligned, crossed
from l10n.markup.limits import kept
from l10n.markup.nodes import NodeKind
from l10n.markup.proposals import (
    ACCEPTED,
    Proposal,
    around_atoms,
    beside,
    covers_all,
    found_again,
    parked,
    pinned,
    somewhere,
    verbatim,
)
from l10n.markup.scene import Scene

Rung = Callable[[Scene, int], Proposal | None]
PAIRS: tuple[Rung, ...] = (covers_all, verbatim, around_atoms, aligned, parked)
POINTS: tuple[Rung, ...] = (pinned, beside, crossed, somewhere)
ATOMS: tuple[Rung, ...] = (found_again, crossed, somewhere)


def propose(scene: Scene) -> list[Proposal]:
    """Propose a place for every node, in the same sentences as in the source."""
    return [kept(scene, at, best(scene, at, ladder(scene, at))) for at in range(len(scene.gaps))]


def ladder(scene: Scene, at: int) -> tuple[Rung, ...]:
    first, last = scene.gaps[at]
    if scene.source.nodes[at].kind is NodeKind.ATOM:
        return ATOMS
    return PAIRS if first < last else POINTS


def best(scene: Scene, at: int, rungs: tuple[Rung, ...]) -> Proposal:
    """Take the first proposal that is good enough, or else the best there is."""
    made = []
    for rung in rungs:
        proposal = rung(scene, at)
        if proposal and proposal.score >= ACCEPTED:
            return proposal
        if proposal:
            made.append(proposal)
    return max(made, key=lambda proposal: proposal.score)
