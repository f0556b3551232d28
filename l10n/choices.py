"""The table in which a project makes its choices for a format: its keys and values checked."""

from collections.abc import Callable, Mapping

Checks = Mapping[str, Callable[[object], object]]


def checked(table: Mapping[str, object], checks: Checks) -> dict[str, object]:
    """Check a table; give the values by name, hyphens made underscores.

    checks: what makes each option's value of what was written. Raises
    ValueError naming the option that is wrong.
    """
    values: dict[str, object] = {}
    for key, value in table.items():
        if key not in checks:
            raise ValueError(f"unknown option {key!r}. There are: {', '.join(sorted(checks))}.")
        try:
            values[key.replace("-", "_")] = checks[key](value)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{key}: {error}") from error
    return values


def texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise TypeError(f'must be a list of texts, as in ["one", "two"], not {value!r}')
    return tuple(value)


def switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"must be true or false, not {value!r}")
    return value
