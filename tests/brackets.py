"""A tiny format with formatting, for tests: `[b]bold[/b]`, `{code}`, `[^1]`, `[br]`, `[img x]alt]`.

A line is a segment; a backslash escapes. A pair without words in it is no
formatting, as in Markdown.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from l10n.document import Document, Part, Rebuilt, Segment
from l10n.formats import Links
from l10n.markup.nodes import Glue, Marked, Node, NodeKind

TOKEN = re.compile(
    r"\\(?P<escaped>[\\{\[\]])|\{(?P<code>[^{}]+)\}|\[\^(?P<note>\d+)\]|\[(?P<br>br)\]"
    r"|\[img (?P<image>[^\[\] ]+)\](?P<alt>[^\[\]]*)\]"
    r"|\[(?P<name>[a-z]+\d*)\]|\[/(?P<closed>[a-z]+\d*)\]"
)
SPECIAL = re.compile(r"([\\{\[\]])")


@dataclass(frozen=True, slots=True)
class Brackets:
    """A Format."""

    suffixes: tuple[str, ...] = (".brackets",)
    references: bool = False

    def configured(self, options: Mapping[str, object], language: str) -> "Brackets":
        return self

    def parse(self, text: str) -> Document:
        parts: list[Part] = []
        for number, line in enumerate(text.splitlines(keepends=True), 1):
            body = line.rstrip()
            context, _, words = body.rpartition("|") if "|" in body else (None, "", body)
            if context is not None:
                parts.append(f"{context}|")
            if words:
                parts.append(Segment(words, words, number, context=context))
            parts.append(line[len(body) :])
        return Document(tuple(parts))

    def explained(self, document: Document) -> Document:
        return document

    def embed(self, segment: Segment, target: str) -> str:
        return target

    def inline(self, segment: Segment, text: str) -> Marked:
        return marked(text)

    def active(self, segment: Segment, text: str) -> Iterable[str]:
        return ()

    def spell(self, segment: Segment, marked: Marked) -> str:
        return spelled(marked)

    def outline(self, text: str) -> tuple[str, ...]:
        return tuple("line" for _ in self.parse(text).segments)

    def alike(self, original: str, rebuilt: Rebuilt) -> bool:
        return False

    def adapt(self, rebuilt: str, original: str, locale: str) -> str:
        return rebuilt

    def addresses(self, text: str) -> Iterable[str]:
        return ()

    def links(self, text: str) -> Links:
        return Links()


@dataclass(slots=True)
class Reading:
    """Goes through a spelling once; closing: the names that something closes."""

    closing: frozenset[str]
    words: list[str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> None:
        self.words.append(text)
        self.length += len(text)

    def put(
        self,
        kind: NodeKind,
        name: str,
        spelled: str,
        glue: Glue = Glue.FREE,
        inside: tuple[tuple[str, ...], tuple[str, ...]] = ((), ()),
    ) -> None:
        parent, at = self.begun[-1] if self.begun else -1, self.length
        self.nodes.append(Node(kind, at, at, spelled, "", parent, name, glue, *inside))

    def take(self, match: re.Match[str]) -> None:
        match match.lastgroup:
            case "escaped":
                self.add(match["escaped"])
            case "code":
                self.put(NodeKind.ATOM, f"code {match['code']}", match[0])
                self.add(match["code"])
                self.change(-1, end=self.length)
            case "note":
                self.put(NodeKind.VOID, f"note {match['note']}", match[0], Glue.LEFT)
            case "br":
                self.put(NodeKind.VOID, "break", match[0], Glue.BOTH)
            case "alt":
                inside = (match["alt"],), (f"[img {match['image']}]", "]")
                self.put(NodeKind.VOID, f"image {match['image']}", match[0], Glue.FREE, inside)
            case _:
                self.tag(match)

    def tag(self, match: re.Match[str]) -> None:
        if match["name"] and match["name"] in self.closing:
            self.put(NodeKind.PAIR, match["name"], match[0])
            self.begun.append(len(self.nodes) - 1)
        elif match["closed"] and self.begun and self.last.name == match["closed"]:
            if self.last.start == self.length:
                self.loose.append(match["closed"])
            self.change(self.begun.pop(), end=self.length, close=match[0])
        else:
            self.add(match[0])
            self.loose.append(match[0])

    @property
    def last(self) -> Node:
        return self.nodes[self.begun[-1]]

    def change(self, at: int, *, end: int, close: str = "") -> None:
        self.nodes[at] = replace(self.nodes[at], end=end, close=close)


def marked(spelling: str) -> Marked:
    """Tell text from formatting."""
    found = list(TOKEN.finditer(spelling))
    reading = Reading(frozenset(match["closed"] for match in found if match["closed"]))
    done = 0
    for match in found:
        reading.add(spelling[done : match.start()])
        reading.take(match)
        done = match.end()
    reading.add(spelling[done:])
    for at in reading.begun:
        reading.loose.append(reading.nodes[at].open)
        reading.change(at, end=reading.length, close=f"[/{reading.nodes[at].name}]")
    return Marked("".join(reading.words), tuple(reading.nodes), tuple(reading.loose))


def spelled(marked: Marked) -> str:
    """Write a text and its nodes."""
    children: dict[int, list[int]] = {}
    for at, node in enumerate(marked.nodes):
        children.setdefault(node.parent, []).append(at)

    def inside(parent: int, start: int, end: int) -> str:
        pieces = []
        for at in children.get(parent, ()):
            node = marked.nodes[at]
            pieces.append(escaped(marked.text[start : node.start]))
            if node.kind is NodeKind.PAIR:
                pieces.append(f"{node.open}{inside(at, node.start, node.end)}{node.close}")
            elif node.inner:
                pieces.append(f"{node.shell[0]}{node.inner[0]}{node.shell[1]}")
            else:
                pieces.append(node.open)
            start = node.end
        return "".join((*pieces, escaped(marked.text[start:end])))

    return inside(-1, 0, len(marked.text))


def escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)
