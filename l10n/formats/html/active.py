"""What a build or a browser would run of a source or a target, but for tags: those are nodes."""

import re
from collections.abc import Iterator

from l10n.document import Segment
from l10n.formats.html.inline import marked
from l10n.formats.html.references import plain, resolved
from l10n.formats.html.spelling import SOLE_TEXT, VALUE
from l10n.markup import active

# The value of an attribute with a tag in it: scripts of pages make titles into HTML.
TAG_IN_VALUE = re.compile(r"=\s*+(?:\"[^\"<&]*+(?:<|&lt)|'[^'<&]*+(?:<|&lt))", re.IGNORECASE)


def running(segment: Segment, text: str) -> Iterator[str]:
    """List the active content of a segment's source, or of a target for it."""
    yield from active.everywhere(text, resolved(text), segment.source)
    if segment.place in (SOLE_TEXT, VALUE):
        yield from active.tags(plain(text))
    elif TAG_IN_VALUE.search(text):
        for node in marked(text, "").nodes:
            for inside in node.inner:
                yield from active.tags(inside)
