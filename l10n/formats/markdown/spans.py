"""Inline constructs as a tree of spans over the article, and which of them only wrap the text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from l10n.formats.markdown.events import Event
from l10n.formats.markdown.templates import Masked, resolved

TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*)(?P<rest>[^>]*)>", re.DOTALL)
VOID_TAGS = frozenset(
    {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
WRAPPERS = frozenset({"Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript", "pair"})
APART = frozenset({"Inline", "Reference"})  # links whose text is not their label as well


VERBATIM = frozenset({"code", "kbd", "samp", "var"})
ADDRESS = re.compile(
    r"(?:https?|ftp)://[\w\-.~:/?#\[\]@!$&'()*+,;=%]*[\w/=&%$-]|(?<![\w@])www\.[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w@./<+-])\w[\w.+-]*@[\w-]+(?:\.[\w-]+)+"
)


@dataclass(slots=True)
class Span:
    """An inline construct: its tag is the parser's, or `pair` for two HTML tags.

    inner_start, inner_end: what lies between its delimiters; hollow: whether
    it is a pair with nothing in it that says something to a reader.
    """

    tag: str
    start: int
    end: int
    event: Event
    inner_start: int = 0
    inner_end: int = 0
    closing: int = -1
    children: list["Span"] = field(default_factory=list)
    hollow: bool = False

    @property
    def wraps(self) -> bool:
        """Tell whether it may stay around a text that somebody else writes."""
        if self.tag == "Link":
            return self.event.told("link_type") == "Inline"
        return self.tag in WRAPPERS and not verbatim(self)

    @property
    def apart(self) -> bool:
        """Tell whether a link's or an image's text may change without its label changing."""
        return self.event.told("link_type") in APART

    @property
    def silent(self) -> bool:
        """Tell whether it says nothing to a reader: a comment, an empty tag, a line break."""
        if self.tag == "pair":
            return self.hollow
        if self.tag == "InlineHtml":
            match = TAG.match(str(self.event.value))
            return match is None or match["name"].lower() != "img"
        return self.tag in ("SoftBreak", "HardBreak")


def tree(text: str, events: Iterable[Event]) -> list[Span]:
    """Nest a leaf's events; HTML tags that belong together become one span."""
    root = Span("", 0, 0, Event("", "", 0, 0))
    stack = [root]
    tagged = False
    for event in events:
        tagged = tagged or event.tag == "InlineHtml"
        if event.edge == "-":
            while len(stack) > 1 and stack[-1].tag != event.tag:
                stack.pop()
            if len(stack) > 1:
                stack.pop()
            continue
        span = Span(event.tag, event.start, event.end, event)
        stack[-1].children.append(span)
        if event.edge == "+":
            stack.append(span)
    if tagged:
        for span in everything([root]):
            span.children = paired(span.children)
        for span in reversed(list(everything(root.children))):  # those inside before those around
            span.hollow = span.tag == "pair" and all(child.silent for child in span.children)
    measure(text, root)
    return root.children


def everything(spans: list[Span], but: str | None = None) -> Iterator[Span]:
    """List spans and all below them; a span may be changed before its children are listed.

    but: the tag of those below which nothing is listed.
    """
    todo = list(reversed(spans))
    while todo:
        span = todo.pop()
        yield span
        if span.tag != but:
            todo.extend(reversed(span.children))


def paired(spans: list[Span]) -> list[Span]:
    """Make one span of every opening tag, what follows it, and its closing tag."""
    if not any(span.tag == "InlineHtml" for span in spans):
        return spans
    result: list[Span] = []
    opened: list[tuple[str, int]] = []  # names of tags, and where they are in the result
    count: Counter[str] = Counter()  # of the names that are open
    for span in spans:
        match = TAG.fullmatch(str(span.event.value)) if span.tag == "InlineHtml" else None
        name = match["name"].lower() if match else ""
        if match and match["close"] and count[name]:
            last = ""
            while last != name:  # what is open inside is left open
                last, at = opened.pop()
                count[last] -= 1
            inside = result[at + 1 :]
            del result[at + 1 :]
            first = result[at]
            result[at] = Span(
                "pair", first.start, span.end, first.event, children=inside, closing=span.start
            )
            continue
        if (
            match
            and not match["close"]
            and name not in VOID_TAGS
            and not match["rest"].endswith("/")
        ):
            opened.append((name, len(result)))
            count[name] += 1
        result.append(span)
    return result


def measure(text: str, root: Span) -> None:
    """Tell what lies between each span's delimiters."""
    for span in everything(root.children):
        if span.tag == "pair":
            span.inner_start, span.inner_end = span.event.end, span.closing
        elif span.event.edge == "+" and span.children:
            first = span.children[0].start
            escaped = text[first - 1 : first] == "\\" and first - 1 > span.start
            span.inner_start = first - 1 if escaped else first
            span.inner_end = max(child.end for child in span.children)


def verbatim(span: Span) -> bool:
    """Tell whether a construct is for no engine: an address in angles, code by a tag."""
    if span.tag == "Link":
        return span.event.told("link_type") in ("Autolink", "Email")
    if span.tag != "pair":
        return False
    spelled = str(span.event.value)
    match = TAG.match(spelled)
    return match is not None and (match["name"].lower() in VERBATIM or 'translate="no"' in spelled)


def reading(spans: list[Span], but: str | None = None) -> Iterator[Span]:
    """List spans and all below them that are for people: nothing inside code or an address."""
    todo = list(reversed(spans))
    while todo:
        span = todo.pop()
        yield span
        if span.tag != but and not verbatim(span):
            todo.extend(reversed(span.children))


def says_something(masked: Masked, span: Span) -> bool:
    """Tell whether a construct by itself has a letter for people, not counting its children."""
    if span.tag == "InlineHtml":
        return "alt=" in str(span.event.value) or "title=" in str(span.event.value)
    if span.tag != "Text":
        return False
    if not masked.opaque or not any(True for _ in masked.within(span.start, span.end)):
        return readable(str(span.event.value))
    seen = (resolved(masked.text[a:b]) for a, b in masked.visible(span.start, span.end))
    return any(char.isalpha() for piece in seen for char in piece)


def readable(words: str) -> bool:
    """Tell whether there is a letter that is no part of an address."""
    if "@" in words or "://" in words or "www." in words:
        words = ADDRESS.sub("", words)
    return any(map(str.isalpha, words))
