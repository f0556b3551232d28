"""What stands beside numbers: percent and currency signs, units, hours, endings of ordinals."""

import re
from collections.abc import Iterator

from l10n.typography.conventions import CLOSE_UNITS, DOTTED_ORDINALS, SPACES, UNBREAKABLE
from l10n.typography.draft import KEPT, Draft
from l10n.typography.edits import Edit
from l10n.typography.style import given

SPACE = f"[{SPACES}]"
# As a locale writes it: a plain space in it would bind it to the number before.
AMOUNT = "[0-9]++(?:[.,'’\u00a0\u202f\u066b\u066c][0-9]++)*+"
RANGE = rf"(?<![\w.,'’/])(?<![0-9]{SPACE})(?:{AMOUNT}[-–])?{AMOUNT}"
CURRENCIES = "€$£¥₩₹₺₽₴₪₫฿"
PERCENT = re.compile(rf"(?<=[0-9{KEPT}])({SPACE}*+)([%‰])(?![\w%‰])")
PERCENT_AFTER = re.compile(rf"({RANGE})({SPACE}*+)([%‰])(?![\w%‰])")
PERCENT_BEFORE = re.compile(rf"(?<![\w%‰])([%‰])({SPACE}*+)(?=[0-9])")
# Not `5 $ US` nor `5 $US`, whose sign is more than one character.
AMOUNT_AFTER = re.compile(
    rf"({RANGE})({SPACE}*+)([{CURRENCIES}])(?!{SPACE}?[A-Z]{{2}})(?![\w{CURRENCIES}])"
)
AMOUNT_BEFORE = re.compile(
    rf"(?<![\w{CURRENCIES}])([{CURRENCIES}])({SPACE}*+)((?:{AMOUNT}[-–])?{AMOUNT})(?![\w{CURRENCIES}]|[.,]\w|{SPACE}[0-9])"
)
AMOUNT_CLOSED = re.compile(rf"(?<=[0-9])({SPACE}*+)([{CURRENCIES}])(?!\w)")
SCALE = re.compile(
    rf"{SPACE}*(?:k|m|mn|mio|mln|bn|mrd|mld|md|tys|m[ií]l\w*|bil\w*|tri\w*|thous\w*|hundred|d[óo]l\w*|eur\w*|"
    r"tausend|duizend|mila|[0-9%]|[^\W\d_]*(?:illi|ilió|ilió|ilj|iliard)\w*)",
    re.IGNORECASE,
)
CLOCK = re.compile(
    rf"(?<![\w.,:])(0?[0-9]|1[0-9]|2[0-4])({SPACE}?h{SPACE}?)([0-5][0-9])(?![\w:]|[.,][0-9])"
)
LASTING = re.compile(r"\b(?:pendant|durant|dur\w+(?: de)?|en|après)\s$")
ORDINAL = re.compile(r"(?<![\w.,])([0-9]{1,4})(er|re|ère|nde?|e|[èe]me)(?!\w)")
SHORT_ORDINAL = re.compile(r"(?<![\w.,])[0-9]{1,4}()[ºª](?!\w)")
ENGLISH = {"1": "st", "2": "nd", "3": "rd"}
NUMBER = rf"(?<![\w.,])(?<![0-9][{SPACES}.,'’])[0-9]++(?:[{SPACES}.,'’][0-9]++)*+"
CLOSED = re.compile(rf"({NUMBER})()(?=((?!h)[A-Za-zµΩ]{{1,4}}[²³]?)(?!\w))")
BEGINNING = r"(?<![^\s(\[«“„‘’'])"
BOUND = re.compile(
    rf"({NUMBER}|{BEGINNING}[^\s0-9]{{1,10}})([{UNBREAKABLE}])"
    r"(?=(°[CFK]?|[^\W_][^\s.,;:!?)»\"]{0,15}))"
)
PLAIN = re.compile(rf"({NUMBER}|{BEGINNING}[^\s0-9]{{1,10}})( )(?=([^\s]{{1,20}}))")


def percents(draft: Draft) -> Iterator[Edit]:
    """Put `%` where CLDR's `percentFormat` does, at its distance."""
    text, percent = draft.view, draft.style.percent
    if "%" not in text and "‰" not in text:
        return
    if percent.first:
        for match in PERCENT_AFTER.finditer(text):
            yield Edit(match.start(), match.start(), match[3] + percent.space)
            yield Edit(match.start(2), match.end(), "")
        return
    for match in PERCENT.finditer(text):
        yield from spaced(match[1], match.start(1), percent.space)


def amounts(draft: Draft) -> Iterator[Edit]:
    """Put currency signs where CLDR's `currencyFormat` does, if the source has such amounts.

    A sign before a number goes after it only where no `million` follows.
    """
    text, currency = draft.view, draft.style.currency
    if currency is None or not any(sign in text and sign in draft.source for sign in CURRENCIES):
        return
    for match in AMOUNT_AFTER.finditer(text):
        if not currency.first:
            yield from spaced(match[2], match.start(2), currency.space)
        elif match[3] in draft.source:
            yield Edit(match.start(), match.start(), match[3] + currency.space)
            yield Edit(match.start(2), match.end(), "")
    for match in AMOUNT_BEFORE.finditer(text):
        if currency.first:
            yield from spaced(match[2], match.start(2), currency.space)
        elif match[1] in draft.source and not SCALE.match(text, match.end()):
            yield Edit(match.start(), match.start(3), "")
            yield Edit(match.end(), match.end(), currency.space + match[1])


def spaced(found: str, at: int, wanted: str) -> Iterator[Edit]:
    """Make the space found the one wanted; any that does not break will do."""
    if not (wanted and len(found) == 1 and found in UNBREAKABLE):
        yield Edit(at, at + len(found), wanted)


def times(draft: Draft) -> Iterator[Edit]:
    """Write the source's times of day as CLDR's short `timeFormat` does, in 24 hours.

    What lasts some hours is no time of day: it stays.
    """
    text, style = draft.view, draft.style
    if not style.clock or "h" not in text:
        return
    known = {
        (match[1], match[3])
        for match in CLOCK.finditer(draft.source)
        if not LASTING.search(draft.source[max(0, match.start() - 12) : match.start()])
        and not re.match(rf"{SPACE}*min", draft.source[match.end() : match.end() + 6])
    }
    for match in CLOCK.finditer(text):
        compact = style.compact_clock and match[2] == "h"
        if (match[1], match[3]) in known and not compact:
            yield from clock(match, style.clock)


def clock(match: re.Match[str], wanted: str) -> Iterator[Edit]:
    if "h" not in wanted or not set(match[2]) & set(UNBREAKABLE) or len(match[2]) < 3:
        yield Edit(*match.span(2), wanted)


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
