"""Which words translate which: probabilities for the pairs of words that meet, from counts.

Words count as their beginnings, of more and of fewer letters, so that inflected
and derived forms learn from each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from l10n.alignment.batches import BASE, Numbers, Vocabulary
from l10n.alignment.jumps import TINY, Floats, tally

BEGINNINGS = (4, 5, 6, 7, 8)  # letters; words are no longer than that
PRIOR = 0.01  # of any pair, in counts
KINSHIP, ALIKE_BEFORE = 1.0, 5.0  # more, for what is spelled alike; and before anything is counted
ALIKE = 3  # letters that both must at least begin with to be so
LEAST = -14.0  # the logarithm of the least chance


class Sides(NamedTuple):
    """Something of the source, and the same of the target.

    Of chances: of source words given target words, and the other way round.
    """

    source: Floats
    target: Floats


@dataclass(frozen=True, slots=True)
class View:
    """Pairs of words seen as pairs of beginnings.

    pairs: the latter, rising: the number of the source's times BASE plus that
    of the target's; at: which of them each pair of words is; kin: how alike
    each is, 1 for the same.
    """

    pairs: Numbers
    at: Numbers
    kin: Floats


def view(letters: int, pairs: Numbers, source: Vocabulary, target: Vocabulary) -> View:
    """See pairs of words as pairs of beginnings of so many letters."""
    ours, theirs = np.divmod(pairs, BASE)
    begin, end = source.shortened(letters), target.shortened(letters)
    short, at = np.unique(begin.numbers[ours] * BASE + end.numbers[theirs], return_inverse=True)
    return View(short, at, kinship(short, begin.table, end.table))


def kinship(pairs: Numbers, source: Numbers, target: Numbers) -> Floats:
    """Tell how alike pairs are by their common beginnings; tables: their letters, 0 after them."""
    ours, theirs = np.divmod(pairs, BASE)
    same, common = np.ones(len(pairs), bool), np.zeros(len(pairs))
    for column in range(source.shape[1]):
        mine, other = source[ours, column], target[theirs, column]
        same &= (mine == other) & (mine > 0)
        common += same
    longer = np.maximum((source > 0).sum(1)[ours], (target > 0).sum(1)[theirs])
    alike: Floats = np.where((common >= ALIKE) | (common == longer), (common / longer) ** 2, 0.0)
    return alike


@dataclass(frozen=True, slots=True)
class Level:
    """Pairs of beginnings, rising, and how probable each is as translation of the other.

    chances: logarithms; totals: how often each beginning was counted.
    """

    pairs: Numbers
    chances: Sides
    totals: Sides

    def of(self, seen: View) -> Sides:
        """Look up pairs; for those that never met, it matters how alike they are."""
        if seen.pairs is self.pairs:
            return self.chances
        at = np.minimum(np.searchsorted(self.pairs, seen.pairs), len(self.pairs) - 1)
        met = self.pairs[at] == seen.pairs
        ours, theirs = np.divmod(seen.pairs, BASE)
        weights = PRIOR + KINSHIP * seen.kin
        unmet = digamma(weights)
        of_source = unmet - digamma(weights + total(theirs, self.totals.target))
        of_target = unmet - digamma(weights + total(ours, self.totals.source))
        return Sides(
            np.where(met, self.chances.source[at], of_source),
            np.where(met, self.chances.target[at], of_target),
        )


def total(numbers: Numbers, totals: Floats) -> Floats:
    found: Floats = np.where(
        numbers < len(totals), totals[np.minimum(numbers, len(totals) - 1)], 0.0
    )
    return found


def level(seen: View, counts: Sides, prior: float) -> Level:
    """Make probabilities of counts of pairs, those of rare ones small (variational Bayes).

    Dirichlet priors as with Riley and Gildea (2012), which keep rare words from
    explaining whatever is beside them.
    """
    ours, theirs = np.divmod(seen.pairs, BASE)
    of_source, of_target = (count + prior + KINSHIP * seen.kin for count in counts)
    given_target = tally(theirs, of_source, int(theirs.max()) + 1)
    given_source = tally(ours, of_target, int(ours.max()) + 1)
    chances = Sides(
        digamma(of_source) - digamma(given_target)[theirs],
        digamma(of_target) - digamma(given_source)[ours],
    )
    return Level(seen.pairs, chances, Sides(given_source, given_target))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How probable words are as translations of each other: by all levels, multiplied."""

    levels: tuple[Level, ...]

    def of(self, seen: Sequence[View]) -> Sides:
        """Look up pairs of words, given as views of them at each level."""
        source, target = np.zeros(len(seen[0].at)), np.zeros(len(seen[0].at))
        for own, one in zip(self.levels, seen, strict=True):
            chances = own.of(one)
            source += np.maximum(chances.source, LEAST)[one.at]
            target += np.maximum(chances.target, LEAST)[one.at]
        return Sides(np.exp(source / len(seen)), np.exp(target / len(seen)))


def views(pairs: Numbers, source: Vocabulary, target: Vocabulary) -> tuple[View, ...]:
    """See pairs of words as pairs of beginnings, level by level."""
    return tuple(view(letters, pairs, source, target) for letters in BEGINNINGS)


def learned(seen: Sequence[View], counts: Sides, prior: float = PRIOR) -> Lexicon:
    """Make a lexicon of counts of pairs of words."""

    def own(one: View) -> Sides:
        return Sides(*(tally(one.at, count, len(one.pairs)) for count in counts))

    return Lexicon(tuple(level(one, own(one), prior) for one in seen))


def begun(seen: Sequence[View]) -> Lexicon:
    """Make a lexicon of what is known beforehand: that words may be spelled alike."""
    levels = []
    for one in seen:
        alike = (ALIKE_BEFORE - KINSHIP) * one.kin
        levels.append(level(one, Sides(alike, alike), 1.0))
    return Lexicon(tuple(levels))


def digamma(values: Floats) -> Floats:
    """Give the derivative of the logarithm of the gamma function, of positive numbers.

    By recurrence, and the asymptotic series (Abramowitz and Stegun 6.3.6, 6.3.18); to six digits.
    """
    values = np.maximum(values, TINY)
    far = values + 3
    part = 1 / (far * far)
    series = np.log(far) - 0.5 / far - part * (1 / 12 - part * (1 / 120 - part / 252))
    result: Floats = series - 1 / values - 1 / (values + 1) - 1 / (values + 2)
    return result
