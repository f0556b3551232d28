"""Front matter in YAML: positions and values from the events of PyYAML's parser."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from l10n.front_matter.fields import DEEPEST, Field, Unreadable, is_text, parted
from l10n.front_matter.keys import Place
from l10n.front_matter.yaml_scalars import AMBIGUOUS, BLANKS, QUOTINGS, STRING

BOM = "\ufeff"
STRINGS = (None, "!", STRING)
PROPERTIES = re.compile(rf"(?:[&!][^{BLANKS}]*+|[{BLANKS}]++|#[^\r\n]*+)*+")
MADE = {f"tag:yaml.org,2002:{kind}" for kind in ("null", "bool", "int", "float", "timestamp")}
LONGEST = 100  # characters of what is made a number or a date


class Mark(Protocol):
    """A place in what is parsed."""

    index: int


class Event(Protocol):
    """A step of PyYAML's parser; only a scalar's has all of these."""

    start_mark: Mark
    end_mark: Mark
    anchor: str | None
    tag: str | None
    implicit: tuple[bool, bool]
    value: str
    style: str | None
    flow_style: bool


class Loader(Protocol):
    """PyYAML's, in C or not: marks are offsets of characters in both."""

    def get_event(self) -> Event: ...
    def resolve(self, kind: type, value: str, implicit: Sequence[bool]) -> str: ...
    def construct_object(self, node: object) -> object: ...


@dataclass(slots=True)
class Composition:
    """Composes values of a loader's events, and collects the fields."""

    content: str
    loader: Loader
    scalar_node: type
    fields: list[Field] = field(default_factory=list)
    anchors: dict[str, object] = field(default_factory=dict)

    def document(self, top: Place) -> object:
        """Give the value of the only document; None where there is none."""
        self.loader.get_event()  # the stream begins
        if name(self.loader.get_event()) == "StreamEnd":
            return None
        value = self.value(self.loader.get_event(), top, flow=False)
        self.loader.get_event()  # the document ends
        event = self.loader.get_event()
        if name(event) != "StreamEnd":
            raise Unreadable(event.start_mark.index, "not one YAML document, but several")
        return value

    def value(self, event: Event, place: Place, *, flow: bool) -> object:
        kind = name(event)
        if kind == "Alias":
            return self.alias(event)
        if place.depth > DEEPEST:
            raise Unreadable(event.start_mark.index, "nested too deeply")
        value: object
        if kind == "Scalar":
            value = self.scalar(event, place, flow=flow)
        elif kind == "SequenceStart":
            value = self.entries(place, flow=event.flow_style)
        else:
            value = self.pairs(place, flow=event.flow_style)
        if event.anchor is not None:
            self.anchors[event.anchor] = value
        return value

    def alias(self, event: Event) -> object:
        if event.anchor not in self.anchors:
            raise Unreadable(event.start_mark.index, f"no &{event.anchor} before *{event.anchor}")
        return self.anchors[event.anchor]

    def entries(self, place: Place, *, flow: bool) -> list[object]:
        entries: list[object] = []
        while name(event := self.loader.get_event()) != "SequenceEnd":
            entries.append(self.value(event, place.entry(len(entries)), flow=flow))
        return entries

    def pairs(self, place: Place, *, flow: bool) -> dict[str, object]:
        """Give a mapping, its keys as they are spelled; a key that is no scalar is left out."""
        pairs: dict[str, object] = {}
        nowhere = place.nowhere()
        while name(event := self.loader.get_event()) != "MappingEnd":
            key = self.value(event, nowhere, flow=flow)
            if name(event) == "Scalar":
                key = event.value
            below = place.under(key) if isinstance(key, str) else nowhere
            value = self.value(self.loader.get_event(), below, flow=flow)
            if isinstance(key, str):
                pairs[key] = value
        return pairs

    def scalar(self, event: Event, place: Place, *, flow: bool) -> object:
        if event.tag not in STRINGS:
            return event.value
        quoting = QUOTINGS[event.style or ""]
        if quoting == "plain" and event.tag is None:
            tag = self.loader.resolve(self.scalar_node, event.value, event.implicit)
            if tag in MADE:
                return self.made(tag, event.value)
            if tag != STRING or AMBIGUOUS.fullmatch(event.value):
                return event.value
        if place.wanted and is_text(event.value):
            self.fields.append(self.found(event, place.path, quoting, flow=flow))
        return event.value

    def made(self, tag: str, value: str) -> object:
        """Make a number, a date, … of a text; the text itself if nothing can be made of it."""
        if len(value) > LONGEST:
            return value
        try:
            return self.loader.construct_object(self.scalar_node(tag, value))
        except (ValueError, OverflowError):  # 30 February
            return value

    def found(self, event: Event, path: str, quoting: str, *, flow: bool) -> Field:
        before, text, after = parted(event.value)
        start, end = event.start_mark.index, event.end_mark.index
        if (event.anchor or event.tag) and (properties := PROPERTIES.match(self.content, start)):
            start = properties.end()
        if quoting in ("literal", "folded"):  # what ends it stays in its place
            end = start + len(self.content[start:end].rstrip(BLANKS))
        style = ("yaml", quoting, "flow" if flow else "block", before, after)
        return Field(path, text, start, end, 0, style)


def name(event: Event) -> str:
    return type(event).__name__.removesuffix("Event")


def read(content: str, top: Place) -> tuple[dict[str, object] | None, list[Field]]:
    """Give the values and the fields of a YAML mapping, or of nothing; None for another value."""
    import yaml

    if content.startswith(BOM):  # the parser in C does not count it
        raise Unreadable(0, "a byte order mark behind the fence")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        composition = Composition(content, loader(content), yaml.ScalarNode)
        values = composition.document(top)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(mark.index if mark else 0, f"not YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        reason = " ".join(str(error).split())
        raise Unreadable(0, f"not YAML: {reason}") from error
    if values is None:
        values = {}
    return (values if isinstance(values, dict) else None), composition.fields
