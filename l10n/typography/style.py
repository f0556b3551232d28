"""The typography of one locale, as CLDR, the guides and the house have it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from l10n import locales
from l10n.errors import L10nError
from l10n.typography import conventions
from l10n.typography.cldr import Affix, Numerals, affix, months, numerals, short_time
from l10n.typography.delimiters import Pair, chain, quotes
from l10n.typography.house import House

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Style:
    """Everything that the rules ask about a locale; "" where there is no rule.

    levels: the marks of a quotation, of one inside it and so on, in turn; quote_space: what
    stands inside guillemets; marks: the space before each of `; : ! ?` that has
    a rule; clock: what stands between hours and minutes; compact_clock: whether
    `10h30` is right too; native: the marks of the locale's script.
    """

    language: str
    levels: tuple[Pair, ...]
    quote_space: str
    marks: Mapping[str, str]
    numerals: Numerals
    percent: Affix
    currency: Affix | None
    clock: str
    compact_clock: bool
    dialogue: str
    close_dashes: bool
    native: Mapping[str, str]
    ellipsis: str
    apostrophe: str
    unit_space: str | None
    ordinal: str
    first_of_month: str
    months: frozenset[str]


@lru_cache(maxsize=64)
def style(tag: str, house: House) -> Style:
    """Give the style of a locale, of CLDR's root for what is no locale at all."""
    with suppress(L10nError):
        tag = locales.canonical(tag)
    line = chain(tag)
    name = locales.language(tag)
    outer, inner = quotes(line)
    first = conventions.FIRST_OF_MONTH.get(name, "")
    percent = affix(line, "percent_formats") or Affix()
    currency = AMOUNTS["after"] if name in conventions.AFTER else affix(line, "currency_formats")
    return Style(
        language=name,
        levels=nested(name, house.quotes or outer, house.inner_quotes or inner),
        quote_space=given(house.quote_space, nearest(line, conventions.INSIDE_QUOTES, "")),
        marks={
            **nearest(line, conventions.BEFORE_MARKS, conventions.CLOSED),
            **dict(house.mark_spaces),
        },
        numerals=housed(numerals(line), house),
        percent=Affix(given(house.percent_space, percent.space), percent.first),
        currency=currency if house.currency is None else AMOUNTS[house.currency],
        clock=given(house.clock, nearest(line, conventions.CLOCKS, short_time(line))),
        compact_clock=house.clock is None and name in conventions.COMPACT_CLOCKS,
        dialogue=given(house.dialogue, nearest(line, conventions.DIALOGUE, "")),
        close_dashes=name in conventions.CLOSE_DASHES,
        native=nearest(line, conventions.NATIVE_MARKS, {}),
        ellipsis=given(house.ellipsis, nearest(line, conventions.ELLIPSES, "")),
        apostrophe=house.apostrophe or "",
        unit_space=house.unit_space,
        ordinal=nearest(line, conventions.ORDINALS, ""),
        first_of_month=first,
        months=months(line) if first else frozenset(),
    )


AMOUNTS = {"before": Affix("", first=True), "after": Affix(conventions.NBSP, first=False)}


def nested(language: str, outer: Pair, inner: Pair) -> tuple[Pair, ...]:
    """Add the marks of a third level, where a guide names some."""
    deeper = language in conventions.THREE_LEVELS and (outer, inner) == (("«", "»"), ("“", "”"))
    return (outer, inner, ("‘", "’")) if deeper else (outer, inner)


def housed(own: Numerals, house: House) -> Numerals:
    """Put in what a house has; a mark of the locale's that it takes away gives way to the other."""
    decimal, group = given(house.decimal, own.decimal), given(house.grouping, own.group)
    if decimal == group:
        decimal, group = (decimal, own.decimal) if house.grouping is None else (own.group, group)
    return Numerals(
        decimal=decimal,
        group=group,
        sizes=own.sizes,
        grouped_from=given(house.grouping_from, own.grouped_from),
    )


def given(chosen: Value | None, otherwise: Value) -> Value:
    return otherwise if chosen is None else chosen


def nearest(line: tuple[str, ...], table: Mapping[str, Value], otherwise: Value) -> Value:
    """Look a locale up, then its parents, its language last."""
    tags = (*line, locales.language(line[0]))
    return next((table[tag] for tag in tags if tag in table), otherwise)
