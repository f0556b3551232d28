"""What a build or a browser would run of a source or a target, but for what are nodes."""

import html
import re
from collections.abc import Iterator

from l10n.document import Segment
from l10n.formats.markdown.inline import inline, tag_name
from l10n.formats.markdown.templates import resolved
from l10n.markup import active

ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
IMAGE = re.compile(r"!\[|=\s*+[\"']")  # what a title may be in


def running(segment: Segment, text: str) -> Iterator[str]:
    """List the active content of a segment's source, or of a target for it."""
    match segment.place[0]:
        case "field":
            yield from active.everywhere(text, html.unescape(text), segment.source)
            yield from active.tags(text)
        case "comment":
            yield from active.everywhere(text, text, segment.source)
        case _:
            rendered = ESCAPED.sub(r"\1", resolved(text))
            yield from active.everywhere(text, rendered, segment.source)
            yield from active.braces(text)
            yield from active.modules(text)
            yield from map(tag_name, active.tags(text))
            yield from described(segment.place, text)


def described(place: tuple[str, ...], text: str) -> Iterator[str]:
    """List the tags that titles and descriptions say: scripts of pages make those into HTML."""
    if "&lt" not in text:
        return
    if place[0] == "title":
        yield from active.tags(resolved(text))
    elif IMAGE.search(text):
        for node in inline(place, text).nodes:
            for inside in node.inner:
                yield from active.tags(resolved(inside))
