"""Tokens: texts, tags and what is like a tag, and which tags belong together."""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from l10n.formats.html.elements import FOREIGN, NEVER_NESTED, VOID
from l10n.formats.html.syntax import MARKUP

MOST_SWAPPED = 4  # end tags in a wrong order that are matched nevertheless
MOST_FAILURES = 64  # stretches that look like markup and are none; after so many all is text


class Is(Enum):
    """What a token is to a segment.

    BREAK ends one; an ATOM is an inline element that is left alone with all
    that is in it, a VOID stands for itself: a comment, `<br>`, a drawing.
    """

    TEXT = auto()
    OPEN = auto()
    CLOSE = auto()
    VOID = auto()
    ATOM = auto()
    BREAK = auto()


class Token(NamedTuple):
    """A stretch of a text. name: of the element or `!` for comments and the like.

    element: the index of a tag's element in its document, of a text's the one
    that it stands in; -1 if unknown or for a tag that browsers ignore.
    """

    kind: Is
    start: int
    end: int
    name: str = ""
    element: int = -1


def scan(text: str, start: int, end: int) -> Iterator[Token]:
    """Tell tags and comments from text; what is not complete is text."""
    done = at = start
    last = text.rfind(">", start, end)
    failures = 0
    while (at := text.find("<", at, end)) >= 0 and at < last and failures < MOST_FAILURES:
        match = MARKUP.match(text, at, end)
        if match is None:
            at += 1
            failures += 1
            continue
        if at > done:
            yield Token(Is.TEXT, done, at)
        close, name = match.group("close", "name")
        name = name.lower() if name else "!"
        if name == "!":
            kind = Is.VOID
        elif close:
            kind = Is.VOID if name == "br" else Is.CLOSE
        else:
            void = name in VOID or (name in FOREIGN and text[match.end() - 2] == "/")
            kind = Is.VOID if void else Is.OPEN
        yield Token(kind, at, match.end(), name)
        done = at = match.end()
    if end > done:
        yield Token(Is.TEXT, done, end)


def matched(tokens: Sequence[Token]) -> list[int]:
    """Tell for each token which one it is the other end of; -1 for none.

    Elements that cross are not matched, as no translation could keep them,
    unless they end at the same place: `<b><i>mot</b></i>`.
    """
    partners = [-1] * len(tokens)
    opened: list[int] = []
    named: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        name = token.name
        if name in NEVER_NESTED and token.kind in (Is.OPEN, Is.ATOM):
            named[name] = []
        if token.kind is Is.OPEN:
            opened.append(place)
            named.setdefault(name, []).append(place)
        elif token.kind is Is.CLOSE and partners[place] < 0 and named.get(name):
            if tokens[opened[-1]].name != name and (count := swapped(tokens, place, opened)):
                closing = range(place, place + count)
            else:
                closing = range(place, place + 1)
                left_open(named[name][-1], opened, named, tokens)
            for end in closing:
                partner = opened.pop()
                named[tokens[partner].name][-1:] = []
                partners[end], partners[partner] = partner, end
    return partners


def left_open(
    outer: int, opened: list[int], named: dict[str, list[int]], tokens: Sequence[Token]
) -> None:
    """Forget the elements that are open inside one that ends before them."""
    while opened[-1] != outer:
        inner = opened.pop()
        named[tokens[inner].name][-1:] = []


def swapped(tokens: Sequence[Token], place: int, opened: Sequence[int]) -> int:
    """Tell how many end tags from a place on end the innermost elements, in whatever order."""
    for count in range(2, min(MOST_SWAPPED, len(opened), len(tokens) - place) + 1):
        closing = tokens[place : place + count]
        inner = [tokens[at].name for at in opened[-count:]]
        if any(one.kind is not Is.CLOSE for one in closing) or len(set(inner)) < count:
            return 0
        if sorted(one.name for one in closing) == sorted(inner):
            return count
    return 0
