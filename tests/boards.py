"""A tiny format for the gate: `# heading`, `cell | cell`, `[b]bold[/b]`, `[to x]link[/to]`.

It writes targets as they are, so that any damage gets into the article.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from l10n.catalog import Catalog, Unit
from l10n.document import Document, Kind, Part, Rebuilt, Segment
from l10n.errors import L10nError
from l10n.formats import Links
from l10n.markup.nodes import Marked, Node, NodeKind

LINE = re.compile(r"(#+ )?([^\n]*)(\n|\Z)")
TAG = re.compile(r"\[(/?)(b|i|to)( \w+)?\]")


@dataclass(frozen=True)
class Board:
    """forgets: what it loses, as a broken format; refuses: what it cannot read; counts its readings."""

    suffixes: tuple[str, ...] = (".board",)
    references: bool = False
    forgets: str = ""
    refuses: str = "\0"
    readings: list[int] = field(default_factory=list)

    def configured(self, options: Mapping[str, object], language: str) -> Self:
        return self

    def parse(self, text: str) -> Document:
        self.readings.append(len(text))
        if self.refuses in text:
            raise L10nError("nobody reads this")
        parts: list[Part] = []
        for number, (mark, body, end) in enumerate(LINE.findall(text), 1):
            cells = re.split(r"(\s*\|\s*)", body)
            kind = Kind.CELL if len(cells) > 1 else Kind.HEADING if mark else Kind.PARAGRAPH
            parts.append(mark)
            for at, cell in enumerate(cells):
                known = bool(re.search(r"[^\W\d]", cell)) and at % 2 == 0
                parts.append(Segment(cell, cell, number, kind) if known else cell)
            parts.append(end)
        return Document(tuple(p for p in parts if p and p != self.forgets))

    def explained(self, document: Document) -> Document:
        return document

    def embed(self, segment: Segment, target: str) -> str:
        return target

    def inline(self, segment: Segment, text: str) -> Marked:
        nodes: list[Node] = []
        loose: list[str] = []
        open_: list[int] = []
        kept = ""
        at = 0
        for tag in TAG.finditer(text):
            kept += text[at : tag.start()]
            at = tag.end()
            if not tag[1]:
                parent = open_[-1] if open_ else -1
                open_.append(len(nodes))
                place = len(kept)
                nodes.append(
                    Node(NodeKind.PAIR, place, place, tag[0], f"[/{tag[2]}]", parent, tag[0])
                )
            elif open_ and nodes[open_[-1]].close == tag[0]:
                open_.pop()
            else:
                loose.append(tag[0])
        loose += [nodes[place].open for place in open_]
        return Marked(kept + text[at:], tuple(nodes), tuple(loose))

    def active(self, segment: Segment, text: str) -> Iterable[str]:
        return ()

    def spell(self, segment: Segment, marked: Marked) -> str:
        return marked.text

    def outline(self, text: str) -> tuple[str, ...]:
        return tuple(
            f"{'heading' if mark else 'number' if body[0].isdigit() else 'line'} {body.count('|')}"
            for mark, body, _ in LINE.findall(text)
            if body
        )

    def alike(self, original: str, rebuilt: Rebuilt) -> bool:
        return False

    def adapt(self, rebuilt: str, original: str, locale: str) -> str:
        return rebuilt

    def addresses(self, text: str) -> Iterable[str]:
        return ()

    def links(self, text: str) -> Links:
        return Links()


def catalog(targets: Mapping[str, str]) -> Catalog:
    """Make a catalog of final units, in lines 10, 11 …"""
    pairs = enumerate(targets.items(), 10)
    return Catalog(units=tuple(Unit(s, target=t, line=line) for line, (s, t) in pairs))
