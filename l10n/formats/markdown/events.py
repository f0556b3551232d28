"""The Markdown parser's door: pulldown-cmark's events, with offsets in characters."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple, cast

from l10n.formats.markdown import dollars

CONTINUES = re.compile(rb"[\x80-\xbf]")  # bytes that go on with a character of UTF-8
SURROGATES = dict.fromkeys(range(55296, 57344), "�")  # no UTF-8 spells them

LABELLED = ("Link", "Image")
ROUNDS = 20  # of parsing, at most; each halves the dollar signs that are in question, as a rule
EDGES = {"Start": "+", "End": "-"}

Value = str | bool | int | None | tuple[object, ...] | Mapping[str, object]
Stream = Iterable[tuple[str | Mapping[str, Value], Mapping[str, int]]]


class Event(NamedTuple):
    """One step of the parser.

    edge: `+` where a construct begins, `-` where it ends, nothing for what has
    no inside. tag: pulldown-cmark's name for it; start, end: characters.
    """

    edge: str
    tag: str
    start: int
    end: int
    value: Value = None

    def told(self, name: str) -> str:
        """Give one of the parser's own words on a construct, such as a link's `dest_url`."""
        found = self.value.get(name) if isinstance(self.value, Mapping) else None
        return found if isinstance(found, str) else ""


@cache
def options() -> int:
    """Give what is on besides CommonMark: GFM's extensions and those of site generators."""
    from pyromark import Options

    return (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_HEADING_ATTRIBUTES
        | Options.ENABLE_MATH
        | Options.ENABLE_DEFINITION_LIST
        | Options.ENABLE_GFM
    )


@lru_cache(maxsize=4)  # a build asks for each article's several times
def article(text: str) -> tuple[Event, ...]:
    """Parse an article; the offsets are those of its characters."""
    return tuple(events(text))


def events(text: str) -> list[Event]:
    """Parse a text; the offsets are those of its characters.

    Where the parser takes what is between the dollar signs of two placeholders
    for a formula, it is asked again, and sees other characters in their place.
    """
    found = parsed(text)
    sign, seen = "", text
    for _ in range(ROUNDS):
        maths = (event for event in found if event.tag == "InlineMath")
        strays = [at for event in maths for at in dollars.stray(text, event.start, event.end)]
        sign = sign or (dollars.stand_in(text) if strays else "")
        if not strays or not sign:
            break
        characters = list(seen)
        for at in strays:
            characters[at] = sign
        seen = "".join(characters)
        found = parsed(seen)
    return [event._replace(value=restored(event.value, sign)) for event in found] if sign else found


def restored(value: Value, sign: str) -> Value:
    """Put dollar signs back into what the parser tells."""
    if isinstance(value, str):
        return value.replace(sign, "$")
    if isinstance(value, Mapping):
        return {name: restored(cast("Value", one), sign) for name, one in value.items()}
    return value


def parsed(text: str) -> list[Event]:
    """Parse a text as it is.

    The pieces that the parser cuts a text into, at every character that could
    be markup, are joined again.
    """
    from pyromark import Options, events_with_range

    encodable = spelled(text)
    more = continuing(encodable)
    stream = cast("Stream", events_with_range(encodable, options=Options(options())))
    found: list[Event] = []
    words: list[str] = []
    begin = stop = -1  # of the words
    for event, place in stream:
        start, end = place["start"], place["end"]
        start, end = start - bisect_left(more, start), end - bisect_left(more, end)
        if not isinstance(event, str) and "Text" in event:
            if start != stop:
                if words:
                    found.append(Event("", "Text", begin, stop, "".join(words)))
                words, begin = [], start
            words.append(str(event["Text"]))
            stop = end
            continue
        if words:
            found.append(Event("", "Text", begin, stop, "".join(words)))
            words, stop = [], -1
        found.append(
            Event("", event, start, end)
            if isinstance(event, str)
            else read(event, start, end, text)
        )
    if words:
        found.append(Event("", "Text", begin, stop, "".join(words)))
    return found


def read(event: Mapping[str, Value], start: int, end: int, text: str) -> Event:
    """Make an event of one of the parser's with a value; it leaves a collapsed link's `[]` out."""
    ((tag, value),) = event.items()
    if tag not in EDGES:
        return Event("", tag, start, end, value)
    edge = EDGES[tag]
    if isinstance(value, str):
        return Event(edge, value, start, end)
    ((name, inside),) = cast("Mapping[str, Value]", value).items()
    if edge == "-":
        return Event(edge, name, start, end)
    made = Event(edge, name, start, end, inside)
    if name in LABELLED and made.told("link_type") == "Collapsed" and text.startswith("[]", end):
        return made._replace(end=end + 2)
    return made


def spelled(text: str) -> str:
    """Give a text that UTF-8 can spell, as long as it was."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.translate(SURROGATES)
    return text


@lru_cache(maxsize=4)
def continuing(text: str) -> list[int]:
    """Give the offsets in UTF-8 that are no character's first; all before one are not counted.

    >>> continuing("été")
    [1, 4]
    """
    return [match.start() for match in CONTINUES.finditer(text.encode())]


@lru_cache(maxsize=4)
def definitions(text: str) -> dict[str, tuple[int, int, str, str]]:
    """Give the reference definitions of a text by label: where each stands, address, title."""
    from pyromark import Options, reference_definitions

    if "]:" not in text:
        return {}
    encodable = spelled(text)
    more = continuing(encodable)
    found = {}
    for label, one in reference_definitions(encodable, options=Options(options())).items():
        start, end = one["span"]["start"], one["span"]["end"]
        start, end = start - bisect_left(more, start), end - bisect_left(more, end)
        found[label] = (start, end, one["dest"], one["title"] or "")
    return found
