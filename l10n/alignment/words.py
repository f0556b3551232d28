"""Words as statistics count them: lower case, elisions apart, endings off, figures bare."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from l10n.alignment import Span

# Scripts without spaces between words: there, each character counts as a word.
SPACELESS = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
WORD = re.compile(
    r"\d+(?:[.,'’\u00a0\u2009\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?"
    # French and Italian elisions: l’, qu’, dell’.
    rf"|[^\W\d_{SPACELESS}]+['’](?=\w)|[^\W\d_{SPACELESS}]+|\w|[^\w\s]"
)
STEM = 8  # letters: what follows is mostly inflection and derivation
SAME_MARKS = {
    **dict.fromkeys("«»“”„‟", '"'),
    **dict.fromkeys("‹›‘’‚‛", "'"),
    **dict.fromkeys("–—―‐‑", "-"),
}


class Words(NamedTuple):
    """The words of a text, and where each is."""

    keys: Sequence[str]
    spans: Sequence[Span]


def words(text: str) -> Words:
    """List the words of a text.

    >>> words("L’économie, 1 234,5").keys
    ["l'", 'economie', ',', '12345']
    """
    found = list(WORD.finditer(text))
    return Words([key(match[0]) for match in found], [match.span() for match in found])


@lru_cache(maxsize=2**16)
def key(word: str) -> str:
    """Give what is equal in words that count as the same one."""
    if word[0].isdigit():
        return "".join(filter(str.isdigit, word))
    if len(word) == 1:
        return SAME_MARKS.get(word, word.lower())
    letters = unicodedata.normalize("NFD", word.lower().replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))[:STEM]
