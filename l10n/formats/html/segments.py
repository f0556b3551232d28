"""The segments of an article, in reading order, and the skeleton between them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from l10n.directives import Directives
from l10n.document import Document, Kind, Part, Segment
from l10n.formats.html import attributes
from l10n.formats.html.elements import CODE, KINDS, LEVELS
from l10n.formats.html.inline import marked
from l10n.formats.html.references import readable
from l10n.formats.html.runs import BULLET, Run, has_letters, trimmed, without_bullets
from l10n.formats.html.spelling import ALONE, SOLE_TEXT, VALUE, alone_in, source_of
from l10n.formats.html.stream import DIRECTIVE, LOST, Stream
from l10n.formats.html.syntax import folded, on_one_line
from l10n.formats.html.tokens import Is, Token
from l10n.formats.html.tree import EXCLUDED, Element, Scope, elements, parseable

FOOTNOTE = re.compile(
    r"""\bid\s*=\s*["']?(?:fn|_?ftn|footnote|cite_note)|doc-footnote""", re.IGNORECASE
)
LONGEST_HEADING = 200  # characters; what is broken over more lines is no heading to go by
UNCLOSED = "this tag or comment is never closed: browsers show nothing of what follows"


class Said(NamedTuple):
    """What is known of a segment before its place is; home: its block, -1 for an attribute's."""

    source: str
    raw: str
    kind: Kind
    place: tuple[str, ...]
    home: int = -1


@dataclass(slots=True)
class Segmenter:
    """Goes through an article once; makes parts of it as it goes.

    bullets: whether there are any of Word's; selective: whether there may be
    exclusions inside sentences; done: how far the parts reach;
    line, counted: of the character up to which line ends were counted; opened:
    inline elements left open, by name; headings: those above, each with its
    level and its element.
    """

    text: str
    looked_at: str
    elements: Sequence[Element]
    language: str
    extra: frozenset[str]
    bullets: bool
    selective: bool
    parts: list[Part] = field(default_factory=list)
    unplaced: list[tuple[int, str]] = field(default_factory=list)
    done: int = 0
    line: int = 1
    counted: int = 0
    opened: Counter[str] = field(default_factory=Counter)
    headings: list[tuple[int, int, str]] = field(default_factory=list)
    directives: Directives = field(default_factory=Directives)

    def document(self) -> Document:
        run: list[Token] = []
        for token in Stream(self.looked_at, self.elements).tokens():
            if token.kind is not Is.BREAK:
                run.append(token)
                continue
            if run:
                self.run(run)
                run = []
            self.boundary(token)
        if run:
            self.run(run)
        if self.done < len(self.text):
            self.parts.append(self.text[self.done :])
        return Document(tuple(self.parts), tuple(self.unplaced))

    def boundary(self, token: Token) -> None:
        if token.name == DIRECTIVE:
            self.directives.obey(self.text[token.start : token.end])
        elif token.name == LOST:
            if has_letters(self.text[token.start + 1 : token.end]):
                self.unplaced.append((self.line_of(token.start), UNCLOSED))
        else:
            self.opened[token.name] += token.name in CODE  # without an end, or it would be no break
            self.tag(token)

    def tag(self, token: Token) -> None:
        """Give the attributes for people of a tag that is in no segment."""
        if token.element < 0 or token.kind is Is.CLOSE:
            return
        element = self.elements[token.element]
        start, end = element.start, element.inside
        bare = end - start == len(element.name) + 2
        if bare or token.start != start or element.silence:
            return
        for found in attributes.offered(self.text, start, end, self.extra):
            raw = self.text[found.attribute.start : found.attribute.end]
            said = Said(attributes.source_of(raw), raw, found.kind, VALUE)
            self.emit(found.attribute.start, said)

    def run(self, tokens: list[Token]) -> None:
        """Make segments of what stands between two blocks."""
        if self.bullets:
            tokens = without_bullets(self.text, tokens)
        if len(tokens) == 1 and tokens[0].kind is Is.TEXT:
            if has_letters(self.text[tokens[0].start : tokens[0].end]):
                self.piece(tokens)
            return
        run = Run(self.text, tokens, self.opened)
        place = 0
        for start, end in run.pieces():
            for token in tokens[place:start]:
                self.tag(token)
            self.piece(tokens[start:end])
            place = end
        for token in tokens[place:]:
            self.tag(token)

    def piece(self, tokens: Sequence[Token]) -> None:
        """Make a segment of tokens."""
        start, end = trimmed(self.text, tokens[0].start, tokens[-1].end)
        raw = self.text[start:end]
        home = self.home(tokens)
        if self.elements[home].name == "title":
            source = on_one_line(readable(raw))
            self.emit(start, Said(source, raw, Kind.TITLE, SOLE_TEXT))
        else:
            source = source_of(self.text, tokens, start, end)
            self.emit(start, Said(source, raw, self.kind(home), self.alone(tokens), home))

    def alone(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Give the place of a segment: the start tags in it that a selector excludes."""
        if not self.selective:
            return ()
        atoms = (self.elements[token.element] for token in tokens if token.kind is Is.ATOM)
        tags = (self.text[one.start : one.inside] for one in atoms if one.silence & EXCLUDED)
        found = tuple(dict.fromkeys(folded(tag) for tag in tags))
        return (ALONE, *found) if found else ()

    def home(self, tokens: Sequence[Token]) -> int:
        """Give the block that the first text of some tokens stands in."""
        inside = (token.element for token in tokens if token.kind is Is.TEXT)
        return self.elements[max(0, next(inside, 0))].block

    def kind(self, home: int) -> Kind:
        """Tell what a block's text is: a paragraph alone in a list item is the item."""
        element = self.elements[home]
        if element.name in ("p", "div") and element.parent >= 0:
            above = self.elements[element.parent]
            element = above if above.name in KINDS else element
        kind = KINDS.get(element.name, Kind.PARAGRAPH)
        if kind is Kind.LIST_ITEM and FOOTNOTE.search(self.text, element.start, element.inside):
            return Kind.FOOTNOTE
        return kind

    def emit(self, start: int, said: Said) -> None:
        """Add a segment, unless the author switched us off."""
        if self.directives.off:
            return
        source, raw, kind, place, home = said
        level = LEVELS.get(self.elements[home].name, 0) if home >= 0 else 0
        if level:
            self.leave(level, home)
        above = self.headings[:-1] if level and self.within(home) else self.headings
        told = kind in (Kind.TITLE, Kind.METADATA)
        trail = () if told else tuple(text for _, _, text in above)
        segment = Segment(source, raw, self.line_of(start), kind, trail, place=place)
        if self.done < start:
            self.parts.append(self.text[self.done : start])
        self.parts.append(self.directives.applied(segment))
        self.done = start + len(raw)
        if level:
            self.enter(level, home, marked(source, self.language, alone_in(place)).text)

    def within(self, home: int) -> bool:
        return bool(self.headings) and self.headings[-1][1] == home

    def leave(self, level: int, home: int) -> None:
        """Forget the headings that a new one of a level ends."""
        while self.headings and self.headings[-1][0] >= level and not self.within(home):
            self.headings.pop()

    def enter(self, level: int, home: int, text: str) -> None:
        if self.within(home):
            before = self.headings.pop()[2]
            text = f"{before} {text}" if len(before) < LONGEST_HEADING else before
        self.headings.append((level, home, text))

    def line_of(self, start: int) -> int:
        self.line += self.looked_at.count("\n", self.counted, start)
        self.counted = start
        return self.line


def document(text: str, scope: Scope, extra: frozenset[str]) -> Document:
    """Find the segments of an article."""
    looked_at = parseable(text)
    found = elements(looked_at, scope)
    return Segmenter(
        text, looked_at, found, scope.language, extra, BULLET in text, bool(scope.exclude)
    ).document()
