"""Dollar signs that are no mathematics: those of placeholders, of variables, of money."""

import re

from l10n.markup.tokens import SPACELESS

GLUED = re.compile(rf"[^\W{SPACELESS}]")  # scripts without spaces have formulas between words
VARIABLE = re.compile(r"\$\{\w[\w.:-]*\}(?![\^_\\]|\$(?!\{))")  # `${a}_b$` is a formula
ORDINAL = re.compile(r"\$(?:[A-Za-z]|[^\s$]*[\\^][^\s$]*)\$[^\W\d_]")  # `$n$ième`
STAND_INS = tuple(map(chr, range(0x20A0, 0x20C1)))  # signs of money: marks, as `$` is one


def stand_in(text: str) -> str:
    """Give a character that a text does not have, and that is no less a mark than a dollar sign."""
    return next((sign for sign in STAND_INS if sign not in text), "")


def stray(text: str, start: int, end: int) -> list[int]:
    """List which dollar signs around what a parser took for a formula can be none of one.

    They are glued to a word or a figure on their outer side, or begin `${name}`.

    >>> stray("De %1$s et %2$s", 5, 14), stray("Le $n$ième", 3, 6)
    ([5, 13], [])
    """
    found = []
    if GLUED.match(text[start - 1 : start]) or VARIABLE.match(text, start):
        found.append(start)
    after = text[end : end + 1]
    if VARIABLE.match(text, end - 1) or (GLUED.match(after) and not ORDINAL.match(text, start)):
        found.append(end - 1)
    return found
