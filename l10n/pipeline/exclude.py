"""Which segments are no text to translate."""

import re
from collections.abc import Sequence
from dataclasses import replace

from l10n.document import Document, Segment


def exclude(document: Document, patterns: Sequence[re.Pattern[str]]) -> Document:
    """Make skeleton of the segments whose whole source one of the patterns matches."""
    if not patterns:
        return document
    parts = (
        part.raw
        if isinstance(part, Segment) and any(p.fullmatch(part.source) for p in patterns)
        else part
        for part in document.parts
    )
    return replace(document, parts=tuple(parts))
