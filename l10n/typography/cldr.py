"""What Babel has of CLDR about numbers, amounts and times."""

import re
from dataclasses import dataclass

from l10n.locales import babel_locale
from l10n.typography.conventions import DECIMALS, FOUR_GROUPED, FOUR_UNGROUPED, GROUPS, NBSP

MARKS = re.compile("[\u200e\u200f\u061c]")  # of direction: they stand in patterns, not in texts
TIME = re.compile(r"[Hhk]{1,2}([:.])mm")


@dataclass(frozen=True, slots=True)
class Numerals:
    """How numbers are written.

    sizes: of the groups of figures, from the right, the last one again and
    again; grouped_from: the fewest figures that are grouped.
    """

    decimal: str = "."
    group: str = ","
    sizes: tuple[int, int] = (3, 3)
    grouped_from: int = 4


@dataclass(frozen=True, slots=True)
class Affix:
    """A sign beside a number: what stands between them, and whether the sign comes first."""

    space: str = ""
    first: bool = False


def numerals(line: tuple[str, ...]) -> Numerals:
    """Read CLDR's `symbols` of Latin figures, `decimalFormat` and `minimumGroupingDigits`.

    line: a locale and its parents, as for all functions here.
    """
    locale = found(line)
    if locale is None:
        return Numerals()
    symbols = locale.number_symbols.get("latn", {})
    first, again = locale.decimal_formats[None].grouping
    ungrouped = next((tag for tag in line if tag in FOUR_UNGROUPED | FOUR_GROUPED), "")
    return Numerals(
        decimal=DECIMALS.get(line[-1], symbols.get("decimal", ".")),
        group=GROUPS.get(line[0]) or GROUPS.get(line[-1]) or symbols.get("group", ","),
        sizes=(first, again),
        grouped_from=5 if ungrouped in FOUR_UNGROUPED else 4,
    )


def affix(line: tuple[str, ...], formats: str) -> Affix | None:
    """Read where CLDR's pattern of percents or amounts puts the sign, and at what distance.

    None for what is no locale of CLDR.

    >>> affix(("en",), "currency_formats"), affix(("es",), "percent_formats")
    (Affix(space='', first=True), Affix(space='\\xa0', first=False))
    """
    locale = found(line)
    if locale is None:
        return None
    patterns = getattr(locale, formats)
    pattern = MARKS.sub("", (patterns.get(None) or patterns["standard"]).pattern)
    pattern = pattern.partition(";")[0]
    space = NBSP if NBSP in pattern else "\u202f" if "\u202f" in pattern else ""
    return Affix(space, first=pattern[0] in "¤%")


def short_time(line: tuple[str, ...]) -> str:
    """Read what stands between hours and minutes in CLDR's short `timeFormat`; "" if words."""
    locale = found(line)
    match = TIME.search(locale.time_formats["short"].pattern) if locale else None
    return match[1] if match else ""


def months(line: tuple[str, ...]) -> frozenset[str]:
    """List the months' names within a date."""
    locale = found(line)
    return frozenset(locale.months["format"]["wide"].values()) if locale else frozenset()


def found(line: tuple[str, ...]):  # type: ignore[no-untyped-def]  # babel.Locale, imported late
    """Give the nearest locale that Babel knows."""
    return next(filter(None, map(babel_locale, line)), None)
