"""The structure of an article without its words, from a conforming tree."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from l10n.formats.html import attributes
from l10n.formats.html.elements import BLOCKS, CLOSED, CODE
from l10n.formats.html.stream import Stream
from l10n.formats.html.tokens import Is
from l10n.formats.html.tree import Scope, elements, parseable

Attributes = tuple[tuple[str, str | None], ...]
# What a locale changes: see locale_marks.
MARKED = frozenset({"lang", "xml:lang", "dir"})
MARKED_BY = ("property", "http-equiv")
MARKED_METAS = frozenset({"og:locale", "content-language"})


@dataclass(slots=True)
class Block:
    """A block, and what stands in it and in no block inside it."""

    line: str
    inline: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Outliner:
    """Takes the events of a parser. open: the elements that are, each with its block."""

    extra: frozenset[str]
    blocks: list[Block] = field(default_factory=lambda: [Block("")])
    open: list[tuple[str, int]] = field(default_factory=list)
    depth: int = 0

    def start(self, tag: str, found: Attributes) -> None:
        above, block = self.open[-1] if self.open else ("", 0)
        line = line_of(tag, found, self.extra)
        if tag in BLOCKS or tag in CLOSED:
            self.blocks.append(Block(f"{self.depth} {line}"))
            self.depth += 1
            block = len(self.blocks) - 1
        else:
            inside = "" if above in BLOCKS or above in CLOSED else f" in {above}"
            self.blocks[block].inline.append(f"  {line}{inside}")
        self.open.append((tag, block))

    def end(self) -> None:
        tag, _ = self.open.pop()
        self.depth -= tag in BLOCKS or tag in CLOSED

    def lines(self) -> Iterator[str]:
        for block in self.blocks:
            if block.line:
                yield block.line
            yield from sorted(block.inline)


def line_of(tag: str, found: Attributes, extra: frozenset[str]) -> str:
    """Tell a start tag, without the words for people in it."""
    values = {name: value or "" for name, value in found}
    marked = MARKED if tag == "html" else frozenset()
    if tag == "meta" and MARKED_METAS & {values.get(key, "").lower() for key in MARKED_BY}:
        marked = frozenset({"content"})
    whole = [tag]
    for name, value in sorted(values.items()):
        if name in marked:
            continue
        people = attributes.kind_of(tag, name, values, extra) is not None
        whole.append(name if people else f"{name}={value!r}")
    return " ".join(whole)


def left_alone(text: str, scope: Scope) -> Iterator[str]:
    """Give code and the like inside sentences as spelled: in order, sorted between two blocks."""
    found = elements(text, scope)
    if not any(element.first or element.name in CODE for element in found):
        return
    between: list[str] = []
    for token in Stream(text, found).tokens():
        if token.kind is Is.ATOM:
            element = found[token.element]
            inside = text[element.inside : element.closing]
            between.append(f"{element.name}: {' '.join(inside.split())}")
        elif token.kind is Is.BREAK and between:
            yield from sorted(between)
            between = []
    yield from sorted(between)


def outline(text: str, scope: Scope, extra: frozenset[str]) -> tuple[str, ...]:
    """Tell an article's structure: its blocks and what is in them, then its code."""
    from turbohtml.saxparse import EndElement, StartElement, iter_events

    looked_at = parseable(text)
    outliner = Outliner(extra)
    for event in iter_events(looked_at):
        match event:
            case StartElement():
                outliner.start(event.tag, event.attrs)
            case EndElement():
                outliner.end()
    return (*outliner.lines(), *left_alone(looked_at, scope))
