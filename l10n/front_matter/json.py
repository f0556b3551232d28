"""Front matter in JSON: positions by a walk over what `json` has found to be right."""

import json
import re
from dataclasses import dataclass, field

from l10n.front_matter.fields import DEEPEST, Field, Unreadable, is_text, parted
from l10n.front_matter.keys import Place

SPACE = re.compile(r"[ \t\r\n]*")
OTHER = re.compile(r"[^,\]}\s]+")
DECODER = json.JSONDecoder()


@dataclass(slots=True)
class Walk:
    """Goes through a JSON text that is known to be right, and collects the fields."""

    content: str
    at: int = 0
    fields: list[Field] = field(default_factory=list)

    def value(self, place: Place) -> None:
        if place.depth > DEEPEST:
            raise Unreadable(self.at, "nested too deeply")
        if self.content[self.at] == '"':
            self.string(place)
        elif self.content[self.at] in "{[":
            self.inside(place)
        elif other := OTHER.match(self.content, self.at):
            self.at = other.end()

    def string(self, place: Place) -> str:
        start = self.at
        value, self.at = DECODER.raw_decode(self.content, start)
        before, text, after = parted(value)
        if place.wanted and is_text(text):
            style = ("json", before, after)
            self.fields.append(Field(place.path, text, start, self.at, 0, style))
        return str(value)

    def inside(self, place: Place) -> None:
        """Go through an object or an array; a comma or a colon stands between any two values."""
        keyed = self.content[self.at] == "{"
        index = 0
        while self.beyond() not in "}]":
            if keyed:
                key = self.string(place.nowhere())
                self.skip()
                self.beyond()
            self.value(place.under(key) if keyed else place.entry(index))
            self.skip()
            index += 1
        self.at += 1

    def beyond(self) -> str:
        """Go behind a bracket, comma or colon; give what comes."""
        self.at += self.content[self.at] in "{[,:"
        self.skip()
        return self.content[self.at]

    def skip(self) -> None:
        if space := SPACE.match(self.content, self.at):
            self.at = space.end()


def read(content: str, top: Place) -> tuple[dict[str, object] | None, list[Field]]:
    """Give the values and the fields of a JSON object; nothing for another value."""
    try:
        values = json.loads(content)
    except json.JSONDecodeError as error:
        raise Unreadable(error.pos, f"not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(0, f"not JSON: {error}") from error
    if not isinstance(values, dict):
        return None, []
    walk = Walk(content)
    walk.skip()
    walk.value(top)
    return values, walk.fields


def spelled(style: tuple[str, ...], raw: str, target: str) -> str:
    """Spell a string; characters outside ASCII stand as they are."""
    _, before, after = style
    return json.dumps(before + target + after, ensure_ascii=False)
