"""Sentence pairs as numbers: words of both sides, and the pairs of words that meet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

BASE = 2**32  # of numbers of pairs: a source word's times this plus a target word's
LONGEST = 120  # words: longer texts are cut into parts as long, side by side
UNLIKE = 30  # times as many words: that is no translation
CELLS = 50_000  # pairs of words that are gone through at a time


class Shortened(NamedTuple):
    """Words by their beginnings: the number of each word's, and the letters of these, then 0."""

    numbers: Numbers
    table: Numbers


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by number."""

    numbers: dict[str, int] = field(default_factory=dict)

    def numbered(self, keys: Iterable[str]) -> Numbers:
        """Give words their numbers, new ones the next."""
        known = self.numbers
        return np.array([known.setdefault(key, len(known)) for key in keys], np.int64)

    def extended(self) -> "Vocabulary":
        return Vocabulary(self.numbers.copy())

    def shortened(self, letters: int) -> Shortened:
        """Number the beginnings of words, in the order of the words."""
        short = Vocabulary()
        numbers = short.numbered(key[:letters] for key in self.numbers)
        table = np.array(list(short.numbers), f"U{letters}").view(np.uint32)
        return Shortened(numbers, table.reshape(-1, letters).astype(np.int64))

    def __len__(self) -> int:
        return len(self.numbers)


class Part(NamedTuple):
    """A stretch of a text pair that is aligned at once: its pair, and from which words on."""

    pair: int
    source: int
    target: int
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Batch:
    """Parts of about the same length: word numbers, padded with -1."""

    parts: tuple[Part, ...]
    source: Numbers
    target: Numbers

    @property
    def lengths(self) -> tuple[Numbers, Numbers]:
        return (self.source >= 0).sum(1), (self.target >= 0).sum(1)


Encoded = tuple[Numbers, Numbers]


def parts(at: int, source: int, target: int) -> Iterator[Part]:
    """Cut a pair of so many words into parts that are not too long; none if it is unlikely."""
    shorter, longer = sorted((source, target))
    count = min(-(-longer // LONGEST), shorter)
    if longer > UNLIKE * (shorter + 1):
        return
    for part in range(count):
        (a, b), (c, d) = ((n * part // count, n * (part + 1) // count) for n in (source, target))
        yield Part(at, a, c, (b - a, d - c))


def batches(encoded: Sequence[Encoded]) -> Iterator[Batch]:
    """Put sentence pairs of about the same length together."""
    found = [one for at, pair in enumerate(encoded) for one in parts(at, *map(len, pair))]
    some: list[Part] = []
    for part in sorted(found, key=lambda part: (max(part.size), part)):
        longest = max(part.size)
        if some and (len(some) + 1) * longest * longest > CELLS:
            yield batch(some, encoded)
            some = []
        some.append(part)
    if some:
        yield batch(some, encoded)


def batch(some: Sequence[Part], encoded: Sequence[Encoded]) -> Batch:
    shape = [max(part.size[side] for part in some) for side in (0, 1)]
    source, target = (np.full((len(some), width), -1, np.int64) for width in shape)
    for row, part in enumerate(some):
        (a, b), (ours, theirs) = part.size, encoded[part.pair]
        source[row, :a] = ours[part.source : part.source + a]
        target[row, :b] = theirs[part.target : part.target + b]
    return Batch(tuple(some), source, target)


def meetings(batch: Batch) -> Numbers:
    """Number the pairs of words that meet, by sentence, target word and source word.

    Where there is no word on a side, it is -1.
    """
    ours, theirs = batch.source[:, None, :], batch.target[:, :, None]
    return np.where((ours >= 0) & (theirs >= 0), ours * BASE + theirs, -1)
