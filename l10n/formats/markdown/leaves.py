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


NOTHING = Event("", "", 0, 0)


@dataclass(slots=True)
class Leaf:
    """A run of inline events, and the block around it.

    around: the innermost block that is no mere paragraph, `NOTHING` if there is
    none; start, end: the stretch it takes, a backslash before its first character
    included. first: whether it is the first leaf of that block; quoted: whether
    it stands in a block quote. plain: no formatting at all; breaks, references:
    those of its events that are hard breaks, and those that need a definition
    elsewhere, both in order.
    """

    around: Event
    events: list[Event] = field(default_factory=list)
    start: int = 0
    end: int = 0
    first: bool = True
    quoted: bool = False
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

    @property
    def block(self) -> str:
        """The name of the block around it, or nothing."""
        return self.around.tag


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
    around = Around()
    run: list[Event] = []
    for event in article(masked.text):
        if event.tag not in BLOCKS:
            run.append(event)
            continue
        if run:
            yield around.leaf(masked.text, run)
            run = []
        if event.edge == "+":
            around.open(event)
        elif event.edge == "-":
            around.close()
    if run:
        yield around.leaf(masked.text, run)


@dataclass(slots=True)
class Around:
    """The blocks that are open, outermost first.

    had: in how many of the first ones a leaf was seen already; quotes: how many
    are block quotes.
    """

    blocks: list[Event] = field(default_factory=list)
    had: int = 0
    quotes: int = 0

    def open(self, block: Event) -> None:
        self.blocks.append(block)
        self.quotes += block.tag == "BlockQuote"

    def close(self) -> None:
        self.quotes -= self.blocks.pop().tag == "BlockQuote"
        self.had = min(self.had, len(self.blocks))

    def leaf(self, text: str, run: list[Event]) -> Leaf:
        at = len(self.blocks) - 1
        while at >= 0 and self.blocks[at].tag == "Paragraph":  # one at most
            at -= 1
        first = at < 0 or at >= self.had
        self.had = len(self.blocks)
        block = self.blocks[at] if at >= 0 else NOTHING
        return Leaf(block, run, *extent(text, run), first, self.quotes > 0)


def begin(text: str, start: int) -> int:
    """Give where a piece begins as spelled: the parser leaves the backslash of an escape out."""
    escaped = start > 0 and text[start - 1] == "\\" and text[start : start + 1] in PUNCTUATION
    return start - 1 if escaped and start < len(text) else start


def extent(text: str, run: list[Event]) -> tuple[int, int]:
    """Give where a run of inline events begins and ends as spelled."""
    return begin(text, run[0].start), max(event.end for event in run)
