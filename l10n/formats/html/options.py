"""What a project can choose about its HTML: the table `html` of its configuration."""

from collections.abc import Mapping
from dataclasses import dataclass

from l10n.choices import Checks, checked, switch, texts


@dataclass(frozen=True, slots=True)
class Options:
    """The choices, with what holds where none is made.

    attributes: names of attributes for people besides the usual ones;
    include, exclude: CSS selectors of what is translated, of what is not;
    locale_marks: whether `lang`, `dir` and the like are set for the locale.
    """

    attributes: frozenset[str] = frozenset()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    locale_marks: bool = True


def read(table: Mapping[str, object]) -> Options:
    """Check a table; raises ValueError naming the option that is wrong."""
    return Options(**checked(table, CHECKS))  # type: ignore[arg-type]  # CHECKS saw to the types


def names(value: object) -> frozenset[str]:
    return frozenset(name.lower() for name in texts(value))


def selectors(value: object) -> tuple[str, ...]:
    from turbohtml import parse

    for selector in texts(value):
        parse("").select(selector)  # raises a ValueError that quotes it
    return texts(value)


CHECKS: Checks = {
    "attributes": names,
    "include": selectors,
    "exclude": selectors,
    "locale-marks": switch,
}
