"""Percent and currency signs, each with its own number."""

import re
from collections.abc import Iterator
from functools import cache

from l10n.typography.cldr import Affix
from l10n.typography.conventions import SPACES, UNBREAKABLE
from l10n.typography.draft import KEPT, Draft
from l10n.typography.edits import Edit

SPACE = f"[{SPACES}]"
LETTER = rf"[^\W{KEPT}]"  # what is kept may stand close to a sign, as a note's mark does
# As a locale writes it: a plain space in it would bind it to the number before.
NUMBER = "[0-9]++(?:[.,'’\u00a0\u202f\u066b\u066c][0-9]++)*+"
RANGE = rf"(?:{NUMBER}[-–])?{NUMBER}"
ALONE = rf"(?<![\w.,'’/])(?<![0-9][-–])(?<![0-9]{SPACE})"
CURRENCIES = "€$£¥₩₹₺₽₴₪₫฿"
PERCENTS = "%‰"
PERCENT = re.compile(rf"(?<=[0-9{KEPT}])({SPACE}*+)([{PERCENTS}])(?!{LETTER}|[{PERCENTS}])")
THOUSANDS = re.compile(rf"{SPACE}[0-9]{{3}}(?![0-9])")
SCALE = re.compile(
    rf"{SPACE}*(?:k|m|mn|mio|mln|bn|mrd|mld|md|tys|m[ií]l\w*|bil\w*|tri\w*|thous\w*|hundred|d[óo]l\w*|eur\w*|"
    r"tausend|duizend|mila|[0-9%]|[^\W\d_]*(?:illi|ilió|ilió|ilj|iliard)\w*)",
    re.IGNORECASE,
)


@cache
def pairs(signs: str) -> re.Pattern[str]:
    """Build what finds a number and its sign: `number` and `after`, or `before` and `figures`.

    Not `5 $ US` nor `5 $US`, whose sign is more than one character. A sign
    between two numbers is the first one's unless it stands close to the other.
    """
    end = rf"(?!{LETTER}|[{signs}])"
    return re.compile(
        rf"{ALONE}(?P<number>{RANGE})(?P<gap>{SPACE}*+)(?P<after>[{signs}])"
        rf"(?!{SPACE}?[A-Z]{{2}}){end}"
        rf"|(?<![\w{signs}])(?P<before>[{signs}])(?P<space>{SPACE}*+)(?P<figures>{RANGE})"
        rf"{end}(?![.,]\w|[-–][0-9]|{SPACE}[0-9])"
    )


def percents(draft: Draft) -> Iterator[Edit]:
    """Put `%` where CLDR's `percentFormat` does, at its distance."""
    text, percent = draft.view, draft.style.percent
    if "%" not in text and "‰" not in text:
        return
    if percent.first:
        yield from placed(draft, PERCENTS, percent)
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
    yield from placed(draft, CURRENCIES, currency)


def placed(draft: Draft, signs: str, affix: Affix) -> Iterator[Edit]:
    """Put signs before or after their numbers, where that leaves no doubt whose they are."""
    text, known = draft.view, numbered(draft.source, signs)
    follows = len(text) + 1  # where the next number begins that has got its sign before it
    for match in reversed(list(owned(text, signs))):
        sign = match["after"] or match["before"]
        if match["before"] and affix.first:
            yield from spaced(match["space"], match.start("space"), affix.space)
        elif match["before"]:
            if sign in draft.source and not SCALE.match(text, match.end()):
                yield Edit(match.start(), match.start("figures"), "")
                yield Edit(match.end(), match.end(), affix.space + sign)
        elif beside_number(text, match.end()) and (figures(match["number"]), sign) not in known:
            continue
        elif not affix.first:
            yield from spaced(match["gap"], match.start("gap"), affix.space)
        elif sign in draft.source and movable(text, match.end(), follows):
            yield Edit(match.start(), match.start(), sign + affix.space)
            yield Edit(match.start("gap"), match.end(), "")
            follows = match.start()


def owned(text: str, signs: str) -> Iterator[re.Match[str]]:
    """Find signs with their numbers; a sign after a number that is not its own is left out."""
    pattern, done, following = pairs(signs), -1, 0
    while match := pattern.search(text, following):
        at = match.start()
        while at > max(done, 0) and text[at - 1] in SPACES:
            at -= 1
        if match["after"] or at == done or not text[at - 1 : at].isdigit():
            yield match
            done = following = match.end()
        else:
            following = match.start() + 1


def numbered(source: str, signs: str) -> set[tuple[str, str]]:
    """List the figures of a source's amounts, each with its sign."""
    found = pairs(signs).finditer(source)
    return {
        (figures(match["number"] or match["figures"]), match["after"] or match["before"])
        for match in found
    }


def figures(number: str) -> str:
    return "".join(filter(str.isdigit, number))


def beside_number(text: str, at: int) -> bool:
    return re.match(f"{SPACE}*[0-9]", text[at : at + 9]) is not None


def movable(text: str, end: int, follows: int) -> bool:
    """Tell whether a number without a sign after it would not run into the next number."""
    return follows - end <= 1 or not THOUSANDS.match(text, end)


def spaced(found: str, at: int, wanted: str) -> Iterator[Edit]:
    """Make the space found the one wanted; any that does not break will do."""
    if not (wanted and len(found) == 1 and found in UNBREAKABLE):
        yield Edit(at, at + len(found), wanted)
