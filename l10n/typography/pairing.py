"""Finds which quotation marks of a text belong together."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from l10n.typography.conventions import SPACES
from l10n.typography.draft import KEPT

# What can close what: languages use the same characters the other way round.
CLOSERS = {
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "“": "”",
    "„": "“”",
    "‟": "”",
    "”": "”“",
    '"': '"',
    "‘": "’",
    "‚": "‘’",
    "‛": "’",
    "’": "’‘",
    "'": "'",
    "「": "」",
    "『": "』",
}
# What opens even where a space follows or a letter comes before: nothing else begins with it.
OPENERS = frozenset("«‹„‟‚「『")
SINGLES = frozenset("‘’‚‛'")
# Two straight marks in a row are another notation.
MARK = re.compile("[«»‹›“”„‟‘’‚‛「」『』]|(?<!\")\"(?!\")|(?<!')'(?!')")
EDGE = frozenset(f"{SPACES}\n\r([{{<—–-/¿¡：，。、！？（　")
STOPS = frozenset(".,;:!?…)]}>，。、！？：；）")
OPENING_SINGLE = re.compile(r"(?<![\w’'])['‘‚](?=\w)")
# Words that begin with an apostrophe: '90s, rock 'n' roll, Dutch 's and 't.
CLIPPED = re.compile(r"'(?:[0-9]{2}s?\b|[stnkm]\b(?=['’ ])|(?:tis|twas|em|cause|til)\b)")


class Quotation(NamedTuple):
    """The offsets of two marks that belong together."""

    start: int
    end: int


class Opened(NamedTuple):
    mark: str
    at: int


def quotations(text: str, opening_apostrophe: bool = False) -> list[Quotation]:
    """Pair the marks of a text, outer ones first; what has no partner is in none.

    opening_apostrophe: whether `’` can open a quotation, as it does in Swedish.

    >>> quotations("l'un « dit “oui” » et 5' ou 6\\"")
    [Quotation(start=5, end=17), Quotation(start=11, end=15)]
    """
    genitives = possessives(text)
    opened: list[Opened] = []
    waiting: Counter[str] = Counter()  # for each mark, how many that are open it would close
    found: list[Quotation] = []
    for match in MARK.finditer(text):
        mark, at = match[0], match.start()
        if at in genitives:
            continue
        if waiting[mark] and closes(text, at, opened):
            while True:
                last = opened.pop()
                waiting.subtract(CLOSERS[last.mark])
                if mark in CLOSERS[last.mark]:
                    break
            found.append(Quotation(last.at, at))
        elif opens(text, at, opening_apostrophe):
            opened.append(Opened(mark, at))
            waiting.update(CLOSERS[mark])
    return sorted(
        pair for pair in found if text[pair.start + 1 : min(pair.end, pair.start + 400)].strip()
    )


def possessives(text: str) -> set[int]:
    """Find the apostrophes of `the boys’ friends’`: another mark follows that can only close."""
    outer = [
        match.start()
        for match in MARK.finditer(text)
        if match[0] in "’'" and not text[match.end() : match.end() + 1].isalnum()
    ]
    return {
        at
        for at, following in pairwise(outer)
        if text[at - 1 : at] == "s"
        and text[at + 1 : at + 2] == " "
        and closing_only(text, following)
        and not OPENING_SINGLE.search(text, at + 1, following)
    }


def closing_only(text: str, at: int) -> bool:
    return at > 0 and not text[at - 1].isspace()


def opens(text: str, at: int, opening_apostrophe: bool) -> bool:
    mark = text[at]
    if mark not in CLOSERS or at + 1 == len(text):
        return False
    if mark in OPENERS or (mark == "“" and text[at + 1] not in STOPS):
        return True
    if (mark == "’" and not opening_apostrophe) or CLIPPED.match(text, at):
        return False
    loose = mark == '"' and (spaced(text, at) or scriptless(text, at))
    return loose or stands_before(text, at)


def closes(text: str, at: int, opened: list[Opened]) -> bool:
    """Tell whether a mark closes what is open, if it could."""
    mark = text[at]
    if mark in SINGLES:
        inside = at + 1 < len(text) and text[at + 1].isalnum()
        return mark in CLOSERS[opened[-1].mark] and not inside
    if mark in '“«"”':
        return not stands_before(text, at)
    return True


def stands_before(text: str, at: int) -> bool:
    """Tell whether a mark stands at a word's beginning, and not at another's end."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if before in ("’", "'") and after in ("»", "”"):  # a third level ends with the others
        return False
    opening = not before or before in EDGE or before in OPENERS or before in "“‘\"'’"
    return opening and bool(after) and after not in SPACES and after not in STOPS


def spaced(text: str, at: int) -> bool:
    """Tell whether a mark stands between two spaces, or a text's beginning and one."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before in SPACES) and bool(after) and after in SPACES


def scriptless(text: str, at: int) -> bool:
    """Tell whether a mark stands in a script without spaces between words."""
    return at > 0 and text[at - 1] > "\u2fff" and text[at - 1] != KEPT


def levels(pairs: list[Quotation]) -> Iterator[tuple[Quotation, int]]:
    """Give quotations with the number of those around each."""
    ends: list[int] = []
    for pair in pairs:
        while ends and ends[-1] < pair.start:
            ends.pop()
        yield pair, len(ends)
        ends.append(pair.end)
