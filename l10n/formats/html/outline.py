"""The structure of an article without its words, from a conforming tree."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from l10n.formats.html import attributes
from l10n.formats.html.elements import BLOCKS, CLOSED, CODE
from l10n.formats.html.tree import readable

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
    """Takes the events of a parser.

    open: the elements that are open, each with the index of its block; code:
    the texts of the outermost element of code that is open.
    """

    extra: frozenset[str]
    blocks: list[Block] = field(default_factory=lambda: [Block("")])
    open: list[tuple[str, int]] = field(default_factory=list)
    depth: int = 0
    code: list[str] = field(default_factory=list)
    code_depth: int = 0

    def start(self, tag: str, found: Attributes) -> None:
        above, block = self.open[-1] if self.open else ("", 0)
        line = told(tag, found, self.extra)
        if tag in BLOCKS or tag in CLOSED:
            self.blocks.append(Block(f"{self.depth} {line}"))
            self.depth += 1
            block = len(self.blocks) - 1
        else:
            inside = "" if above in BLOCKS or above in CLOSED else f" in {above}"
            self.blocks[block].inline.append(f"  {line}{inside}")
        self.open.append((tag, block))
        if tag in CODE:
            self.code_depth += 1

    def end(self) -> None:
        tag, block = self.open.pop()
        self.depth -= tag in BLOCKS or tag in CLOSED
        if tag in CODE:
            self.code_depth -= 1
            if not self.code_depth:
                text = " ".join("".join(self.code).split())
                self.blocks[block].inline.append(f"  code: {text}")
                self.code = []

    def text(self, text: str) -> None:
        if self.code_depth:
            self.code.append(text)

    def lines(self) -> Iterator[str]:
        for block in self.blocks:
            if block.line:
                yield block.line
            yield from sorted(block.inline)


def told(tag: str, found: Attributes, extra: frozenset[str]) -> str:
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


def outline(text: str, extra: frozenset[str]) -> tuple[str, ...]:
    """Tell an article's structure: a line for each block, then one for each thing in it."""
    from turbohtml.saxparse import Characters, EndElement, StartElement, iter_events

    outliner = Outliner(extra)
    for event in iter_events(readable(text)):
        match event:
            case StartElement():
                outliner.start(event.tag, event.attrs)
            case EndElement():
                outliner.end()
            case Characters():
                outliner.text(event.data)
    return tuple(outliner.lines())
