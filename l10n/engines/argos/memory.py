"""What a model looked at while it made its drafts, kept for a while: asking again is not free."""

from typing import TYPE_CHECKING, NamedTuple

from l10n.alignment import Traced
from l10n.engines.argos.attention import Forced, Look, checked
from l10n.engines.argos.tokenizers import placed

if TYPE_CHECKING:
    import ctranslate2

MOST = 16_000_000  # places of matrices, of four bytes each


class Kept(NamedTuple):
    """A draft's pieces, and the answer that they came in."""

    pieces: list[str]
    answer: "ctranslate2.TranslationResult"
    size: int


class Memory:
    """The latest drafts, as many as there is room for."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}
        self._size = 0

    def keep(self, source: str, length: int, answer: "ctranslate2.TranslationResult") -> None:
        """Keep an answer; length: how many pieces the source has."""
        pieces = answer.hypotheses[0]
        self._forget(source)
        self._kept[source] = Kept(pieces, answer, length * len(pieces))
        self._size += length * len(pieces)
        while self._size > MOST:
            self._forget(next(iter(self._kept)))

    def looked(self, traced: Traced, cut: Forced) -> Look | None:
        """Give what was looked at for this very translation; None if it is not here.

        cut: both texts as the tokenizer cuts them; a model can write other pieces.
        """
        kept = self._kept.get(traced.source)
        if not kept:
            return None
        if kept.pieces != [piece.text for piece in cut.target]:
            own = placed(kept.pieces, traced.target)
            if own is None:
                return None
            cut = Forced(cut.source, own)
        matrix = checked(kept.answer.attention[0], cut)
        return None if matrix is None else Look(cut, matrix)

    def _forget(self, source: str) -> None:
        old = self._kept.pop(source, None)
        self._size -= old.size if old else 0
