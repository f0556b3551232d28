"""The leaves of a Markdown article: the stretches that hold inline text, and where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from l10n.formats.markdown.events import Event, article
from l10n.formats.markdown.templates import Masked

BLOCKS = frozenset(
    {
        "Paragraph", "Heading", "BlockQuote", "CodeBlock", "HtmlBlock", "List", "Item",
        "FootnoteDefinition", "DefinitionList", "DefinitionListTitle", "DefinitionListDefinition",
        "Table", "TableHead", "TableRow", "TableCell", "MetadataBlock", "ContainerBlock", "Rule",
        "TaskListMarker",
    }
)  # fmt: skip
REFERENCES = ("Reference", "Collapsed", "Shortcut")  # links, by the parser's names
PLAIN = frozenset({"Text", "SoftBreak", "HardBreak"})
PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


@dataclass(slots=True)
class Leaf:
    """A run of inline events, and the blocks around it, outermost first.

    start, end: the stretch it takes, a backslash before its first character
    included. block: the innermost one that is no mere paragraph, or nothing;
    first: whether it is the first leaf of that. plain: no formatting at all;
    breaks, references: those of its events that are hard breaks, and those
    that need a definition elsewhere.
    """

    blocks: tuple[Event, ...]
    events: list[Event] = field(default_factory=list)
    start: int = 0
    end: int = 0
    first: bool = True
    block: str = ""
    plain: bool = field(init=False)
    breaks: list[Event] = field(init=False)
    references: list[Event] = field(init=False)

    def __post_init__(self) -> None:
        tags = {event.tag for event in self.events}
        self.plain = tags <= PLAIN
        self.breaks = (
            [e for e in self.events if e.tag == "HardBreak"] if "HardBreak" in tags else []
        )
        self.references = [] if self.plain else [e for e in self.events if referring(e)]

    def inside(self, tag: str) -> bool:
        return any(event.tag == tag for event in self.blocks)


def referring(event: Event) -> bool:
    """Tell whether a construct means something only by a definition elsewhere."""
    linked = event.edge == "+" and event.told("link_type") in REFERENCES
    return linked or event.tag == "FootnoteReference"


@lru_cache(maxsize=4)  # a build asks for each article's several times
def leaves(masked: Masked) -> tuple[Leaf, ...]:
    """List the leaves of an article in reading order.

    Code and HTML blocks are leaves too, with the parser's events for their lines.
    """
    return tuple(found(masked))


def found(masked: Masked) -> Iterator[Leaf]:
    blocks: list[Event] = []
    seen: list[bool] = []  # of each of these, whether it had a leaf already
    run: list[Event] = []
    for event in article(masked.text):
        if event.tag not in BLOCKS:
            run.append(event)
            continue
        if run:
            yield leaf(masked.text, blocks, run, seen)
            run = []
        if event.edge == "+":
            blocks.append(event)
            seen.append(False)
        elif event.edge == "-":
            blocks.pop()
            seen.pop()
    if run:
        yield leaf(masked.text, blocks, run, seen)


def leaf(text: str, blocks: list[Event], run: list[Event], seen: list[bool]) -> Leaf:
    at = len(blocks) - 1
    while at >= 0 and blocks[at].tag == "Paragraph":
        at -= 1
    first = at < 0 or not seen[at]
    seen[:] = [True] * len(seen)
    name = blocks[at].tag if at >= 0 else ""
    return Leaf(tuple(blocks), run, *extent(text, run), first, name)


def begin(text: str, start: int) -> int:
    """Give where a piece begins as spelled: the parser leaves the backslash of an escape out."""
    escaped = start > 0 and text[start - 1] == "\\" and text[start : start + 1] in PUNCTUATION
    return start - 1 if escaped and start < len(text) else start


def extent(text: str, run: list[Event]) -> tuple[int, int]:
    """Give where a run of inline events begins and ends as spelled."""
    return begin(text, run[0].start), max(event.end for event in run)
