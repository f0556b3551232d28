"""From the leaves of an article to its segments, each with its place, kind and trail."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from l10n.directives import Directives
from l10n.document import Kind, Segment, Wrapping
from l10n.formats.markdown.events import Event, definitions
from l10n.formats.markdown.leaves import Leaf
from l10n.formats.markdown.lines import FOLDED, LINE_END, layout, prose, within, wrapped_at
from l10n.formats.markdown.pieces import Piece, pieces, quoted, trimmed
from l10n.formats.markdown.spans import readable, tree
from l10n.formats.markdown.templates import Masked

DEFINITION = re.compile(
    r"\s*\[(?:\\.|[^\]\\])*\]:\s*(?:<[^<>\n]*>|[^\s<]\S*)\s+(?=[\"'(])", re.DOTALL
)
TASKS = ("[ ]", "[x]", "[X]")
# A tag with a line end in it, which without that would be a link's address.
AMBIGUOUS = re.compile(r"\]\(<[^<>\r\n]*[\r\n]")
KINDS = {
    "Heading": Kind.HEADING,
    "TableCell": Kind.CELL,
    "DefinitionListTitle": Kind.TERM,
}
FIRST_KINDS = {
    "Item": Kind.LIST_ITEM,
    "FootnoteDefinition": Kind.FOOTNOTE,
    "DefinitionListDefinition": Kind.DEFINITION,
}
PLACES = {
    "Item": "item",
    "FootnoteDefinition": "footnote",
    "DefinitionListTitle": "term",
    "DefinitionListDefinition": "definition",
    "TableCell": "cell",
}


@dataclass(slots=True)
class Reader:
    """Reads an article's leaves in order, remembering the headings and the author's comments.

    line: the article's line that the text begins on; excluded: headings whose
    sections are no text to translate.
    """

    masked: Masked
    text: str
    leaves: tuple[Leaf, ...]
    line: int = 1
    excluded: tuple[re.Pattern[str], ...] = ()
    directives: Directives = field(default_factory=Directives)
    headings: list[tuple[int, str]] = field(default_factory=list)
    titled: bool = False
    shut: int = 0
    unplaced: list[tuple[int, str]] = field(default_factory=list)
    width: int = 0
    ending: str = "\n"
    starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts = [match.end() for match in LINE_END.finditer(self.text)]
        self.width = wrapped_at(self.text, self.leaves)
        found = re.search(r"\r\n|\r|\n", self.text)
        self.ending = found[0] if found else "\n"

    def read(self, leaf: Leaf) -> Iterator[tuple[int, Segment]]:
        """Give a leaf's segments and where each begins."""
        heading = leaf.around if leaf.block == "Heading" and self.is_heading(leaf) else None
        if heading is not None:
            self.enter(int(heading.told("level")[1:]), plain(self.masked, leaf.events))
        if self.directives.off or self.shut:
            return
        for piece in self.pieces(leaf):
            if AMBIGUOUS.search(self.text, piece.start, piece.end):
                self.unplaced.append(
                    (self.line_at(piece.start), "would read otherwise on one line")
                )
                continue
            segment = self.segment(leaf, piece)
            yield piece.start, self.directives.applied(segment)

    def pieces(self, leaf: Leaf) -> Iterator[Piece]:
        """List the texts of a leaf; most leaves are one, with nothing to look into."""
        if leaf.plain and not self.masked.opaque:
            if any(readable(str(e.value)) for e in leaf.events if e.tag == "Text"):
                start, end = trimmed(self.masked, leaf.start, leaf.end)
                if start == leaf.start and leaf.events[-1].tag == "Text":
                    yield Piece(start, end)
                    return
            else:
                return
        spans = tree(self.masked.text, leaf.events)
        yield from pieces(self.masked, spans, leaf.start, leaf.end)

    def line_at(self, at: int) -> int:
        return self.line + bisect_right(self.starts, at)

    def is_heading(self, leaf: Leaf) -> bool:
        return leaf.around.start not in self.masked.titles

    def enter(self, level: int, title: str) -> None:
        """Begin the section of a heading."""
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self.headings.append((level, title))
        if self.shut and level <= self.shut:
            self.shut = 0
        if not self.shut and any(pattern.fullmatch(title) for pattern in self.excluded):
            self.shut = level

    @property
    def trail(self) -> tuple[str, ...]:
        return tuple(title for _, title in self.headings if title)

    def segment(self, leaf: Leaf, piece: Piece) -> Segment:
        raw = self.text[piece.start : piece.end]
        heading = leaf.block == "Heading"
        return Segment(
            source=prose(self.text, leaf, piece.start, piece.end),
            raw=raw,
            line=self.line_at(piece.start),
            kind=piece.kind or self.kind(leaf),
            trail=self.trail[:-1] if heading and self.is_heading(leaf) else self.trail,
            wrapping=self.wrapping(leaf, piece),
            place=self.place(leaf, piece),
        )

    def place(self, leaf: Leaf, piece: Piece) -> tuple[str, ...]:
        if piece.kind is Kind.TOOLTIP:
            return piece.place
        name = "paragraph" if self.contained(leaf) else place(self.masked.text, leaf)
        return (*(piece.place or (name,)), *labels(leaf, piece))

    def contained(self, leaf: Leaf) -> bool:
        """Tell whether the list item around a leaf was only made of an admonition's first line."""
        return leaf.block == "Item" and leaf.around.start + len("- ") in self.masked.titles

    def kind(self, leaf: Leaf) -> Kind:
        if leaf.block == "Heading" and not self.is_heading(leaf):
            return Kind.LABEL
        if leaf.block == "Heading" and not self.titled:
            self.titled = True
            return Kind.TITLE if leaf.around.told("level") == "H1" else Kind.HEADING
        if leaf.first and leaf.block in FIRST_KINDS and not self.contained(leaf):
            return FIRST_KINDS[leaf.block]
        return KINDS.get(leaf.block, Kind.PARAGRAPH)

    def wrapping(self, leaf: Leaf, piece: Piece) -> Wrapping | None:
        if piece.kind is not None or leaf.block == "TableCell":
            return None
        width = 0 if leaf.block in ("Heading", "DefinitionListTitle") else self.width
        return layout(self.text, leaf, width, self.ending)

    def reference_titles(self) -> Iterator[tuple[int, Segment]]:
        """Give the titles of reference definitions."""
        for start, end, _, title in definitions(self.masked.text).values():
            match = DEFINITION.match(self.text, start, end) if title else None
            if match:
                piece = quoted(match.end(), end - 1, self.text[match.end()])
                raw = self.text[piece.start : piece.end]
                source = FOLDED[False].sub(" ", raw)
                if any(map(str.isalpha, source)):
                    line = self.line_at(piece.start)
                    yield piece.start, Segment(source, raw, line, Kind.TOOLTIP, place=piece.place)


def place(text: str, leaf: Leaf) -> str:
    """Name the way in which a leaf's text is spelled."""
    if leaf.block == "Item" and text[max(0, leaf.start - 4) : leaf.start].rstrip()[-3:] in TASKS:
        return "inside"
    if leaf.block == "Heading":
        return "heading" if text.startswith("#", leaf.around.start) else "setext"
    if leaf.block in ("TableCell", "DefinitionListTitle") or leaf.first:
        return PLACES.get(leaf.block, "paragraph")
    return "paragraph"


def labels(leaf: Leaf, piece: Piece) -> tuple[str, ...]:
    """List the definitions that a piece needs to be read by itself: links' and footnotes'."""
    found = []
    for event in within(leaf.references, piece.start, piece.end):
        if event.tag == "FootnoteReference":
            found.append(f"[^{event.value}]: x")
        else:
            found.append(f"[{event.told('id')}]: <{address(event)}>")
    return tuple(dict.fromkeys(found))


def address(event: Event) -> str:
    """Give a link's address so that a definition between < and > can hold it."""
    return re.sub(r"([<>\\])", r"\\\1", event.told("dest_url"))


def plain(masked: Masked, events: Iterable[Event]) -> str:
    """Give the words of a heading, without formatting."""
    words = []
    for event in events:
        if event.tag == "Text" and not any(True for _ in masked.within(event.start, event.end)):
            words.append(str(event.value))
        elif event.tag == "Text":
            words += [masked.text[a:b] for a, b in masked.visible(event.start, event.end)]
        elif event.tag == "Code":
            words.append(str(event.value))
        elif event.tag in ("SoftBreak", "HardBreak"):
            words.append(" ")
    return " ".join("".join(words).split())


def line_of(text: str, at: int) -> int:
    """Tell on which line an offset is."""
    return 1 + sum(1 for _ in LINE_END.finditer(text, 0, at))
