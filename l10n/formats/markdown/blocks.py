"""Blocks that are no Markdown: raw HTML, read by the HTML format, and comments in code."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from l10n.document import Kind, Segment
from l10n.formats.markdown.events import Event
from l10n.formats.markdown.leaves import Leaf
from l10n.formats.markdown.segments import Reader

if TYPE_CHECKING:
    from l10n.formats.html import Html

COMMENT = re.compile(
    r"(?P<lead>(?:#+|//+!?|/\*+!?|\*(?!/)|--+|;+|%+|<!--|\"\"\"|''')?\s*)(?P<text>.*?)\s*(?:\*/|-->|\"\"\"|''')?\s*",
    re.DOTALL,
)
LETTERS = re.compile(r"[^\W\d_]{2}")
HTML_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)


@cache
def html(language: str) -> "Html":
    """Give the HTML format as Markdown uses it."""
    from l10n.formats.html import FORMAT

    return FORMAT.configured({}, language)


def html_block(reader: Reader, leaf: Leaf, language: str) -> Iterator[tuple[int, Segment]]:
    """Give the segments of an HTML block.

    One whose lines stand behind quotation marks is left as it is, but for one
    line: its tags could go on behind a mark.
    """
    text = reader.text[leaf.start : leaf.end]
    if HTML_COMMENT.fullmatch(text) and reader.directives.obey(text):
        return
    if reader.directives.off or reader.shut or (leaf.quoted and "\n" in text.strip()):
        return
    at = leaf.start
    document = html(language).parse(text)
    reader.unplaced += ((reader.line_at(at), reason) for _, reason in document.unplaced)
    for part in document.parts:
        if isinstance(part, Segment):
            if said(reader, at, at + len(part.raw)):
                yield at, reader.directives.applied(within(part, reader.trail, reader.line_at(at)))
            at += len(part.raw)
        else:
            at += len(part)


def said(reader: Reader, start: int, end: int) -> bool:
    """Tell whether there is a letter that no template hides."""
    pieces = (reader.masked.text[a:b] for a, b in reader.masked.visible(start, end))
    return any(char.isalpha() for piece in pieces for char in piece)


def within(segment: Segment, trail: tuple[str, ...], line: int) -> Segment:
    """Put a segment of an HTML block in its place in the article."""
    return Segment(
        source=segment.source,
        raw=segment.raw,
        line=line,
        kind=segment.kind,
        trail=trail + segment.trail,
        context=segment.context,
        notes=segment.notes,
        place=("html", *segment.place),
    )


def without(segment: Segment) -> Segment:
    """Give a segment as the HTML format knows it."""
    return replace(segment, place=segment.place[1:])


def code_comments(reader: Reader, leaf: Leaf) -> Iterator[tuple[int, Segment]]:
    """Give the comments of a code block, line by line, told by Pygments's lexers."""
    if reader.directives.off or reader.shut:
        return
    for start, end in comments(reader.text, leaf.events, leaf.around.told("Fenced")):
        raw = reader.text[start:end]
        line = reader.line_at(start)
        yield start, Segment(raw, raw, line, Kind.COMMENT, reader.trail, place=("comment",))


def comments(text: str, lines: list[Event], language: str) -> Iterator[tuple[int, int]]:
    """List where the words of a code block's comments stand in the article."""
    from pygments.lexers import get_lexer_by_name
    from pygments.token import Comment, String
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(
            language.split(maxsplit=1)[0].strip("{}.,"), stripnl=False, ensurenl=False
        )
    except (ClassNotFound, IndexError):
        return
    code = "".join(text[line.start : line.end] for line in lines)
    starts = list(accumulate((line.end - line.start for line in lines), initial=0))
    for at, kind, value in lexer.get_tokens_unprocessed(code):
        if (kind not in Comment and kind not in String.Doc) or kind in Comment.Preproc:
            continue
        for line in re.finditer(r"[^\r\n]+", value):
            found = COMMENT.fullmatch(line[0])
            if found and LETTERS.search(found["text"]):
                start = at + line.start() + found.start("text")
                number = bisect_right(starts, start) - 1
                begin = lines[number].start + start - starts[number]
                yield begin, begin + len(found["text"])


def uncommented(language: str, content: str) -> str:
    """Give code without the words of its comments."""
    whole = [Event("", "Text", 0, len(content), content)]
    pieces, end = [], 0
    for start, stop in comments(content, whole, language):
        pieces.append(content[end:start])
        end = stop
    return "".join((*pieces, content[end:]))
