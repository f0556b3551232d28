"""Sentences cut into the pieces that a model knows, and where in a sentence each one is."""

import html
from pathlib import Path
from typing import NamedTuple, Protocol

from l10n.engines.argos.faults import UNREADABLE, broken, present

SPACE = "▁"
JOINED = "@@"  # ends a piece of the older packages that the next one goes on from


class Piece(NamedTuple):
    """A piece and its characters in the sentence; start equals end where it has none of its own."""

    text: str
    start: int
    end: int


class Tokenizer(Protocol):
    """Cuts a sentence into the pieces that a model knows, and joins them again."""

    def encode(self, sentence: str) -> list[str]: ...

    def decode(self, tokens: list[str]) -> str: ...

    def cut(self, sentence: str) -> list[Piece] | None:
        """Give the pieces of `encode` with their places; None if these cannot be told exactly."""
        ...


class SentencePiece:
    """The tokenizer of most packages. Unlike Argos's own, it keeps underscores."""

    def __init__(self, model: Path) -> None:
        import sentencepiece

        self.processor = sentencepiece.SentencePieceProcessor(model_file=str(model))

    def encode(self, sentence: str) -> list[str]:
        pieces: list[str] = self.processor.encode(writable(sentence), out_type=str)
        return pieces

    def decode(self, tokens: list[str]) -> str:
        # A piece copied for an unknown word still has its space mark.
        text: str = self.processor.decode_pieces(tokens).replace(SPACE, " ")
        return text.strip()

    def cut(self, sentence: str) -> list[Piece] | None:
        text = writable(sentence)
        try:
            told = self.processor.encode(text, return_type="offset_mapping")
        except TypeError:  # before 0.2.2
            proto = self.processor.encode(
                text,
                out_type="immutable_proto",  # type: ignore[arg-type, unused-ignore]
            )
            return [Piece(piece.piece, piece.begin, piece.end) for piece in proto.pieces]
        found = zip(told["pieces"], told["offsets"], strict=True)
        return [Piece(piece, start, end) for piece, (start, end) in found]


def writable(sentence: str) -> str:
    """Put a question mark for every lone surrogate: no tokenizer takes them."""
    return sentence.encode("utf-8", "replace").decode("utf-8")


class BytePairs:
    """The tokenizer of the older packages: Moses's rules, then byte pairs."""

    def __init__(self, model: Path, source: str, target: str) -> None:
        from argostranslate.tokenizer import BPETokenizer

        self.tokenizer = BPETokenizer(model, source, target)
        self.tokenizer.encode("")  # it reads its file only now

    def encode(self, sentence: str) -> list[str]:
        pieces: list[str] = self.tokenizer.encode(sentence)
        return pieces

    def decode(self, tokens: list[str]) -> str:
        text: str = self.tokenizer.decode(tokens)
        return text

    def cut(self, sentence: str) -> list[Piece] | None:
        return placed(self.encode(sentence), sentence)


def placed(tokens: list[str], sentence: str) -> list[Piece] | None:
    """Find pieces in their text, one after the other; None if they are not all of it.

    Moses's rules write some marks in another way: one mark may stand for another.

    >>> [piece[1:] for piece in placed(["l&apos;", "ea@@", "u"], "l’ eau") or ()]
    [(0, 2), (3, 5), (5, 6)]
    >>> placed(["eau"], "l’eau"), placed(["eau", "x"], "eau")
    (None, None)
    """
    found: list[Piece] = []
    at = 0
    for token in tokens:
        start = -1
        for char in html.unescape(token.removesuffix(JOINED).replace(SPACE, "")):
            while at < len(sentence) and sentence[at].isspace():
                at += 1
            if at == len(sentence) or not alike(char, sentence[at]):
                return None
            start = at if start < 0 else start
            at += 1
        found.append(Piece(token, max(start, 0), at if start >= 0 else 0))
    return None if sentence[at:].strip() else found


def alike(char: str, other: str) -> bool:
    return char == other or not (char.isalnum() or other.isalnum())


def open_tokenizer(folder: Path, source: str, target: str) -> Tokenizer:
    """Load whichever tokenizer a package has; source, target: Argos's codes."""
    bpe, model = folder / "bpe.model", folder / "sentencepiece.model"
    try:
        if bpe.exists() and not model.exists():
            return BytePairs(bpe, source, target)
        return SentencePiece(present(model))
    except UNREADABLE as error:
        raise broken(folder, f"its tokenizer cannot be read ({error})") from error
