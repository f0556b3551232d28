"""An article as a stream of tokens, told apart as browsers do."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from l10n.formats.html.elements import BLOCKS, CLOSED, CODE, DRAWING, FOREIGN, VOID
from l10n.formats.html.syntax import BEGINS_MARKUP
from l10n.formats.html.tokens import Is, Token, scan
from l10n.formats.html.tree import Element

DIRECTIVE = "l10n:"  # in a comment for us; the name of its token
LOST = "!lost"  # of a tag that nothing ends: browsers show nothing of the rest
SOLE_TEXT = "title"  # a tag in it is text
EDGE = Token(Is.BREAK, 0, 0)  # where a block begins or ends
ALONE = CLOSED | CODE | {DRAWING}
KINDS = {
    **dict.fromkeys(CODE, Is.ATOM),
    **dict.fromkeys(VOID | {DRAWING}, Is.VOID),
    **dict.fromkeys(BLOCKS | CLOSED, Is.BREAK),
}
RAW = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "xmp"})


@dataclass(slots=True)
class Stream:
    """Reads an article along the tags that the parser placed; the rest lies between them.

    marks: where tags begin and end, whose they are, and whether they open;
    framed: whether it is a page of frames, which shows no other text; current:
    the element that the next text stands in.
    """

    text: str
    elements: Sequence[Element]
    marks: list[tuple[int, int, int, bool]] = field(default_factory=list)
    framed: bool = False
    current: int = -1

    def tokens(self) -> list[Token]:
        """List all tokens; what lies between them is for no segment."""
        self.marks = sorted(marks(self.elements))
        self.framed = any(one.name == "frameset" and not one.parent for one in self.elements)
        found: list[Token] = []
        place = at = 0
        broken = True  # whether a block begins or ends right before
        while place < len(self.marks):
            mark = self.marks[place]
            start, _, index, opens = mark
            place += 1
            if start < at:
                continue
            # Most of what is between two tags is white space between two blocks.
            if start > at and not (broken and self.text[at:start].isspace()):
                found += self.between(at, start)
                broken = False
            kind, at, place = self.tag(mark, place)
            # Nor is there anything for people in end tags of blocks and tags without attributes.
            name = self.elements[index].name
            told = opens and (self.elements[index].has_attributes or name in CODE)
            if kind is not Is.BREAK or told:
                found.append(Token(kind, start, at, name, index))
            elif not broken:
                found.append(EDGE)
            broken = kind is Is.BREAK
        if at < len(self.text):
            found += self.between(at, len(self.text))
        return found

    def tag(self, mark: tuple[int, int, int, bool], place: int) -> tuple[Is, int, int]:
        """Take a tag; tell what it is, where what belongs to it ends, which mark comes next."""
        start, end, index, opens = mark
        element = self.elements[index]
        name = element.name
        if not opens:
            self.current = element.parent
            return Is.BREAK if name in BLOCKS else Is.CLOSE, end, place
        if self.text[start + 1] == "/":  # a stray end tag, of which browsers make an element
            return Is.VOID if name == "br" else Is.BREAK, end, place
        kind = KINDS.get(name, Is.OPEN)
        if element.first or name in ALONE:
            kind = self.checked(kind, element)
            if kind is Is.ATOM or name in ALONE:
                return kind, *self.extent(index, place)
        if name not in VOID:
            self.current = index
        return kind, end, place

    def checked(self, kind: Is, element: Element) -> Is:
        """Tell what the start tag of an element begins that is left alone, if it is inline.

        It stays in its sentence if it is whole and without blocks.
        """
        if kind is Is.BREAK or element.name in VOID:
            return kind
        if self.closes_itself(element):
            return Is.VOID
        whole = self.elements[element.last].blocks == element.blocks
        if whole and element.end >= 0:
            return kind if element.name == DRAWING else Is.ATOM
        return Is.BREAK if element.name in ALONE else Is.OPEN

    def closes_itself(self, element: Element) -> bool:
        return element.name in FOREIGN and self.text.startswith("/>", element.inside - 2)

    def extent(self, index: int, place: int) -> tuple[int, int]:
        """Tell where an element ends, and at which mark the text after it goes on."""
        element = self.elements[index]
        end = element.end if element.end > 0 else len(self.text)
        if element.end < 0 and self.closes_itself(element):
            end = element.inside
        while place < len(self.marks):
            start, _, other, _ = self.marks[place]
            if start >= end:
                break
            if element.end < 0 and not index <= other <= element.last:
                return start, place
            place += 1
        return end, place

    def between(self, start: int, end: int) -> Iterable[Token]:
        """Give the tokens between two tags: texts, comments, tags that browsers ignore."""
        current = self.current
        element = self.elements[current] if current >= 0 else None
        hidden = element.silence or (self.framed and element.name != SOLE_TEXT) if element else 0
        kind = Is.BREAK if hidden else Is.TEXT
        if self.text.find("<", start, end) < 0 or (element and element.name == SOLE_TEXT):
            return (Token(kind, start, end, "", current),)
        return self.scanned(start, end, kind)

    def scanned(self, start: int, end: int, text: Is) -> Iterator[Token]:
        """Tell what is text from what is not, where there is a `<` between two tags."""
        current = self.current
        closed = start  # where an ignored element ends of which all is ignored
        for token in scan(self.text, start, end):
            kind, name = token.kind, token.name
            if token.start < closed:
                continue
            if kind is Is.TEXT:
                lost = BEGINS_MARKUP.search(self.text, token.start, token.end)
                if lost is None:
                    yield Token(text, token.start, token.end, "", current)
                    continue
                if lost.start() > token.start:
                    yield Token(text, token.start, lost.start(), "", current)
                yield Token(Is.BREAK, lost.start(), end, LOST)
                return
            if name == "!":
                ours = DIRECTIVE in self.text[token.start : token.end]
                yield token._replace(kind=Is.BREAK, name=DIRECTIVE) if ours else token
            elif kind is Is.OPEN and name in RAW:
                closing = re.compile(f"</{name}", re.IGNORECASE).search(self.text, token.end, end)
                closed = closing.start() if closing else end
                yield Token(Is.BREAK, token.start, closed, name)
            else:
                block = name in BLOCKS or name in CLOSED
                yield token._replace(kind=Is.BREAK) if block else token


def marks(elements: Sequence[Element]) -> Iterator[tuple[int, int, int, bool]]:
    for index, element in enumerate(elements):
        if element.start >= 0:
            yield element.start, element.inside, index, True
        if element.closing >= 0:
            yield element.closing, element.end, index, False
