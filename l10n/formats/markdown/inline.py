"""Text and formatting of one segment: from the author's syntax to nodes beside a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from l10n.formats.markdown.events import Event, events
from l10n.formats.markdown.leaves import BLOCKS, begin
from l10n.formats.markdown.pieces import title
from l10n.formats.markdown.spans import ADDRESS, TAG, Span, everything, tree, verbatim
from l10n.formats.markdown.templates import Masked, masked_inline, resolved
from l10n.markup.nodes import Glue, Marked, Node, NodeKind

# What stands around a segment in its article, as little as the parser needs to read it the
# same way, and the blocks that then are around it.
FRAMES = {
    "paragraph": ("", "", ("Paragraph",)),
    "item": ("- ", "", ("List", "Item")),
    "heading": ("# ", "", ("Heading",)),
    "setext": ("", "\n===", ("Heading",)),
    "cell": ("| ", " |\n|-|", ("Table", "TableHead", "TableCell")),
    "term": ("", "\n: x", ("DefinitionList", "DefinitionListTitle", "DefinitionListDefinition")),
    "definition": (
        "x\n: ",
        "",
        ("DefinitionList", "DefinitionListTitle", "DefinitionListDefinition"),
    ),
    "footnote": ("[^x]: ", "", ("FootnoteDefinition", "Paragraph")),
    "inside": ("x ", "", ("Paragraph",)),
    "linked": ("[", "](x)", ("Paragraph",)),
    "alt": ("![", "](x)", ("Paragraph",)),
}
MISREAD = "what reads as"
PLAIN = ("title", "comment")
BRACKETED = ("linked", "alt")
LOOSE = re.compile(r"\*+|~~+|`+|\]\s?\(|\]\[|(?<!\w)_+|_+(?!\w)|</?[A-Za-z!][^\s>]*|!\[|\$\$+")
ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?""")
FOLD = re.compile(r"[ \t]*[\r\n][ \t]*(?:>[ \t]+)*\s*")  # quotation marks between, too
QUOTED = re.compile(r"\s*[\r\n][\s>]*")
READ = frozenset({"alt", "title", "aria-label", "placeholder"})
NAMES = {"Emphasis": "emphasis", "Strong": "strong", "Strikethrough": "strikethrough"}
CODE = {"Code": "code", "InlineMath": "math", "DisplayMath": "math"}


def inline(place: tuple[str, ...], text: str) -> Marked:
    """Tell text from formatting in a segment, or a target for one, that stands at a place."""
    if place[0] in PLAIN:
        return Marked(text)
    prefix, suffix, blocks = FRAMES[place[0]]
    hidden = masked_inline(text)
    framed = "\n\n".join((prefix + hidden.text + suffix, *place[1:]))
    start, end = len(prefix), len(prefix) + len(text)
    found = [event for event in events(framed) if event.start < end]
    around = tuple(e.tag for e in found if e.tag in BLOCKS and e.edge != "-")
    inside = [e for e in found if e.tag not in BLOCKS and e.end > start]
    writing = Writing(text, hidden, cell=place[0] == "cell")
    if place[0] in BRACKETED and not unframed(inside, end + len(suffix)):
        writing.loose.append(f"{MISREAD} the end of a link or an image")
    writing.write(tree(hidden.text, (shifted(event, start) for event in inside)))
    expected = blocks[: len(around)] if place[0] == "term" else blocks
    if text and around != expected:
        writing.loose.append(misread(around, expected))
    return Marked("".join(writing.words), tuple(writing.nodes), tuple(writing.loose))


def unframed(inside: list[Event], end: int) -> bool:
    """Take out the link or image that is only a frame; tell whether it holds the whole segment."""
    if not inside or inside[0].edge != "+" or (inside[0].start, inside[0].end) != (0, end):
        return False
    del inside[0], inside[-1]
    return True


def misread(around: tuple[str, ...], expected: tuple[str, ...]) -> str:
    """Name the block that a text reads as, though it should not."""
    pairs = zip(around, (*expected, *around), strict=False)
    odd = next((tag for tag, wanted in pairs if tag != wanted), around[-1] if around else "nothing")
    return f"{MISREAD} {re.sub('(?<=[a-z])(?=[A-Z])', ' ', odd).lower()}"


def shifted(event: Event, by: int) -> Event:
    """Move an event into the segment; a text that begins in its frame loses that part."""
    if not by:
        return event
    cut = max(0, by - event.start) if event.tag == "Text" else 0
    value = str(event.value)[cut:] if cut else event.value
    return event._replace(start=event.start + cut - by, end=event.end - by, value=value)


@dataclass(slots=True)
class Writing:
    """The text and the nodes of a segment, while its spans are gone through."""

    text: str
    hidden: Masked
    cell: bool = False
    words: list[str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    length: int = 0

    def write(self, spans: list[Span]) -> None:
        """Go through the spans, however deep they nest."""
        stack = [(iter(spans), -1, "")]
        while stack:
            children, parent, close = stack[-1]
            span = next(children, None)
            if span is None:
                stack.pop()
                if parent >= 0:
                    self.end(parent, close)
                continue
            node = self.enter(span, parent)
            if node is not None:
                stack.append((iter(span.children), node, self.closed(span)))

    def enter(self, span: Span, parent: int) -> int | None:
        """Write a span; give the index of its node where there is more inside."""
        spelled = self.text[span.start : span.end]
        if span.tag == "Text":
            self.say(span, parent)
        elif span.tag == "SoftBreak":
            self.add("" if any(True for _ in self.hidden.within(span.start, span.end)) else " ")
        elif span.tag == "HardBreak":
            self.void(parent, spelled.rstrip("\r\n") + "\n", "break", Glue.BOTH)
            self.add(" ")
        elif span.tag in CODE:
            content = self.content(span, spelled)
            self.atom(parent, spelled, content, f"{CODE[span.tag]} {' '.join(content.split())}")
        elif span.tag == "FootnoteReference":
            self.void(parent, spelled, f"footnote {span.event.value}", Glue.LEFT)
        elif span.tag == "InlineHtml":
            self.void(parent, spelled, tag_name(spelled))
        elif span.tag == "Image":
            self.image(parent, span, spelled)
        elif verbatim(span):
            surface = "".join(seen(span))
            name = self.name(span) if span.tag == "Link" else f"{tag_name(spelled)} {surface}"
            self.atom(parent, spelled, surface, name)
        elif not span.children:
            self.void(parent, spelled, self.name(span))
        else:
            return self.pair(parent, span)
        return None

    def content(self, span: Span, spelled: str) -> str:
        """Give the code or the formula between a construct's marks."""
        masked = any(True for _ in self.hidden.within(span.start, span.end))
        return QUOTED.sub(" ", spelled.strip("`$")) if masked else str(span.event.value)

    def pair(self, parent: int, span: Span) -> int:
        opening = self.text[span.start : span.inner_start]
        self.nodes.append(
            Node(
                NodeKind.PAIR,
                self.length,
                self.length,
                opening,
                parent=parent,
                name=self.name(span),
            )
        )
        return len(self.nodes) - 1

    def end(self, index: int, close: str) -> None:
        node = self.nodes[index]
        self.nodes[index] = Node(
            node.kind, node.start, self.length, node.open, close, node.parent, node.name
        )

    def closed(self, span: Span) -> str:
        """Give what ends a pair; a link that is its own label is given it apart."""
        if span.tag == "Link" and not span.apart:
            return f"][{self.text[span.inner_start : span.inner_end]}]"
        return self.text[span.inner_end : span.end]

    def name(self, span: Span) -> str:
        if span.tag in ("Link", "Image"):
            return f"{span.tag.lower()} {self.address(span)}"
        if span.tag == "pair":
            return tag_name(self.text[span.start : span.inner_start])
        return NAMES.get(span.tag, span.tag.lower())

    def address(self, span: Span) -> str:
        """Give where a link or an image points, with the templates that are part of it."""
        after = span.inner_end if span.children else span.start
        if any(True for _ in self.hidden.within(after, span.end)):
            return FOLD.sub(" ", self.text[after : span.end].strip("[]()"))
        return span.event.told("dest_url")

    def image(self, parent: int, span: Span, spelled: str) -> None:
        """Add an image: its description and title are texts of their own."""
        described, shell = described_in(self.text, span)
        self.void(parent, spelled, self.name(span))
        if described:
            self.nodes[-1] = replace(self.nodes[-1], inner=described, shell=shell)

    def say(self, span: Span, parent: int) -> None:
        """Write a text, with addresses and templates in it as nodes."""
        at = span.start
        self.note_loose(at + (begin(self.text, at) < at), span.end)
        for one in self.hidden.within(span.start, span.end) if self.hidden.opaque else ():
            if one.start < at:  # begun on the line before
                at = one.end
                continue
            self.prose(resolved(self.text[at : one.start]), parent)
            spelled = self.text[one.start : one.end]
            if one.kind == "value":
                self.atom(parent, spelled, spelled, f"template {spelled}")
            else:
                self.void(parent, spelled, f"template {spelled}")
            at = one.end
        untouched = at == span.start
        self.prose(
            str(span.event.value) if untouched else resolved(self.text[at : span.end]), parent
        )

    def note_loose(self, start: int, end: int) -> None:
        """Note what looks like formatting among the words, unless a template hides it."""
        seen = self.hidden.visible(start, end) if self.hidden.opaque else ((start, end),)
        for begun, stop in seen:
            words = self.text[begun:stop]
            self.loose += LOOSE.findall(words)
            if self.cell and "|" in words:
                self.loose.append("|")

    def prose(self, value: str, parent: int) -> None:
        at = 0
        for match in ADDRESS.finditer(value):
            self.add(value[at : match.start()])
            self.atom(parent, match[0], match[0], f"address {match[0]}")
            at = match.end()
        self.add(value[at:])

    def add(self, value: str) -> None:
        self.words.append(value)
        self.length += len(value)

    def atom(self, parent: int, spelled: str, surface: str, name: str) -> None:
        name = FOLD.sub(" ", name)
        self.nodes.append(
            Node(NodeKind.ATOM, self.length, self.length + len(surface), spelled, "", parent, name)
        )
        self.add(surface)

    def void(self, parent: int, spelled: str, name: str, glue: Glue = Glue.FREE) -> None:
        name = FOLD.sub(" ", name)
        self.nodes.append(
            Node(NodeKind.VOID, self.length, self.length, spelled, "", parent, name, glue)
        )


def described_in(text: str, span: Span) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the description and title of an image, and what stands around and between them."""
    if not span.apart:
        label = text[span.inner_start : span.inner_end]
        return ("".join(seen(span)),), ("![", f"][{label}]")
    cuts = [(span.inner_start, span.inner_end)] if span.children else []
    cuts += [(piece.start, piece.end) for piece in title(text, span)]
    bounds = [span.start, *(at for cut in cuts for at in cut), span.end]
    shell = tuple(text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True))
    told = ["".join(seen(span))] if span.children else []
    told += [text[a:b] for a, b in cuts[len(told) :]]
    return tuple(told), shell


def seen(span: Span) -> Iterator[str]:
    """Give what a reader sees of a construct."""
    for one in everything(span.children):
        if one.tag in ("Text", *CODE):
            yield str(one.event.value)
        elif one.tag in ("SoftBreak", "HardBreak"):
            yield " "


def tag_name(spelled: str) -> str:
    """Name an HTML tag so that neither case, order nor quotes of its attributes matter.

    >>> tag_name("<A title='x' HREF=/a>")
    '<a href=/a title>'
    """
    match = TAG.match(spelled)
    if match is None:
        return "comment" if spelled.startswith("<!--") else spelled
    found = [(name.lower(), value.strip("\"'")) for name, value in ATTRIBUTE.findall(match["rest"])]
    told = [
        name if name in READ or not value else f"{name}={value}" for name, value in sorted(found)
    ]
    return f"<{match['close']}{' '.join([match['name'].lower(), *told])}>"
