"""What a project can choose about the typography of a locale: a table of its configuration."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from l10n.choices import Checks, checked
from l10n.locales import fallbacks
from l10n.typography.conventions import MARKS, SPACES

QUOTES = (
    "«»",
    "»«",
    "‹›",
    "›‹",
    "“”",
    "„“",
    "„”",
    "””",
    "‘’",
    "‚‘",
    "‚’",
    "’’",
    "「」",
    "『』",
    '""',
)


@dataclass(frozen=True, slots=True)
class House:
    """The choices; None is what the locale has.

    quotes, inner_quotes: an opening mark and its closing one; quote_space: what
    stands inside guillemets; mark_spaces: what stands before each of `; : ! ?`
    named; ellipsis, apostrophe: the character, whatever the source has;
    dialogue: how a line of dialogue begins; decimal, grouping: the marks of
    numbers; grouping_from: the fewest figures that are grouped; percent_space,
    unit_space: what stands before `%`, before a unit; currency: whether `€`
    stands `before` or `after` the amount; clock: what stands between hours and
    minutes.
    """

    quotes: tuple[str, str] | None = None
    inner_quotes: tuple[str, str] | None = None
    quote_space: str | None = None
    mark_spaces: tuple[tuple[str, str], ...] = ()
    ellipsis: str | None = None
    apostrophe: str | None = None
    dialogue: str | None = None
    decimal: str | None = None
    grouping: str | None = None
    grouping_from: int | None = None
    percent_space: str | None = None
    unit_space: str | None = None
    currency: str | None = None
    clock: str | None = None


AS_THE_LOCALE = House()


def read(table: Mapping[str, object]) -> House:
    """Check a table; raises ValueError naming the option that is wrong.

    >>> read({"quotes": ["“", "”"], "mark-spaces": {":": ""}}).mark_spaces
    ((':', ''),)
    """
    house = House(**checked(table, CHECKS))  # type: ignore[arg-type]  # CHECKS saw to the types
    if house.decimal and house.decimal == house.grouping:
        raise ValueError(f"decimal and grouping: must not be the same, {house.decimal!r}")
    return house


def chosen(houses: Mapping[str, House], locale: str) -> House:
    """Give what is chosen for a locale, or else for its language.

    >>> chosen({"es": House(clock=".")}, "es-MX").clock
    '.'
    """
    return next((houses[tag] for tag in fallbacks(locale) if tag in houses), AS_THE_LOCALE)


def quotes(value: object) -> tuple[str, str]:
    if not isinstance(value, list) or value not in [list(known) for known in QUOTES]:
        raise ValueError(f'must be a pair of quotation marks, as in ["«", "»"], not {value!r}')
    return value[0], value[1]


def space(value: object) -> str:
    if value not in ("", *SPACES.replace("\t", "")):
        raise ValueError(f'must be one space, such as "\\u00a0", or "" for none, not {value!r}')
    return str(value)


def spaces(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not set(value) <= set(MARKS):
        raise ValueError(f'must be a table of {" ".join(MARKS)}, as in {{ ":" = "" }}')
    return tuple((mark, space(value[mark])) for mark in MARKS if mark in value)


def one_of(*choices: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if value not in choices:
            listed = ", ".join(f'"{choice}"' for choice in choices)
            raise ValueError(f"must be one of {listed}, not {value!r}")
        return str(value)

    return check


def fewest(value: object) -> int:
    if type(value) is not int or not 4 <= value <= 7:
        raise ValueError(f"must be a whole number from 4 to 7, not {value!r}")
    return value


def dialogue(value: object) -> str:
    text = value if isinstance(value, str) else ""
    if text[:1] not in ("—", "–") or text[1:] not in ("", *SPACES):
        raise ValueError(f'must be a dash and perhaps a space, as in "— ", not {value!r}')
    return text


CHECKS: Checks = {
    "quotes": quotes,
    "inner-quotes": quotes,
    "quote-space": space,
    "mark-spaces": spaces,
    "ellipsis": one_of("…", "...", "……"),
    "apostrophe": one_of("’", "'"),
    "dialogue": dialogue,
    "decimal": one_of(",", "."),
    "grouping": one_of("", ",", ".", "'", "’", " ", "\u00a0", "\u2009", "\u202f"),
    "grouping-from": fewest,
    "percent-space": space,
    "unit-space": space,
    "currency": one_of("before", "after"),
    "clock": one_of(":", ".", "h", "\u00a0h\u00a0", "\u202fh\u202f"),
}
