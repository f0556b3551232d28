"""How sentences correspond, in both directions: by their words, or by these and their order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from l10n.alignment.batches import Batch, Numbers, Vocabulary, meetings
from l10n.alignment.jumps import EMPTY, FARTHEST, FORWARD, TINY, Floats, Lattice, smoothed, tally
from l10n.alignment.lexicon import Lexicon, Sides, View, begun, learned, views

ROUNDS_OF_WORDS, ROUNDS_OF_JUMPS = 5, 3
DIAGONAL = 2.0  # how much words keep to their place
UNDUE, NEVER = 0.01, 1e-5  # how probable a word is for none: a part of its frequency, and more


@dataclass(frozen=True, slots=True)
class Model:
    """What is known of two languages.

    jumps: how probable each is, of source places and of target places; usual:
    how probable each word is as translation of none.
    """

    lexicon: Lexicon
    jumps: Sides
    usual: Sides

    def by_words(self, batch: Batch, chances: Sides) -> Sides:
        """Tell what words are due to by IBM model 1 with a prior on the diagonal.

        Brown et al. (1993); Dyer, Chahuneau and Smith (2013). Both by sentence,
        target word and source word: target words' shares of source words, as
        well as source words' of target words.
        """
        near = diagonal(batch)
        found = []
        for axis, chance, words, usual in (
            (1, chances.source, batch.source, self.usual.source),
            (2, chances.target, batch.target, self.usual.target),
        ):
            prior = near / np.maximum(near.sum(axis, keepdims=True), TINY)
            due = chance * prior * (1 - EMPTY)
            undue = EMPTY * np.expand_dims(due_to_none(words, usual), axis)
            found.append(due / (due.sum(axis, keepdims=True) + undue))
        return Sides(*found)

    def by_jumps(self, batch: Batch, chances: Sides) -> tuple[Sides, Sides]:
        """Tell what words are due to by the hidden Markov model, and what jumps were made."""
        ours, theirs = batch.lengths
        none = due_to_none(batch.source, self.usual.source)
        turned = chances.source.transpose(0, 2, 1)
        back = Lattice(turned, none, theirs, ours, self.jumps.target).expected()
        none = due_to_none(batch.target, self.usual.target)
        there = Lattice(chances.target, none, ours, theirs, self.jumps.source).expected()
        shares = Sides(back.shares.transpose(0, 2, 1), there.shares)
        return shares, Sides(there.jumps, back.jumps)

    def shares(
        self, some: Sequence[Batch], source: Vocabulary, target: Vocabulary
    ) -> Iterator[Floats]:
        """Tell how much of each target word is due to each source word, up to 1 in all."""
        pairs, cells = indexed(some)
        chances = padded(self.lexicon.of(views(pairs, source, target)))
        for batch, at in zip(some, cells, strict=True):
            (back, there), _ = self.by_jumps(batch, emitted(chances, at))
            both = (there + back) / 2
            yield both / np.maximum(both.sum(2, keepdims=True), 1)


def padded(chances: Sides) -> Sides:
    return Sides(*(np.append(chance, 0.0) for chance in chances))


def emitted(chances: Sides, at: Numbers) -> Sides:
    return Sides(chances.source[at], chances.target[at])


def diagonal(batch: Batch) -> Floats:
    """Tell how likely words correspond by their places alone; 0 where there is none."""
    ours, theirs = batch.lengths
    places = (np.arange(batch.source.shape[1]) + 0.5)[None, None, :] / ours[:, None, None]
    others = (np.arange(batch.target.shape[1]) + 0.5)[None, :, None] / theirs[:, None, None]
    there = (batch.source >= 0)[:, None, :] & (batch.target >= 0)[:, :, None]
    near: Floats = np.exp(-DIAGONAL * np.abs(places - others)) * there
    return near


def due_to_none(words: Numbers, usual: Floats) -> Floats:
    known = (words >= 0) & (words < len(usual))
    chances: Floats = np.where(known, usual[np.clip(words, 0, len(usual) - 1)], NEVER)
    return chances


def frequencies(sides: Sequence[Numbers], size: int) -> Floats:
    """Tell how probable words are as translations of none: more, the more usual they are."""
    counts = np.bincount(np.concatenate([words[words >= 0] for words in sides]), minlength=size)
    usual: Floats = UNDUE * counts / counts.sum() + NEVER
    return usual


def trained(some: Sequence[Batch], source: Vocabulary, target: Vocabulary) -> Model:
    """Learn words, then words and jumps."""
    pairs, cells = indexed(some)
    seen = views(pairs, source, target)
    usual = Sides(
        frequencies([batch.source for batch in some], len(source)),
        frequencies([batch.target for batch in some], len(target)),
    )
    model = Model(begun(seen), Sides(FORWARD, FORWARD), usual)
    for turn in range(ROUNDS_OF_WORDS + ROUNDS_OF_JUMPS):
        model = improved(model, some, cells, seen, jumping=turn >= ROUNDS_OF_WORDS)
    return model


def indexed(some: Sequence[Batch]) -> tuple[Numbers, list[Numbers]]:
    """List all pairs of words that meet, rising, and say which of them are where in batches.

    Where there is no word on a side, it is one more than the last.
    """
    met = [meetings(batch) for batch in some]
    found, at = np.unique(np.concatenate([one.ravel() for one in met]), return_inverse=True)
    padded = int(found[0] < 0)
    pairs = found[padded:]
    at = np.where(at < padded, len(pairs), at - padded)
    ends = np.cumsum([one.size for one in met])[:-1]
    cells = zip(np.split(at, ends), met, strict=True)
    return pairs, [own.reshape(one.shape) for own, one in cells]


def improved(
    model: Model,
    some: Sequence[Batch],
    cells: Sequence[Numbers],
    seen: Sequence[View],
    *,
    jumping: bool,
) -> Model:
    """Count what a model finds probable, and make the next one of that.

    A pair counts as much as both directions agree upon it, in the spirit of
    Liang, Taskar and Klein (2006).
    """
    chances = padded(model.lexicon.of(seen))
    counts = np.zeros(len(chances.source))
    jumps = np.zeros((2, 2 * FARTHEST + 1))
    for batch, at in zip(some, cells, strict=True):
        if jumping:
            shares, made = model.by_jumps(batch, emitted(chances, at))
            jumps += made
        else:
            shares = model.by_words(batch, emitted(chances, at))
        agreed = np.sqrt(shares.source * shares.target)
        counts += tally(at, agreed, len(counts))
    lexicon = learned(seen, Sides(counts[:-1], counts[:-1]))
    if not jumping:
        return replace(model, lexicon=lexicon)
    return replace(model, lexicon=lexicon, jumps=Sides(*map(smoothed, jumps)))
