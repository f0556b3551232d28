"""Alignments read off a model's attention, for its own drafts and for any other text."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from l10n.alignment import Link, Span, Traced
from l10n.engines.argos.faults import UNREADABLE
from l10n.engines.argos.tokenizers import Piece, Tokenizer

if TYPE_CHECKING:
    import ctranslate2

Matrix = NDArray[np.float32]

FAINT = 0.02  # links that are weaker are left out
DIGITS = 4  # of a weight: what is behind them depends on the sentences decoded together
BATCH, MOST_AT_ONCE = 32, 256  # sentences
END = "</s>"
APOSTROPHES = frozenset("'’")


class Forced(NamedTuple):
    """A sentence and any translation of it, in pieces."""

    source: Sequence[Piece]
    target: Sequence[Piece]


class Look(NamedTuple):
    """A translation in pieces, and where a model looked for each of them."""

    cut: Forced
    matrix: Matrix


class Word(NamedTuple):
    """A stretch of a text, and which of its pieces make it up.

    written: those with characters of it; the others are marks of spaces before.
    """

    start: int
    end: int
    pieces: tuple[int, ...]
    written: tuple[int, ...]


def forced(traced: Traced, tokenizer: Tokenizer, longest: int) -> Forced | None:
    """Cut both texts; None for what is empty or too long, or cannot be cut exactly."""
    source, target = tokenizer.cut(traced.source), tokenizer.cut(traced.target)
    if not source or not target or max(len(source), len(target)) > longest:
        return None
    return Forced(source, target)


def looks(
    translator: "ctranslate2.Translator", asked: Sequence[Forced], prefix: str
) -> list[Matrix | None]:
    """Make a model write given translations, and give where it looked for each piece.

    There is one more row than pieces, for the end; None where the model could not.
    """
    found: list[Matrix | None] = []
    rest = iter(asked)
    while batch := list(islice(rest, MOST_AT_ONCE)):
        try:
            found += written(translator, batch, prefix)
        except UNREADABLE:  # as for a text longer than a model has places
            found += (
                [None]
                if len(batch) == 1
                else (row for one in batch for row in looks(translator, [one], prefix))
            )
    return found


def written(
    translator: "ctranslate2.Translator", batch: Sequence[Forced], prefix: str
) -> list[Matrix | None]:
    before = [prefix] if prefix else []
    targets = [[*before, *(piece.text for piece in one.target), END] for one in batch]
    results = translator.translate_batch(
        [[piece.text for piece in one.source] for one in batch],
        target_prefix=targets,
        beam_size=1,
        max_batch_size=BATCH,
        max_decoding_length=max(map(len, targets)),
        return_end_token=True,
        return_attention=True,
    )
    pairs = zip(batch, results, strict=True)
    return [checked(result.attention[0][len(before) :], one, ending=1) for one, result in pairs]


def checked(rows: Sequence[Sequence[float]], one: Forced, ending: int = 0) -> Matrix | None:
    """Make a matrix of what a model gave, if it has the right size and sense.

    ending: how many rows behind the last piece are wanted; there can be more.
    """
    wanted = rows[: len(one.target) + ending]
    if len(wanted) < len(one.target) + ending or any(len(r) != len(one.source) for r in wanted):
        return None
    matrix = np.array(wanted, dtype=np.float32)
    return matrix if np.isfinite(matrix).all() and (matrix >= 0).all() else None


def words(pieces: Sequence[Piece], text: str) -> list[Word]:
    """Put pieces together that are one word; marks of spaces go to what follows them."""
    found: list[Word] = []
    waiting: list[int] = []
    for at, piece in enumerate(pieces):
        start, end = trimmed(text, piece.start, piece.end)
        if start >= end:
            waiting.append(at)
        elif found and not waiting and one_word(text, found[-1].end, start):
            last = found[-1]
            found[-1] = Word(last.start, end, (*last.pieces, at), (*last.written, at))
        else:
            found.append(Word(start, end, (*waiting, at), (at,)))
            waiting = []
    return found


def trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def one_word(text: str, end: int, start: int) -> bool:
    """Tell whether what begins at an offset goes on with the word that ends at another."""
    return end >= start > 0 and text[start - 1].isalnum() and text[start].isalnum()


def shares(look: Look, traced: Traced, shift: int) -> Matrix:
    """Give what each word of the target is due to, by words of the source.

    Rows are not brought to 1: what is missing is due to no word.
    """
    (source, target), matrix = look
    ours, theirs = words(source, traced.source), words(target, traced.target)
    columns = [matrix[:, list(word.pieces)].sum(axis=1) for word in ours]
    summed = np.stack(columns, axis=1) if columns else np.zeros((len(matrix), 0), np.float32)
    rows = [summed[[at + shift for at in word.written]].mean(axis=0) for word in theirs]
    return np.stack(rows) if rows else np.zeros((0, len(ours)), np.float32)


def links(look: Look, traced: Traced, shift: int) -> Iterator[Link]:
    """Make links of what a model looked at."""
    ours, theirs = words(look.cut.source, traced.source), words(look.cut.target, traced.target)
    for target, row in enumerate(shares(look, traced, shift).tolist()):
        for source, share in enumerate(row):
            weight = min(1.0, round(share, DIGITS))
            if weight >= FAINT:
                yield Link(span(ours[source]), span(theirs[target]), weight)


def span(word: Word) -> Span:
    return word.start, word.end


def argmax(table: Matrix, word: int) -> int:
    return int(table[word].argmax())


def where(found: Sequence[Word], spans: Iterable[Span]) -> dict[Span, int]:
    """Give the words that are at some places, by these."""
    wanted = set(spans)
    return {span(word): at for at, word in enumerate(found) if span(word) in wanted}
