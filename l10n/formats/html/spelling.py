"""Sources as translators see them, and targets as the article spells them."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from l10n.document import Segment
from l10n.formats.html import attributes
from l10n.formats.html.elements import DRAWING
from l10n.formats.html.inline import told_inside
from l10n.formats.html.references import readable, respelled, shielded, spellings, strict
from l10n.formats.html.runs import trimmed
from l10n.formats.html.syntax import BEGINS_MARKUP, folded, on_one_line
from l10n.formats.html.tokens import Is, Token, matched, scan
from l10n.formats.html.tree import left_alone
from l10n.markup.nodes import Marked, Node, NodeKind

# Places of segments: where a tag is text, and before the start tags that are left alone besides.
SOLE_TEXT, VALUE = ("text",), ("attribute",)
ALONE = "alone"
ENDS_TITLE = re.compile("<(?=/title)", re.IGNORECASE)


def alone_in(place: tuple[str, ...]) -> tuple[str, ...]:
    """Give the start tags in a segment that are left alone, whatever they say."""
    return place[1:] if place[:1] == (ALONE,) else ()


def stretches(text: str, spoken: str, alone_too: Container[str]) -> Iterator[tuple[Token, bool]]:
    """Part a source or a target into texts and tags; say what is to be left alone.

    alone_too: start tags that say nothing of it.
    """
    tokens = list(scan(text, 0, len(text)))
    partners: list[int] = []
    alone = -1
    for place, token in enumerate(tokens):
        if token.kind is Is.OPEN and place > alone:
            tag = text[token.start : token.end]
            drawing = token.name == DRAWING
            if drawing or tag in alone_too or left_alone(tag, token.name, spoken):
                partners = partners or matched(tokens)
                alone = partners[place]
        yield token, place <= alone


def source_of(text: str, tokens: Sequence[Token], start: int, end: int) -> str:
    """Give the source of a stretch of an article: on one line, references resolved.

    start, end: where it begins and ends in its first and its last token.
    """
    whole = []
    for kind, begin, stop, _, _ in tokens:
        spelled = text[max(start, begin) : min(end, stop)]
        if kind is Is.TEXT:
            spelled = on_one_line(readable(spelled))
        elif on_one_line(spelled) != spelled:
            spelled = narrowed(spelled) if kind is Is.ATOM else folded(spelled)
        whole.append(spelled)
    return "".join(whole)


def narrowed(code: str) -> str:
    """Put what is left alone on one line, as far as line ends mean nothing in it."""
    tokens = scan(code, 0, len(code))
    pieces = ((one.kind, code[one.start : one.end]) for one in tokens)
    return "".join(
        on_one_line(piece) if kind is Is.TEXT else folded(piece) for kind, piece in pieces
    )


def embedded(segment: Segment, target: str, spoken: str) -> str:
    """Spell a target the way the article spells its source."""
    if target == segment.source:
        return segment.raw
    if segment.place == VALUE:
        return attributes.embedded(segment.raw, target)
    start, end = trimmed(target, 0, len(target))
    words = target[start:end]
    if segment.place == SOLE_TEXT:
        spelled = spellings(segment.raw)
        return respelled(ENDS_TITLE.sub("&lt;", on_one_line(words)), spelled)
    alone_too = alone_in(segment.place)
    spelled = spellings(texts_of(segment.raw, spoken, alone_too))
    if "<" not in words:
        return respelled(on_one_line(words), spelled)
    whole = []
    for token, alone in stretches(words, spoken, alone_too):
        stretch = words[token.start : token.end]
        if token.kind is Is.TEXT and not alone:
            if "<" in stretch:
                stretch = BEGINS_MARKUP.sub("&lt;", stretch)
            stretch = respelled(on_one_line(stretch), spelled)
        whole.append(stretch)
    return "".join(whole)


def texts_of(raw: str, spoken: str, alone_too: Container[str]) -> str:
    """Give what of a stretch of an article is text."""
    if "&" not in raw or "<" not in raw:
        return raw
    return " ".join(
        raw[token.start : token.end]
        for token, alone in stretches(raw, spoken, alone_too)
        if token.kind is Is.TEXT and not alone
    )


@dataclass(frozen=True, slots=True)
class Manner:
    """How far a source escapes what is no markup: only where it must, or always."""

    ampersands: bool
    angles: bool
    closing_angles: bool

    def escaped(self, text: str) -> str:
        if "&" in text:
            text = text.replace("&", "&amp;") if self.ampersands else shielded(text)
        if "<" in text:
            text = text.replace("<", "&lt;") if self.angles else BEGINS_MARKUP.sub("&lt;", text)
        return text.replace(">", "&gt;") if self.closing_angles else text


def manner(source: str) -> Manner:
    """Tell the manner of a source: without an `&` or `<` to go by, always."""
    bare = "".join(
        source[t.start : t.end] for t in scan(source, 0, len(source)) if t.kind is Is.TEXT
    )
    ampersands = bare.count("&") - sum(1 for _ in strict(bare))
    return Manner("&amp;" in source or not ampersands, "<" not in bare, "&gt;" in source)


@dataclass(slots=True)
class Writer:
    """Writes a marked text as a target, from left to right.

    done: how much of the text is written; open: the nodes that are not closed yet.
    """

    marked: Marked
    manner: Manner
    whole: list[str] = field(default_factory=list)
    done: int = 0
    open: list[int] = field(default_factory=list)

    def written(self) -> str:
        for index, node in enumerate(self.marked.nodes):
            while self.open and self.open[-1] != node.parent:
                self.close()
            self.upto(node.start)
            self.whole.append(opened(node))
            if node.kind is NodeKind.PAIR:
                self.open.append(index)
            else:
                self.done = max(self.done, node.end)
        while self.open:
            self.close()
        self.upto(len(self.marked.text))
        return "".join(self.whole)

    def close(self) -> None:
        node = self.marked.nodes[self.open.pop()]
        self.upto(node.end)
        self.whole.append(node.close)

    def upto(self, end: int) -> None:
        if end > self.done:
            self.whole.append(self.manner.escaped(self.marked.text[self.done : end]))
            self.done = end


def spelled(segment: Segment, marked: Marked) -> str:
    """Write a text and its nodes as a target for a segment."""
    if segment.place in (SOLE_TEXT, VALUE):
        return manner(segment.source).escaped(marked.text)
    return Writer(marked, manner(segment.source)).written()


def opened(node: Node) -> str:
    """Give a node's opening, with the texts inside it as they are now."""
    if not node.shell or told_inside(node.open)[0] == node.inner:
        return node.open
    whole = [node.shell[0]]
    for text, before, after in zip(node.inner, node.shell, node.shell[1:], strict=False):
        whole += [attributes.quoted(text, before[-1:]), after]
    return "".join(whole)
