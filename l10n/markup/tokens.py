"""Words, figures and marks of a text: no node begins or ends inside one."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# Scripts without spaces between words: there, each character is a token.
SPACELESS = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
TOKEN = re.compile(
    # A number with its groups and decimals, and what is written to it: 1er, 3D.
    r"(?:\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,:'’\u00a0\u2009\u202f]\d+)*)"
    rf"[^\W{SPACELESS}]*"
    # A word; an elided one keeps its apostrophe (l’, dell’), an English one what follows it.
    rf"|[^\W{SPACELESS}]+(?:['’](?:(?:t|s|d|m|ll|re|ve)(?!\w)|(?=\w)))?"
    rf"|[{SPACELESS}]|\.{{2,}}|\S"
)
# Marks that languages spell in different ways, under one name.
SAME_MARKS = {
    **dict.fromkeys("«»“”„‟❝❞「」『』", '"'),
    **dict.fromkeys("‹›‘’‚‛", "'"),
    **dict.fromkeys("–—―‐‑", "-"),
    **dict.fromkeys(("...", "..", "……"), "…"),
    **dict(zip("。，、！？：；（）؟،؛", ".,,!?:;()?,;", strict=True)),
}
JOINER = "\u200d"
# What Unicode's clusters take in besides combining marks: joiners, the other halves of
# Thai and Lao vowels, half-width voicing marks.
EXTENDING = frozenset("\u200c\u200d\u0e33\u0eb3\uff9e\uff9f")

Key = str | int


class Token(NamedTuple):
    """A stretch of a text; key: what is equal in tokens that mean the same, an ATOM's index."""

    start: int
    end: int
    key: Key
    word: bool


def tokens(text: str, atoms: Sequence[tuple[int, int, int]] = ()) -> list[Token]:
    """List the tokens of a text, in order; between them are only spaces.

    atoms: start, end and index of those stretches that are one token each, in order.

    >>> [token.key for token in tokens("L’eau coûte 1,5 €.")]
    ['L’', 'eau', 'coûte', '1,5', '€', '.']
    """
    found: list[Token] = []
    at = 0
    for start, end, index in atoms:
        found += (made(text, *span) for span in spans(text, at, start))
        found.append(Token(start, end, index, word=False))
        at = end
    found += (made(text, *span) for span in spans(text, at, len(text)))
    return found


def made(text: str, start: int, end: int) -> Token:
    key = text[start:end]
    return Token(start, end, SAME_MARKS.get(key, key), any(map(str.isalnum, key)))


def spans(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """Find the tokens of a stretch: clusters of characters are never cut, nor decomposed words."""
    start, end, decomposed = begin, begin, False
    for match in TOKEN.finditer(text, begin, stop):
        first = text[match.start()]
        extends = match.start() == end > start and joins(text, start, end, first)
        if extends or (decomposed and match.start() == end and first.isalpha()):
            decomposed = extends and text[start].isalpha()
        else:
            if end > start:
                yield start, end
            start, decomposed = match.start(), False
        end = match.end()
    if end > start:
        yield start, end


def joins(text: str, start: int, end: int, character: str) -> bool:
    """Tell whether a character belongs to the one before it, the last of text[start:end]."""
    if extending(character) or text[end - 1] == JOINER:
        return True
    return end - start == 1 and regional(text[start]) and regional(character)


def extending(character: str) -> bool:
    """Tell whether a character is part of the one before it (Unicode annex 29, Extend).

    Known by categories, as the standard library has them: combining marks,
    joiners, skin tones and tags; the pairs of letters that are flags and what
    a joiner joins are found elsewhere.
    """
    if character < "\u0300":
        return False
    return (
        character in EXTENDING
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
        or unicodedata.category(character)[0] == "M"
    )


def regional(character: str) -> bool:
    """Tell whether a character is one of the letters that make flags in pairs."""
    return "\U0001f1e6" <= character <= "\U0001f1ff"
