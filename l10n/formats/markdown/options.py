"""What a project can choose about its Markdown: the table `markdown` of its configuration."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from l10n.choices import Checks, checked, switch, texts
from l10n.formats.markdown.headings import SLUGS

HEADING_IDS = ("auto", "attribute", "anchor", "none")


@dataclass(frozen=True, slots=True)
class Options:
    """The choices, with what holds where none is made.

    front_matter: keys whose values are text for people, None for the usual
    ones; exclude_headings: patterns of headings whose sections are left as
    they are; exclude_when: front matter keys and the values that leave a whole
    article as it is; heading_ids: how ids stay alive that came of headings'
    words; heading_slugs: whose way of making them; code_comments: whether
    comments in code blocks are text to translate.
    """

    front_matter: tuple[str, ...] | None = None
    exclude_headings: tuple[re.Pattern[str], ...] = ()
    exclude_when: tuple[tuple[str, object], ...] = ()
    heading_ids: str = "auto"
    heading_slugs: str = "github"
    code_comments: bool = False


def read(table: Mapping[str, object]) -> Options:
    """Check a table; raises ValueError naming the option that is wrong."""
    return Options(**checked(table, CHECKS))  # type: ignore[arg-type]  # CHECKS saw to the types


def patterns(value: object) -> tuple[re.Pattern[str], ...]:
    found = []
    for pattern in texts(value):
        try:
            found.append(re.compile(pattern))
        except re.error as error:
            raise ValueError(f"{pattern!r} is no regular expression ({error})") from error
    return tuple(found)


def conditions(value: object) -> tuple[tuple[str, object], ...]:
    if not isinstance(value, dict):
        raise TypeError(f"must be a table, as in {{ draft = true }}, not {value!r}")
    return tuple(value.items())


def one_of(choices: tuple[str, ...]) -> Callable[[object], str]:
    def check(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}, not {value!r}")
        return value

    return check


CHECKS: Checks = {
    "front-matter": texts,
    "exclude-headings": patterns,
    "exclude-when": conditions,
    "heading-ids": one_of(HEADING_IDS),
    "heading-slugs": one_of(tuple(SLUGS)),
    "code-comments": switch,
}
