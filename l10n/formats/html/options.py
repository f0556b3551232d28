"""What a project can choose about its HTML: the table `html` of its configuration."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


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
    values: dict[str, object] = {}
    for key, value in table.items():
        if key not in CHECKS:
            raise ValueError(f"unknown option {key!r}. There are: {', '.join(sorted(CHECKS))}.")
        try:
            values[key.replace("-", "_")] = CHECKS[key](value)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{key}: {error}") from error
    return Options(**values)  # type: ignore[arg-type]  # CHECKS saw to the types


def texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise TypeError(f'must be a list of texts, as in ["nav", ".menu"], not {value!r}')
    return tuple(value)


def names(value: object) -> frozenset[str]:
    return frozenset(name.lower() for name in texts(value))


def selectors(value: object) -> tuple[str, ...]:
    from turbohtml import parse

    for selector in texts(value):
        parse("").select(selector)  # raises a ValueError that quotes it
    return texts(value)


def switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"must be true or false, not {value!r}")
    return value


CHECKS: dict[str, Callable[[object], object]] = {
    "attributes": names,
    "include": selectors,
    "exclude": selectors,
    "locale-marks": switch,
}
