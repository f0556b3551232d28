"""Headings and their ids: explicit, or generated from the words as site generators do it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from l10n.formats.markdown.events import Event, article
from l10n.formats.markdown.leaves import extent
from l10n.formats.markdown.segments import plain
from l10n.formats.markdown.templates import Masked

EXPLICIT = re.compile(
    r"\{:?[^{}\n]*?#(?P<hash>[^\s{}.]+)[^{}\n]*\}|\{/\*\s*(?P<comment>[\w-]+)\s*\*/\}"
)
NO_WORD = re.compile(r"[^\w -]")  # letters, digits and `_` are words
REST_OF_LINE = re.compile(r"[^\r\n]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its words, its own id or none, where its content begins and its line ends."""

    words: str
    explicit: str
    start: int
    end: int


def headings(text: str, masked: Masked) -> Iterator[Heading]:
    """List the headings of an article, but for what only looks like one to the parser."""
    begun: Event | None = None
    inside: list[Event] = []
    for event in article(masked.text):
        if event.tag != "Heading":
            if begun:
                inside.append(event)
        elif event.edge == "+":
            begun, inside = event, []
        elif begun and inside and begun.start not in masked.titles:
            yield heading(text, masked, begun, inside)
            begun = None


def heading(text: str, masked: Masked, begun: Event, inside: list[Event]) -> Heading:
    start, stop = extent(masked.text, inside)
    rest = REST_OF_LINE.match(text, stop)
    line_end = rest.end() if rest else stop
    found = None
    for found in EXPLICIT.finditer(text, start, line_end):  # noqa: B007  # the last one
        pass
    told = (found["hash"] or found["comment"]) if found else begun.told("id")
    end = start + len(text[start:line_end].rstrip())
    return Heading(plain(masked, inside), told, start, end)


def github(words: str) -> str:
    """GitHub's way, and that of Hugo, Docusaurus and most others: letters, digits, `-` and `_`.

    >>> github("L’été, à Paris !")
    'lété-à-paris-'
    """
    return NO_WORD.sub(mark, words.lower()).replace(" ", "-")


def mark(character: re.Match[str]) -> str:
    """Keep what changes the letter before it; no word character for Python."""
    return character[0] if unicodedata.category(character[0])[0] == "M" else ""


def kramdown(words: str) -> str:
    """Jekyll's way: ASCII letters only, nothing before the first.

    >>> kramdown("1. L’été à Paris")
    'lt--paris'
    """
    letters = re.sub(r"^[^a-zA-Z]+", "", words)
    return re.sub(r"[^a-zA-Z0-9 -]", "", letters).replace(" ", "-").lower() or "section"


def python_markdown(words: str) -> str:
    """MkDocs's way: accents are taken off.

    >>> python_markdown("L’été à Paris")
    'lete-a-paris'
    """
    ascii_only = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_only).strip().lower())


SLUGS: Mapping[str, tuple[Callable[[str], str], str]] = {
    "github": (github, "-"),
    "kramdown": (kramdown, "-"),
    "python-markdown": (python_markdown, "_"),
}


def ids(found: Iterable[Heading], way: str) -> list[str]:
    """Give the id of every heading; equal ones are numbered in the generator's way."""
    slug, joint = SLUGS[way]
    used: dict[str, int] = {}
    given = []
    for heading in found:
        wanted = heading.explicit or slug(heading.words)
        name = wanted
        while name in used and not heading.explicit:
            used[wanted] += 1
            name = f"{wanted}{joint}{used[wanted]}"
        used.setdefault(name, 0)
        given.append(name)
    return given


def kept_alive(text: str, before: list[Heading], after: list[Heading], way: str, style: str) -> str:
    """Give the headings of a rebuilt article the ids of the original's where theirs differ.

    style: `attribute` writes `{#id}` after a heading, `anchor` an `<a id>` into it.
    """
    if len(before) != len(after):
        return text
    pieces, end = [], 0
    for heading, was, now in zip(after, ids(before, way), ids(after, way), strict=True):
        if was == now or heading.explicit or not was:
            continue
        at = heading.end if style == "attribute" else heading.start
        mark = f" {{#{was}}}" if style == "attribute" else f'<a id="{was}"></a>'
        pieces += [text[end:at], mark]
        end = at
    return "".join((*pieces, text[end:]))
