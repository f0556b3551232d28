"""Nodes: the inline formatting of a segment, beside its text instead of inside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class NodeKind(StrEnum):
    """What a node does with the text: contain it, stand at a point of it, replace it."""

    PAIR = "pair"
    VOID = "void"
    ATOM = "atom"


class Glue(StrEnum):
    """To which neighbours a VOID or ATOM sticks without a space: a footnote mark to the left."""

    FREE = "free"
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Node:
    """One piece of inline formatting over `Marked.text`.

    start, end: the stretch of the text: what a PAIR contains, an ATOM's
    surface (what a reader sees of it), the same offset twice for a VOID.
    open, close: how the author spells it around that stretch; a VOID's or an
    ATOM's whole spelling is `open`. parent: the index of the PAIR around it
    among the nodes, -1 for none. name: what must be the same in every
    translation, such as `link https://example.org` or `code x_y`. inner: texts
    for people inside `open` (an image's description); `shell`: the strings
    around those, one more than there are texts; both empty where there is none.
    """

    kind: NodeKind
    start: int
    end: int
    open: str
    close: str = ""
    parent: int = -1
    name: str = ""
    glue: Glue = Glue.FREE
    inner: tuple[str, ...] = ()
    shell: tuple[str, ...] = ()

    @property
    def ends_line(self) -> bool:
        """Tell whether it is a line break, named `break` or `br`: no sentence goes on after it."""
        word = self.name.strip("</>").partition(" ")[0]
        return self.kind is NodeKind.VOID and word in ("break", "br")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without formatting, and its formatting beside it.

    text: what a reader sees, escapes and character references resolved; nodes:
    outermost first, in reading order (a parent before its children, siblings
    by start); loose: what looks like formatting and is none, as spelled (a
    stray `**`, a tag that nothing closes).
    """

    text: str
    nodes: tuple[Node, ...] = ()
    loose: tuple[str, ...] = ()

    def children(self, parent: int) -> Iterator[int]:
        """List the indices of a node's children; of the outermost nodes for -1."""
        return (at for at, node in enumerate(self.nodes) if node.parent == parent)
