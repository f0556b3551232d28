"""Compares the numbers of a sentence with those of its translation."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

# Languages write these in words, tens to 100 and numbers to 20 (French "15 ans",
# English "fifteen"); a draft with a number of its own has changed one instead.
SPELLED_OUT = 20
TENS_SPELLED_OUT = 100
FIGURES_SPELLED_OUT = 9

FIGURES = re.compile(r"\d+")
# Separators between the figures of one number: decimal marks, grouping, clocks, dates.
GROUPING = " \u00a0\u2009\u202f'’.,"
GROUPED = rf"(?<!\d)\d{{1,3}}(?:[{GROUPING}]\d{{3}})+(?!\d)(?:[.,]\d+)?"
NUMBER = re.compile(rf"{GROUPED}|\d+(?:[.,:]\d+)*")
THOUSANDS = re.compile(GROUPED)
# A draft may be in any language: the Arabic marks, and groups of any size.
RUN = re.compile(rf"\d+(?:[{GROUPING}:\u066b\u066c]\d+)*")
CLOCK = re.compile(r"(1[3-9]|2[0-4])(?:\s?h(?![^\W\d])|:(?=\d{2}))")
DECIMAL = re.compile(r"[.,:]\d{1,2}(?!\d)|:")
IDIOM = re.compile(r"(\d+)\s\w+(?:\ssur\s|\s?/\s?)\1\b")  # 24 heures sur 24
MILLIARD = re.compile(r"\b(?:milliards?|billions?|Milliarden?|miliardi?)\b")
DECADE = re.compile(r"(?:1\d|20)?[1-9]0")
RECENT_DECADE = re.compile(r"19[1-9]0|20[12]0")
ROUND = re.compile(r"(\d+?)(?:000)+")
SCALE = r"(?:mil|thousand|tausend|duizend|tys|bil|bn|mrd|mld|mln|mio)"
ROMAN = re.compile(r"\b(?:[IVXLCDM]+\b|[IVX]+(?=e\b))")  # XIX, French XIXe
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# These scripts group large numbers by ten thousands, and write the group in words.
MYRIADS = re.compile("[万萬億亿兆만억조]")
LONGEST_RUN = 5  # groups of figures in one number

Run = list[str]  # groups of figures with a single separator between each


def lost(source: str, draft: str) -> str:
    """Find a number of the source that the draft has in no shape; "" if there is none.

    Of 997 French sentences with human translations in eight languages (FLORES dev)
    it objects to 0.4 % (en) to 1 % (es), mostly numbers that translators changed.

    >>> lost("Il compte 244890 habitants.", "Tiene 244.890 habitantes.")
    ''
    >>> lost("Il compte 244890 habitants.", "Tiene 244 o 890 habitantes.")
    '244890'
    """
    if MYRIADS.search(draft):
        return ""
    left, numerals = runs(draft), [[value] for value in romans(draft)]
    missing = [
        number
        for number in NUMBER.findall(IDIOM.sub(r"\1", source))
        if not (kept(number, left) or rewritten(number, left, source, draft))
        and not kept(number, numerals)
    ]
    if MILLIARD.search(source):  # 2,3 milliards are 2300 millones
        missing = [number for number in missing if not thousandfold(number, left)]
    hours = set(CLOCK.findall(source))
    unexplained = [
        number
        for number in missing
        if not (after_noon(number, hours, left) or spelled(number, bool(left)))
    ]
    return next(iter(unexplained), "")


def kept(number: str, left: list[Run]) -> bool:
    """Look for a number as one, or for the parts of a date or a time apart: 10:30 as 10 h 30.

    >>> kept("10:30", [["10"], ["30"]]), kept("10 300", [["10"], ["300"]])
    (True, False)
    """
    parts = figures(number)
    if take("".join(parts), left):
        return True
    groups = Counter(group for run in left for group in run)
    if THOUSANDS.fullmatch(number) or Counter(parts) - groups:
        return False
    for part in parts:
        at = next(at for at, run in enumerate(left) if part in run)
        cut(left, at, left[at].index(part), left[at].index(part) + 1)
    return True


def rewritten(number: str, left: list[Run], source: str, draft: str) -> bool:
    """Look for a number in its other shapes: `1930` as `'30`, `24 000` as `24 thousand`.

    >>> rewritten("24 000", [["24"]], "", "24 mil meteoritos")
    True
    >>> rewritten("24 000", [["24"]], "", "24 m")
    False
    """
    digits = "".join(figures(number))
    if DECADE.fullmatch(digits):
        short = source if len(digits) == 2 else draft
        groups = [group for run in left for group in run]
        return any(same_decade(digits, each, short) and take(each, left) for each in groups)
    thousands = ROUND.fullmatch(digits)
    if not thousands or not re.search(rf"\b{thousands[1]}\s{SCALE}", draft):
        return False
    return take(thousands[1], left)


def same_decade(one: str, other: str, text: str) -> bool:
    """Tell whether one is a year and the other its decade, in a text that may name the century.

    >>> same_decade("60", "1960", "les années 60"), same_decade("60", "1460", "les années 60")
    (True, False)
    >>> same_decade("1830", "30", "lat 30. XIX wieku")
    True
    """
    decade, year = sorted((one, other), key=len)
    if len(decade) != 2 or len(year) != 4 or not year.endswith(decade):
        return False
    century = str(int(year[:2]) + 1)
    return bool(RECENT_DECADE.fullmatch(year)) or century in {*figures(text), *romans(text)}


def after_noon(number: str, hours: set[str], left: list[Run]) -> bool:
    """Tell whether a number is such an hour, which a draft may give as one of twelve.

    >>> after_noon("15:45", {"15"}, [["3", "45"]]), after_noon("15:45", {"15"}, [["3", "50"]])
    (True, False)
    """
    hour, _, minutes = number.partition(":")
    return hour in hours and (not minutes or kept(minutes, left))


def thousandfold(number: str, left: list[Run]) -> bool:
    """Look for a number of thousand millions, given in millions."""
    whole, _, part = number.replace(",", ".").partition(".")
    return whole.isdecimal() and take(whole + part.ljust(3, "0"), left)


def spelled(number: str, unexplained: bool) -> bool:
    """Tell whether a number that is gone may be in words instead."""
    digits = "".join(figures(number))
    if unexplained or DECIMAL.search(number) or len(digits) > FIGURES_SPELLED_OUT:
        return False
    thousands = ROUND.fullmatch(digits)
    value = int(thousands[1] if thousands else digits)
    return value <= (SPELLED_OUT if value % 10 else TENS_SPELLED_OUT)


def take(digits: str, left: list[Run]) -> bool:
    """Remove a number from what is left, where its groups stand together.

    >>> left = [["7", "244", "890"], ["244"], ["89"]]
    >>> take("244890", left), take("24489", left), left
    (True, False, [['7'], ['244'], ['89']])
    """
    for at, run in enumerate(left):
        for start in range(len(run)):
            for end in range(start + 1, min(start + LONGEST_RUN, len(run)) + 1):
                if "".join(run[start:end]) == digits:
                    cut(left, at, start, end)
                    return True
    return False


def cut(left: list[Run], at: int, start: int, end: int) -> None:
    """Remove groups from a run; what stood around them is two runs then."""
    run = left[at]
    left[at : at + 1] = [part for part in (run[:start], run[end:]) if part]


def runs(text: str) -> list[Run]:
    """List the groups of figures, together where a single separator stands between them.

    >>> runs("En 2021, 244 890 habitants")
    [['2021'], ['244', '890']]
    """
    return [figures(run) for run in RUN.findall(text)]


def figures(text: str) -> list[str]:
    """List the runs of digits, in the digits of ASCII."""
    return ["".join(str(unicodedata.digit(each)) for each in run) for run in FIGURES.findall(text)]


def romans(text: str) -> Iterator[str]:
    """Give the values of Roman numerals: a century may be in either."""
    for numeral in ROMAN.findall(text):
        values = [ROMAN_VALUES[letter] for letter in numeral]
        following = [*values[1:], 0]
        pairs = zip(values, following, strict=True)
        yield str(sum(-value if value < after else value for value, after in pairs))
