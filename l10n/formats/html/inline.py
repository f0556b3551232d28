"""The inside of a segment: what a reader sees of it, and its tags beside that."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from l10n.formats.html import attributes, syntax
from l10n.formats.html.elements import DRAWING
from l10n.formats.html.references import plain
from l10n.formats.html.runs import LETTER
from l10n.formats.html.syntax import on_one_line
from l10n.formats.html.tokens import Is, Token, matched, scan
from l10n.formats.html.tree import left_alone
from l10n.markup.nodes import Glue, Marked, Node, NodeKind

MARKS = frozenset({"sub", "sup"})  # around figures, they belong to the word before
BREAKS = frozenset({"br", "wbr"})


@dataclass(slots=True)
class Reading:
    """Goes through a source or a target once.

    spoken: the language of the articles; alone: start tags whose elements are
    left alone, whatever they say; partners: the other ends of tags; texts,
    letters: how many tokens with text, with letters come before each place;
    open: the nodes whose end is still to come.
    """

    text: str
    spoken: str
    alone: Container[str] = ()
    tokens: Sequence[Token] = ()
    partners: Sequence[int] = ()
    texts: Sequence[int] = ()
    letters: Sequence[int] = ()
    seen: list[str] = field(default_factory=list)
    length: int = 0
    nodes: list[Node] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    open: list[int] = field(default_factory=list)

    def marked(self) -> Marked:
        self.tokens = list(scan(self.text, 0, len(self.text)))
        self.partners = matched(self.tokens)
        stretches = list(self.stretches())
        self.texts = [0, *accumulate(map(bool, stretches))]
        self.letters = [0, *accumulate(LETTER.search(one) is not None for one in stretches)]
        place = 0
        while place < len(self.tokens):
            place = self.token(place, stretches[place])
        return Marked("".join(self.seen), tuple(self.nodes), tuple(self.loose))

    def stretches(self) -> Iterator[str]:
        """Give what a reader sees of each token."""
        hidden = -1
        for place, token in enumerate(self.tokens):
            if token.name == DRAWING:
                hidden = max(hidden, self.partners[place])
            shown = token.kind is Is.TEXT and place > hidden
            yield on_one_line(plain(self.spelled(place))) if shown else ""

    def spelled(self, start: int, end: int = -1) -> str:
        """Give a token as spelled, or all from one to another."""
        return self.text[self.tokens[start].start : self.tokens[max(start, end)].end]

    def token(self, place: int, seen: str) -> int:
        """Take a token; give the place of the next one to take."""
        token, partner = self.tokens[place], self.partners[place]
        if token.kind is Is.TEXT:
            self.add(seen)
        elif token.kind is Is.VOID:
            self.point(place, place)
        elif partner < 0:
            self.loose.append(self.spelled(place))
        elif token.kind is Is.CLOSE:
            index = self.open.pop()
            closed = replace(self.nodes[index], end=self.length, close=self.spelled(place))
            self.nodes[index] = closed
        elif token.name == DRAWING or self.texts[partner] == self.texts[place]:
            self.point(place, partner)
            return partner + 1
        elif self.is_atom(place, partner):
            self.atom(place, partner)
            return partner + 1
        else:
            self.pair(place)
        return place + 1

    def add(self, text: str) -> None:
        self.seen.append(text)
        self.length += len(text)

    @property
    def parent(self) -> int:
        return self.open[-1] if self.open else -1

    def is_atom(self, place: int, partner: int) -> bool:
        """Tell whether an element with text is left as it is: code, or a footnote's mark."""
        token = self.tokens[place]
        tag = self.spelled(place)
        if tag in self.alone or left_alone(tag, token.name, self.spoken):
            return True
        return self.letters[partner] == self.letters[place] and is_mark(token.name, tag)

    def pair(self, place: int) -> None:
        tag = self.spelled(place)
        inner, shell = told_inside(tag)
        node = Node(NodeKind.PAIR, self.length, self.length, tag, "", self.parent, name_of(tag))
        self.open.append(len(self.nodes))
        self.nodes.append(replace(node, inner=inner, shell=shell))

    def point(self, place: int, partner: int) -> None:
        """Add a VOID: one token, or an element without text."""
        spelled = self.spelled(place, partner)
        inner, shell = told_inside(spelled)
        drawing = self.tokens[place].name == DRAWING
        name = self.named(place, place if drawing else partner)
        glue = Glue.BOTH if self.tokens[place].name in BREAKS else Glue.FREE
        node = Node(NodeKind.VOID, self.length, self.length, spelled, "", self.parent, name, glue)
        self.nodes.append(replace(node, inner=inner, shell=shell))

    def atom(self, place: int, partner: int) -> None:
        """Add an element that is left as it is."""
        inside = (at for at in range(place, partner) if self.tokens[at].kind is Is.TEXT)
        surface = "".join(on_one_line(plain(self.spelled(at))) for at in inside)
        spelled = self.spelled(place, partner)
        name = f"{self.named(place, partner)} {surface}"
        mark = is_mark(self.tokens[place].name, self.spelled(place))
        glue = Glue.LEFT if mark else Glue.FREE
        start = self.length
        self.add(surface)
        self.nodes.append(
            Node(NodeKind.ATOM, start, self.length, spelled, "", self.parent, name, glue)
        )

    def named(self, place: int, partner: int) -> str:
        """Name all tags from one to another."""
        kinds = (Is.OPEN, Is.VOID)
        wanted = (at for at in range(place, partner + 1) if self.tokens[at].kind in kinds)
        return " ".join(name_of(self.spelled(at)) for at in wanted)


def is_mark(name: str, tag: str) -> bool:
    """Tell whether an element without letters is a footnote's mark, an exponent or an index."""
    if name in MARKS:
        return True
    found = syntax.attributes(tag, 0, len(tag)) if name == "a" else ()
    return any(one.name == "href" and one.value_of(tag).startswith("#") for one in found)


def name_of(tag: str) -> str:
    """Name a tag or a comment so that neither case, order, quotes nor words for people matter.

    >>> name_of("<IMG src=a.png ALT='Une photo'>"), name_of("<!-- x -->")
    ('img alt src="a.png"', '<!-- x -->')
    """
    name = attributes.name_of(tag, 0) if tag[1:2].isalpha() else ""
    if not name:
        return on_one_line(tag)
    found = sorted(syntax.attributes(tag, 0, len(tag)))
    values = attributes.values_of(found, tag)
    told = [name]
    for one in found:
        people = attributes.kind_of(name, one.name, values) is not None
        told.append(one.name if people or one.start < 0 else f'{one.name}="{values[one.name]}"')
    return on_one_line(" ".join(told))


def told_inside(spelled: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the texts for people inside tags, and the strings around those."""
    inner: list[str] = []
    shell: list[str] = []
    done, lacking = 0, ""  # the quote that an unquoted value lacks
    if not attributes.MENTION.search(spelled):
        return (), ()
    for token in scan(spelled, 0, len(spelled)):
        if token.name == DRAWING:
            break
        if token.kind not in (Is.OPEN, Is.VOID) or token.name == "!":
            continue
        for found in attributes.offered(spelled, token.start, token.end):
            start, end, quote = found.attribute.start, found.attribute.end, found.attribute.quote
            inner.append(attributes.seen(spelled[start:end]))
            before = lacking + spelled[done : start + len(quote)]
            lacking = "" if quote else '"'
            shell.append(before + lacking)
            done = end - len(quote)
    return tuple(inner), (*shell, lacking + spelled[done:]) if shell else ()


def without_tags(text: str) -> Marked:
    """Read a source or a target where a tag is text."""
    return Marked(on_one_line(plain(text)))


def marked(text: str, spoken: str, alone: Container[str] = ()) -> Marked:
    """Tell text from tags in a source or a target, whatever it holds."""
    return Reading(text, spoken, alone).marked() if "<" in text else without_tags(text)
