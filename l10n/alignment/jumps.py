"""Words aligned with those of the other side in a row: a hidden Markov model over jumps.

Vogel, Ney and Tillmann (1996); the empty word keeps the place of the last jump,
as with Och and Ney (2003). Sentences are gone through together, padded.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Lengths = NDArray[np.int64]

FARTHEST = 30  # longer jumps count as this long
EMPTY = 0.1  # how often a word is due to none
TINY = 1e-300
FORWARD = np.exp(-np.abs(np.arange(-FARTHEST, FARTHEST + 1) - 1) / 2)
FORWARD /= FORWARD.sum()


class Expected(NamedTuple):
    """What is probable: the source of every target word, and how often each jump was made."""

    shares: Floats
    jumps: Floats


@dataclass(frozen=True, slots=True)
class Lattice:
    """Sentences to be aligned: what may follow what.

    emitted: by sentence, target word and source word, how probable the one is
    for the other; empty: how probable a target word is for none; sources,
    targets: how many words a sentence really has; jumps: how probable each is.
    """

    emitted: Floats
    empty: Floats
    sources: Lengths
    targets: Lengths
    jumps: Floats

    def expected(self) -> Expected:
        """Go forward and backward through all sentences."""
        count, rows, width = self.emitted.shape
        way = np.arange(width)[None, :] - np.arange(width)[:, None]
        kind = np.clip(way, -FARTHEST, FARTHEST) + FARTHEST
        moves = self.jumps[kind]
        inside = (np.arange(width)[None, :] < self.sources[:, None]).astype(np.float64)
        leaving = np.maximum(inside @ moves.T, TINY)
        at, none, scale = self.forward(moves, leaving, inside / inside.sum(1, keepdims=True))
        shares = np.zeros((count, rows, width))
        made = np.zeros((width, width))
        ahead = np.ones((count, width))
        for row in range(rows - 1, -1, -1):
            live = (row < self.targets)[:, None]
            here = at[row] * ahead
            whole = np.maximum((here + none[row] * ahead).sum(1, keepdims=True), TINY)
            shares[:, row] = np.where(live, here / whole, 0)
            if row:
                said = np.where(live, self.emitted[:, row] * ahead / scale[row], 0) * (1 - EMPTY)
                made += ((at[row - 1] + none[row - 1]) / leaving).T @ (said / whole)
                skipped = EMPTY * self.empty[:, row, None] * ahead / scale[row]
                ahead = np.where(live, (said @ moves.T) / leaving + skipped, ahead)
        made *= moves
        return Expected(shares, tally(kind, made, 2 * FARTHEST + 1))

    def forward(self, moves: Floats, leaving: Floats, first: Floats) -> tuple[Floats, ...]:
        """Give how probable each place is after each target word; with it, or with none."""
        count, rows, width = self.emitted.shape
        at, none = np.zeros((rows, count, width)), np.zeros((rows, count, width))
        scale = np.ones((rows, count, 1))
        before = first
        for row in range(rows):
            reached = (before / leaving) @ moves if row else first
            at[row] = reached * (1 - EMPTY) * self.emitted[:, row]
            none[row] = before * EMPTY * self.empty[:, row, None]
            scale[row] = np.maximum((at[row] + none[row]).sum(1, keepdims=True), TINY)
            at[row] /= scale[row]
            none[row] /= scale[row]
            live = (row < self.targets)[:, None]
            before = np.where(live, at[row] + none[row], before)
        return at, none, scale


def smoothed(made: Floats) -> Floats:
    """Make probabilities of counted jumps; those that were never seen stay possible."""
    kept = made + 0.1 * max(made.sum(), 1.0) * FORWARD + 1e-6
    chances: Floats = kept / kept.sum()
    return chances


def tally(kinds: NDArray[np.int64], weights: Floats, size: int) -> Floats:
    """Add up weights by kind, a number below a size."""
    sums: Floats = np.bincount(kinds.ravel(), weights.ravel(), size).astype(np.float64)
    return sums
