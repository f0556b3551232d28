"""Front matter in TOML: positions by a walk of our own, everything else by `tomllib`."""

import re
from dataclasses import dataclass, field

from l10n.front_matter.fields import DEEPEST, Field, Unreadable, is_text, parted
from l10n.front_matter.keys import Place

SPACE = re.compile(r"[ \t]*+")
BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")
KEY = re.compile(r"""[ \t]*+([A-Za-z0-9_-]++|"(?:[^"\\\r\n]++|\\.)*+"|'[^'\r\n]*+')[ \t]*+(\.?)""")
STRING = re.compile(
    r'(?P<long_basic>"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+"{3,5})'
    r"|(?P<long_literal>'''(?:[^']++|'{1,2}+(?!'))*+'{3,5})"
    r'|(?P<basic>"(?:[^"\\\r\n]++|\\.)*+")'
    r"|(?P<literal>'[^'\r\n]*+')",
    re.DOTALL,
)
OTHER = re.compile(r"[^,\[\]{}#\r\n]+")
LINE_END = re.compile(r"\r\n|\r|\n")
LINE = re.compile(r"line (\d+)")


@dataclass(slots=True)
class Walk:
    """Goes through a TOML text and collects the fields; takes more for TOML than is.

    counts: for the path of every array of tables, the number of its last one.
    """

    content: str
    top: Place
    line_end: str
    at: int = 0
    fields: list[Field] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def document(self) -> None:
        table = self.top
        while self.after(BLANK) < len(self.content):
            if self.takes("["):
                table = self.header(repeated=self.takes("["))
            else:
                self.pair(table)

    def header(self, *, repeated: bool) -> Place:
        """Read what stands between the brackets of a table; give its place."""
        place = self.top
        *outer, last = self.key()
        for part in outer:
            place = self.current(place.under(part))
        place = place.under(last)
        if repeated:
            self.counts[place.path] = self.counts.get(place.path, -1) + 1
        if not self.takes("]") or (repeated and not self.takes("]")):
            raise self.lost()
        return self.current(place)

    def current(self, place: Place) -> Place:
        return place.entry(self.counts[place.path]) if place.path in self.counts else place

    def pair(self, place: Place) -> None:
        for part in self.key():
            place = place.under(part)
        if not self.takes("="):
            raise self.lost()
        self.after(SPACE)
        self.value(place)

    def key(self) -> list[str]:
        parts: list[str] = []
        while found := KEY.match(self.content, self.at):
            self.at = found.end()
            parts.append(decoded(found[1]) if found[1][0] in "\"'" else found[1])
            if not found[2]:
                return parts
            if len(parts) > DEEPEST:
                raise Unreadable(self.at, "nested too deeply")
        raise self.lost()

    def value(self, place: Place) -> None:
        if place.depth > DEEPEST:
            raise Unreadable(self.at, "nested too deeply")
        if found := STRING.match(self.content, self.at):
            self.string(found, place)
            self.at = found.end()
        elif self.takes("["):
            self.entries(place, "]")
        elif self.takes("{"):
            self.entries(place, "}")
        elif other := OTHER.match(self.content, self.at):
            self.at = other.end()
        else:
            raise self.lost()

    def entries(self, place: Place, closing: str) -> None:
        """Read an array or an inline table, its opening bracket being read."""
        index = 0
        self.after(BLANK)
        while not self.takes(closing):
            if closing == "]":
                self.value(place.entry(index))
            else:
                self.pair(place)
            index += 1
            self.after(BLANK)
            if not self.takes(",") and not self.content.startswith(closing, self.at):
                raise self.lost()
            self.after(BLANK)

    def string(self, found: re.Match[str], place: Place) -> None:
        if not place.wanted:
            return
        before, text, after = parted(decoded(found[0]))
        if is_text(text):
            style = ("toml", found.lastgroup or "", self.line_end, before, after)
            self.fields.append(Field(place.path, text, found.start(), found.end(), 0, style))

    def after(self, pattern: re.Pattern[str]) -> int:
        """Go behind what may be skipped."""
        if skipped := pattern.match(self.content, self.at):
            self.at = skipped.end()
        return self.at

    def takes(self, sign: str) -> bool:
        """Go behind a sign, if it comes."""
        taken = self.content.startswith(sign, self.at)
        self.at += taken
        return taken

    def lost(self) -> Unreadable:
        return Unreadable(self.at, "not TOML")


def decoded(raw: str) -> str:
    """Give what a string or a quoted key says."""
    if "\\" not in raw and not raw.startswith(('"""', "'''")):
        return raw[1:-1]
    return str(loaded(f"v = {raw}")["v"])


def loaded(content: str) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(content)
    except ValueError as error:
        reason, _, place = str(error).partition(" (at ")
        line = LINE.match(place)
        ahead = content.split("\n", int(line[1]) - 1)[:-1] if line else [content]
        raise Unreadable(sum(len(line) + 1 for line in ahead), f"not TOML: {reason}") from error


def read(content: str, top: Place) -> tuple[dict[str, object] | None, list[Field]]:
    """Give the values and the fields of a TOML text."""
    line_end = LINE_END.search(content)
    if line_end and line_end[0] == "\r":  # no line end for TOML
        content = content.replace("\r", "\n")
    walk = Walk(content, top, line_end[0] if line_end else "\n")
    try:
        walk.document()
    except Unreadable as problem:
        if problem.reason != "nested too deeply":  # tomllib says better what is wrong
            loaded(content)
        raise
    return loaded(content), walk.fields
