"""Our own word alignment: learned from sentences and their translations alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log

import numpy as np

from l10n.alignment import Alignment, Link
from l10n.alignment.batches import Encoded, Part, Vocabulary, batches
from l10n.alignment.jumps import Floats
from l10n.alignment.model import Model, trained
from l10n.alignment.words import Words, words

Pairs = Sequence[tuple[str, str]]

ORIGIN = "statistical"
AT_A_TIME = 8  # batches that are aligned: memory does not grow with the texts
FAINT = 0.02  # links that are weaker are left out
MOST = 3_000_000  # pairs of words that are learned from: some 4,000 pairs of sentences
# How far alignments are to be trusted that were learned from so many pairs: so that most of
# what goes wrong is doubted, and little else.
COUNTS, TRUST = (10, 100, 1000), (0.4, 0.62, 0.7)


@dataclass(frozen=True, slots=True)
class Aligner:
    """Aligns texts with their translations; count: the pairs that it learned from."""

    source: Vocabulary
    target: Vocabulary
    model: Model | None
    count: int

    @classmethod
    def trained(cls, pairs: Pairs) -> "Aligner":
        """Learn from texts and their translations, best of single sentences.

        Time and memory grow with what they hold, up to a limit: of more, the
        last are learned from, so what is to be aligned should be among these.
        """
        source, target = Vocabulary(), Vocabulary()
        encoded: list[Encoded] = []
        left = MOST
        for pair in reversed(pairs):
            ours, theirs = split(pair)
            left -= len(ours.keys) * len(theirs.keys)
            if left < 0:
                break
            encoded.append((source.numbered(ours.keys), target.numbered(theirs.keys)))
        some = list(batches(encoded))
        return cls(source, target, trained(some, source, target) if some else None, len(encoded))

    def align(self, pairs: Pairs) -> list[Alignment]:
        """Align texts with their translations, whether or not they were learned from."""
        texts = [split(pair) for pair in pairs]
        links: list[list[Link]] = [[] for _ in texts]
        source, target = self.source.extended(), self.target.extended()
        encoded = [
            (source.numbered(ours.keys), target.numbered(theirs.keys)) for ours, theirs in texts
        ]
        waiting = batches(encoded)
        while self.model and (some := list(islice(waiting, AT_A_TIME))):
            for batch, shares in zip(some, self.model.shares(some, source, target), strict=True):
                for part, own in zip(batch.parts, shares, strict=True):
                    links[part.pair] += linked(part, texts[part.pair], own)
        return [Alignment(tuple(own), trust(self.count), ORIGIN) for own in links]


def split(pair: tuple[str, str]) -> tuple[Words, Words]:
    return words(pair[0]), words(pair[1])


def linked(part: Part, text: tuple[Words, Words], shares: Floats) -> Iterator[Link]:
    """Give the links of a part of a text pair."""
    ours, theirs = text
    kept = shares[: part.size[1], : part.size[0]]
    rows, columns = np.nonzero(kept > FAINT)
    for row, column, share in zip(
        rows.tolist(), columns.tolist(), kept[rows, columns].round(3).tolist(), strict=True
    ):
        yield Link(ours.spans[part.source + column], theirs.spans[part.target + row], share)


def trust(count: int) -> float:
    """Tell how far to trust what was learned from so many pairs."""
    return round(float(np.interp(log(max(1, count)), [log(one) for one in COUNTS], TRUST)), 3)
