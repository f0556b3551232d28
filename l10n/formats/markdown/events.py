"""The Markdown parser's door: pulldown-cmark's events, with offsets in characters."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple, cast

# 0 for the bytes that go on with a character of UTF-8, 1 for those that begin one.
BEGINS = bytes(0 if 0x80 <= byte < 0xC0 else 1 for byte in range(256))
SURROGATES = dict.fromkeys(range(55296, 57344), "�")  # no UTF-8 spells them

Value = str | bool | int | None | tuple[object, ...] | Mapping[str, object]


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


@lru_cache(maxsize=4)
def article(text: str) -> tuple[Event, ...]:
    """Parse an article; the last few are remembered, since a build asks for each several times."""
    return tuple(events(text))


def events(text: str) -> Iterator[Event]:
    """Parse a text; the offsets are those of its characters.

    The pieces that the parser cuts a text into, at every character that could
    be markup, are joined again.
    """
    before: Event | None = None
    for event in pieces(text):
        if before and event.tag == before.tag == "Text" and event.start == before.end:
            before = before._replace(end=event.end, value=f"{before.value}{event.value}")
            continue
        if before:
            yield before
        before = event
    if before:
        yield before


def pieces(text: str) -> Iterator[Event]:
    from pyromark import Options, events_with_range

    encodable = spelled(text)
    at = offsets(encodable)
    for event, place in events_with_range(encodable, options=Options(options())):
        start, end = place["start"], place["end"]
        if at is not None:
            start, end = at[start], at[end]
        if isinstance(event, str):
            yield Event("", event, start, end)
            continue
        ((tag, value),) = cast("Mapping[str, Value]", event).items()
        if tag == "Start":
            yield begun(value, start, end, text)
        elif tag == "End":
            yield Event("-", name_of(value), start, end)
        else:
            yield Event("", tag, start, end, value)


def spelled(text: str) -> str:
    """Give a text that UTF-8 can spell, as long as it was."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.translate(SURROGATES)
    return text


def begun(value: Value, start: int, end: int, text: str) -> Event:
    """Make the event of a beginning; the parser leaves a collapsed link's `[]` out."""
    inside = next(iter(value.values())) if isinstance(value, Mapping) else None
    event = Event("+", name_of(value), start, end, cast("Value", inside))
    if event.told("link_type") == "Collapsed" and text.startswith("[]", end):
        return event._replace(end=end + 2)
    return event


def name_of(value: Value) -> str:
    return value if isinstance(value, str) else str(next(iter(cast("Mapping[str, Value]", value))))


def offsets(text: str) -> list[int] | None:
    """Give, for every byte of a text in UTF-8, its character; None where they are the same."""
    if text.isascii():
        return None
    return [0, *accumulate(text.encode().translate(BEGINS))]


def definitions(text: str) -> dict[str, tuple[int, int, str, str]]:
    """Give the reference definitions of a text by label: where each stands, address, title."""
    from pyromark import Options, reference_definitions

    if "]:" not in text:
        return {}
    encodable = spelled(text)
    at = offsets(encodable)
    found = {}
    for label, one in reference_definitions(encodable, options=Options(options())).items():
        start, end = one["span"]["start"], one["span"]["end"]
        if at is not None:
            start, end = at[start], at[end]
        found[label] = (start, end, one["dest"], one["title"] or "")
    return found
