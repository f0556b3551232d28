"""What of a leaf is a segment: formatting around all of it is peeled off into the skeleton."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from l10n.document import Kind
from l10n.formats.markdown.spans import Span, everything, reading, says_something
from l10n.formats.markdown.templates import Masked

DESTINATION = re.compile(r"\]\(\s*(?:<[^<>\n]*>|[^\s<)]\S*)\s+(?=[\"'(])")
MOST = 50  # times that templates and tags in turn are left out at the ends of one text
TRAILING_SPACE = " \t\r\n"


class Piece(NamedTuple):
    """A stretch of the article that people read as one text.

    kind: None for the leaf's own; place: how it is spelled there, nothing for
    the leaf's own way.
    """

    start: int
    end: int
    kind: Kind | None = None
    place: tuple[str, ...] = ()


def pieces(masked: Masked, spans: list[Span], start: int, end: int) -> Iterator[Piece]:
    """List the texts of a leaf: one, as a rule; a lone image's are its description and title."""
    place: tuple[str, ...] = ()
    leaf_start = start
    while True:
        inside, start, end = peeled(masked, spans, start, end)
        span = inside[0] if len(inside) == 1 and inside[0].wraps else None
        if span is None or (span.start, span.end) != (start, end):
            break
        yield from title(masked.text, span)
        spans, start, end = span.children, span.inner_start, span.inner_end
        place = ("linked",) if span.tag == "Link" or place == ("linked",) else ("inside",)
    images = list(outermost_images(inside))
    if only_images(masked, inside) and all(map(addressed_inline, images)):
        for one in images:
            yield from image(masked.text, one)
    elif any(says_something(masked, one) for one in reading(inside)):
        begins_inside = ("inside",) if start > leaf_start else ()
        yield Piece(start, end, place=place or begins_inside)


def addressed_inline(span: Span) -> bool:
    """Tell whether an image's description is not the label of its address as well."""
    return span.event.told("link_type") == "Inline"


def peeled(masked: Masked, spans: list[Span], start: int, end: int) -> tuple[list[Span], int, int]:
    """Leave out what stands at both ends and says nothing; give the spans that are left."""
    before = (-1, -1)
    inside = spans
    for _ in range(MOST):
        if (start, end) == before:
            break
        before = (start, end)
        start, end = trimmed(masked, start, end)
        inside = [span for span in spans if span.end > start and span.start < end]
        inside, start, end = unsaid(inside, start, end)
        if described(masked, inside):
            inside, end = inside[:1], inside[0].end
    return inside, start, end


def trimmed(masked: Masked, start: int, end: int) -> tuple[int, int]:
    """Leave out the space at both ends, and the templates there that stand for no words."""
    text = masked.text
    edges = {one.start: one for one in masked.within(start, end) if one.kind != "value"}
    last = {one.end: one for one in edges.values()}
    while start < end:
        if text[start] in TRAILING_SPACE:
            start += 1
        elif start in edges and edges[start].end <= end:
            start = edges[start].end
        elif text[end - 1] in TRAILING_SPACE:
            end -= 1
        elif end in last and loose(text, last[end].start, start):
            end = last[end].start
        else:
            break
    return start, end


def loose(text: str, at: int, start: int) -> bool:
    """Tell whether what begins at an offset is apart from the words before it."""
    return at == start or (at > start and text[at - 1] in TRAILING_SPACE)


def described(masked: Masked, spans: list[Span]) -> bool:
    """Tell whether there is but a link or an image with its list of attributes."""
    if len(spans) != 2 or spans[0].tag not in ("Link", "Image") or spans[1].tag != "Text":
        return False
    return not any(True for _ in masked.visible(spans[1].start, spans[1].end))


def unsaid(spans: list[Span], start: int, end: int) -> tuple[list[Span], int, int]:
    """Leave out comments, anchors and line breaks at both ends."""
    first, last = 0, len(spans)
    while first < last and spans[first].silent and spans[first].start == start:
        start = spans[first].end
        first += 1
    while last > first and spans[last - 1].silent and spans[last - 1].end == end:
        end = spans[last - 1].start
        last -= 1
    return spans[first:last], start, end


def outermost_images(spans: list[Span]) -> Iterator[Span]:
    """List images, but for those in the description of another."""
    return (one for one in everything(spans, but="Image") if one.tag == "Image")


def only_images(masked: Masked, spans: list[Span]) -> bool:
    """Tell whether there is nothing to read but images, each linked or not."""
    return not any(says_something(masked, one) for one in reading(spans, but="Image"))


def image(text: str, span: Span) -> Iterator[Piece]:
    """Give an image's description and title."""
    if span.children:
        yield Piece(span.inner_start, span.inner_end, Kind.DESCRIPTION, ("alt",))
    yield from title(text, span)


def title(text: str, span: Span) -> Iterator[Piece]:
    """Give the title of a link or an image: what its address is followed by, without quotes."""
    if span.tag in ("Link", "Image") and span.event.told("title"):
        tail = span.inner_end if span.children else text.find("](", span.start)
        match = DESTINATION.match(text, tail, span.end)
        if match:
            quote = text[match.end()]
            end = text.rfind(closing(quote), match.end() + 1, span.end - 1)
            yield quoted(match.end(), end, quote)


def quoted(start: int, end: int, quote: str) -> Piece:
    return Piece(start + 1, end, Kind.TOOLTIP, ("title", quote))


def closing(quote: str) -> str:
    return ")" if quote == "(" else quote
