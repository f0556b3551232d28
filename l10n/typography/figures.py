"""Decimal and grouping marks: CLDR `symbols`, `decimalFormat`, `minimumGroupingDigits`.

Only numbers that the source writes with such a mark are touched, whatever the engine
made of them; so years, versions, phone numbers and codes stay.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from l10n.typography.cldr import Numerals
from l10n.typography.conventions import SPACES, UNBREAKABLE
from l10n.typography.draft import KEPT, Draft
from l10n.typography.edits import Edit
from l10n.typography.house import AS_THE_LOCALE
from l10n.typography.style import style

APOSTROPHES = "'’"
SPACE = re.compile(f"[{SPACES}]")
RUN = re.compile(rf"[0-9]+(?:[{SPACES}.,'’\u066b\u066c:/][0-9]+)*")
# What comes before numbers that only look grouped.
IDENTIFIER = re.compile(
    r"(?:\bt[ée]l(?:[ée]phone)?|\bfax|\bSIREN|\bSIRET|\bRCS(?: \w+)?|\bISBN|\bISSN|\bTVA|\bn[°º]|"
    r"\bno|\bcode|\bNAF|\bAPE|[#§/\\@_=&]|[^\W\d_]-)[\s.:]*$",
    re.IGNORECASE,
)
MOST_GROUPS = 6

Number = tuple[str, str]  # the figures before the decimal mark, and those after it
Groups = list[tuple[int, int]]  # where the figures of a run stand


def regrouped(draft: Draft) -> Iterator[Edit]:
    """Write each of the source's numbers as the locale does."""
    text, own = draft.view, draft.style.numerals
    if not any(map(str.isdigit, draft.source)):
        return
    marks = style(draft.origin, AS_THE_LOCALE).numerals
    numbers = marked_numbers(draft.source, marks)
    if not numbers:
        return
    exact = written_otherwise(draft.source, numbers, marks)
    for run in RUN.finditer(text):
        before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
        if (before.isalpha() and before != KEPT) or before == "_" or after == "_":
            continue
        for groups, number in found(text, run, numbers):
            spelled = exact.get("".join(number))
            if spelled is None or spelling(text[groups[0][0] : groups[-1][1]]) in spelled:
                yield from rewritten(text, groups, number, own)


def marked_numbers(source: str, marks: Numerals) -> Mapping[str, Number]:
    """List the numbers with a grouping or decimal mark, by their figures.

    Those whose figures could be two numbers (1,234 and 1 234) are left out.

    >>> marked_numbers("En 2021, 1 234,5 km (v1.2)", Numerals(",", " "))
    {'12345': ('1234', '5')}
    """
    numbers: dict[str, Number] = {}
    doubtful: set[str] = set()
    for run in RUN.finditer(source):
        number = read(run[0], marks)
        near = source[max(0, run.start() - 20) : run.start()]
        if number is None or near[-1:].isalpha() or IDENTIFIER.search(near):
            continue
        if near[-1:] == "+" and not number[1]:  # +33 123 456
            continue
        key = "".join(number)
        if numbers.setdefault(key, number) != number:
            doubtful.add(key)
    return {key: number for key, number in numbers.items() if key not in doubtful}


def written_otherwise(
    source: str, numbers: Mapping[str, Number], marks: Numerals
) -> Mapping[str, set[str]]:
    """List how those numbers are spelled whose figures are also something else, as a year.

    What is spelled otherwise may be that other thing.

    >>> written_otherwise("1,000 kg, version 1.000", {"1000": ("1", "000")}, Numerals(",", " "))
    {'1000': {'1,000'}}
    """
    spelled: dict[str, set[str]] = {}
    others: set[str] = set()
    for run in RUN.finditer(source):
        key = "".join(filter(str.isdigit, run[0]))
        if key not in numbers:
            continue
        if read(run[0], marks) == numbers[key]:
            spelled.setdefault(key, set()).add(spelling(run[0]))
        elif run[0] != key or not numbers[key][1]:
            others.add(key)
    return {key: spelled.get(key, set()) for key in numbers if key in others}


def spelling(number: str) -> str:
    return SPACE.sub(" ", number)


def read(run: str, marks: Numerals) -> Number | None:
    """Read a number written with the marks of a locale; None if it has none of them.

    A locale that groups by a space groups by any, and by an apostrophe.
    """
    whole, decimal, part = run.partition(marks.decimal)
    groupers = SPACES + APOSTROPHES
    if marks.group not in groupers:
        groupers = marks.group
    groups = re.split(f"[{re.escape(groupers)}]", whole)
    if not all(map(str.isdecimal, groups)) or (decimal and not part.isdecimal()):
        return None
    if len(groups) > 1 and not grouped(groups):
        return None
    return ("".join(groups), part) if decimal or len(groups) > 1 else None


def grouped(groups: list[str]) -> bool:
    first, *rest = groups
    return len(first) <= 3 and first[0] != "0" and all(len(group) == 3 for group in rest)


def found(
    text: str, run: re.Match[str], numbers: Mapping[str, Number]
) -> Iterator[tuple[Groups, Number]]:
    """Find numbers in a run of figures: together they can be more than one."""
    groups = [match.span() for match in re.finditer("[0-9]+", text[run.start() : run.end()])]
    groups = [(start + run.start(), end + run.start()) for start, end in groups]
    at = 0
    while at < len(groups):
        for end in range(min(at + MOST_GROUPS, len(groups)), at, -1):
            some = groups[at:end]
            number = numbers.get("".join(text[slice(*group)] for group in some))
            if number and apart(text, groups, at, end) and divided(text, some, number):
                yield some, number
                at = end - 1
                break
        at += 1


def apart(text: str, groups: Groups, start: int, end: int) -> bool:
    """Tell whether only spaces bind a number to other figures of its run."""
    before = text[groups[start - 1][1]] if start else " "
    after = text[groups[end - 1][1]] if end < len(groups) else " "
    return before in SPACES and after in SPACES


def divided(text: str, groups: Groups, number: Number) -> bool:
    """Tell whether groups of figures are divided as a number of theirs can be."""
    texts = [text[slice(*group)] for group in groups]
    marks = [text[before[1]] for before, _ in pairwise(groups)]
    whole, part = number
    if part and (len(texts) < 2 or texts.pop() != part or marks.pop() not in ".,\u066b"):
        return False
    kinds = {"\u00a0" if mark in SPACES else "’" if mark in APOSTROPHES else mark for mark in marks}
    sizes = set(map(len, texts[1:]))
    thousands = not sizes or (len(texts[-1]) == 3 and sizes <= {2, 3})
    return "".join(texts) == whole and len(kinds) <= 1 and thousands and not kinds & {":", "/"}


def rewritten(text: str, groups: Groups, number: Number, own: Numerals) -> Iterator[Edit]:
    """Give the edits of the marks alone: the figures themselves stay."""
    wanted = marks_of(number, own)
    places = [at for start, end in groups for at in range(start, end)]
    ungrouped = len(number[0]) < own.grouped_from
    for count, (before, after) in enumerate(pairwise(places), 1):
        mark, new = text[before + 1 : after], wanted.get(count, "")
        optional = ungrouped and not new and len(number[0]) == 4 and count == 1
        if not ((optional or (new and count < len(number[0]))) and same(mark, own.group)):
            yield Edit(before + 1, after, new)


def marks_of(number: Number, own: Numerals) -> dict[int, str]:
    """Say which mark stands after how many figures of a number.

    >>> marks_of(("1234567", "5"), Numerals(",", ".", (3, 2)))
    {4: '.', 2: '.', 7: ','}
    """
    whole, part = number
    first, again = own.sizes
    marks = {}
    if len(whole) >= own.grouped_from:
        marks = dict.fromkeys(range(len(whole) - first, 0, -again), own.group)
    return marks | ({len(whole): own.decimal} if part else {})


def same(mark: str, group: str) -> bool:
    """Tell whether a mark groups as the locale's does: any space that does not break will do."""
    return mark == group or any(
        mark in kind and group in kind and mark and group for kind in (UNBREAKABLE, APOSTROPHES)
    )
