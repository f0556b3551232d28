"""Our own lines among a unit's translator comments: where a draft came from, what to look at."""

import hashlib
import re
from collections.abc import Iterable, Iterator

ORIGIN = re.compile(r"l10n: draft (?P<route>\S+) by (?P<packages>.+) \[(?P<digest>[0-9a-f]{8})\]")
REFUSAL = re.compile(r"l10n: no draft (?P<route>\S+) by (?P<packages>.+?): (?P<reason>.+)")
FORMATTING = re.compile(r"l10n: check the formatting: .+")
OWN = (ORIGIN, REFUSAL, FORMATTING)
LONGEST = 80  # characters of a name in a comment


def digest(target: str) -> str:
    """Give eight hexadecimal digits by which an edited draft is told from an untouched one."""
    return hashlib.sha256(target.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def check_formatting(doubts: Iterable[str]) -> Iterator[str]:
    """Give the translator comment that asks people to look at some formatting; none for none.

    >>> list(check_formatting(["bold", "link a\\n"]))
    ['l10n: check the formatting: bold, link a']
    """
    names = ", ".join(dict.fromkeys(filter(None, map(on_one_line, doubts))))
    if names:
        yield f"l10n: check the formatting: {names}"


def on_one_line(name: str) -> str:
    """Give a name as a comment can hold it: printable, and not too long."""
    plain = printable(name)
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"


def printable(text: str) -> str:
    """Give a text on one line, with single spaces for all that is not to be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
