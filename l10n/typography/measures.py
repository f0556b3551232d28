"""What stands beside numbers: units and the like, endings of ordinals."""

import re
from collections.abc import Iterator

from l10n.typography.conventions import CLOSE_UNITS, DOTTED_ORDINALS, SPACES, UNBREAKABLE
from l10n.typography.draft import KEPT, Draft
from l10n.typography.edits import Edit
from l10n.typography.style import given

SPACE = f"[{SPACES}]"
WORD = rf"[^\W{KEPT}]"  # what is kept may stand close to a number, as a note's mark does
ORDINAL = re.compile(rf"(?<![\w.,])([0-9]{{1,4}})(er|re|ère|nde?|e|[èe]me)(?!{WORD})")
SHORT_ORDINAL = re.compile(rf"(?<![\w.,])[0-9]{{1,4}}()[ºª](?!{WORD})")
ENGLISH = {"1": "st", "2": "nd", "3": "rd"}
NUMBER = rf"(?<![\w.,])(?<![0-9][{SPACES}.,'’])[0-9]++(?:[{SPACES}.,'’][0-9]++)*+"
CLOSED = re.compile(rf"({NUMBER})()(?=((?!h)[A-Za-zµΩ]{{1,4}}[²³]?)(?!{WORD}))")
BEGINNING = r"(?<![^\s(\[«“„‘’'])"
BOUND = re.compile(
    rf"({NUMBER}|{BEGINNING}[^\s0-9]{{1,10}})([{UNBREAKABLE}])"
    r"(?=(°[CFK]?|[^\W_][^\s.,;:!?)»\"\[]{0,15}))"
)
PLAIN = re.compile(
    rf"({NUMBER}|{BEGINNING}[^\s0-9]{{1,10}})( )(?=([^\s{KEPT}]{{1,20}}|{KEPT}{{1,20}}))"
)


def ordinals(draft: Draft) -> Iterator[Edit]:
    """Give figures that kept their French ending the locale's, where it has but one."""
    text, style = draft.view, draft.style
    known = {match[0] for match in ORDINAL.finditer(draft.source)}
    if not known or not draft.origin.startswith("fr"):
        return
    for match in ORDINAL.finditer(text):
        if match[0] not in known or text[match.end() : match.end() + 1] == ".":
            continue
        if style.ordinal:
            yield Edit(
                *match.span(2), ending(match[1]) if style.language == "en" else style.ordinal
            )
        elif style.first_of_month and match[0] == "1er" and in_date(draft, match.end()):
            yield Edit(*match.span(2), style.first_of_month[1:])
    if style.language in DOTTED_ORDINALS:
        yield from (Edit(*match.span(1), ".") for match in SHORT_ORDINAL.finditer(text))


def in_date(draft: Draft, at: int) -> bool:
    following = re.match(r" (?:de |d['’])?(\w+)", draft.view[at : at + 30])
    return following is not None and following[1].casefold() in draft.style.months


def ending(figures: str) -> str:
    """Give the English ending of an ordinal.

    >>> [ending(each) for each in ("1", "2", "11", "23", "112")]
    ['st', 'nd', 'th', 'rd', 'th']
    """
    teens = figures[-2:-1] == "1"
    return "th" if teens else ENGLISH.get(figures[-1], "th")


def units(draft: Draft) -> Iterator[Edit]:
    """Bind numbers to units and the like where the source does.

    (Bureau international des poids et mesures, Brochure sur le SI, 5.4.3: a space
    between the two.) A house can have its own space there.
    """
    if not any(space in draft.source for space in UNBREAKABLE):
        return
    bound = {
        (key(match[1]), key(match[3])): match[2]
        for match in BOUND.finditer(draft.source)
        if any(map(str.isdigit, match[1] + match[3]))
    }
    if not bound:
        return
    gaps = [PLAIN]
    if draft.style.language not in CLOSE_UNITS:
        gaps.append(CLOSED)
    for match in (match for pattern in gaps for match in pattern.finditer(draft.view)):
        space = bound.get((key(match[1]), key(match[3])))
        if space:
            yield Edit(*match.span(2), given(draft.style.unit_space, space))


def key(word: str) -> str:
    """Give what makes a number or a word the same in both texts: its figures, or itself."""
    if word[:1].isdigit():
        return "".join(filter(str.isdigit, word))
    return word.strip("«»“”\"'’()[],.;:!?").casefold()
