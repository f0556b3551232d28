"""Plain text: lines, list items, columns, and paragraphs that were wrapped by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from l10n.document import Document, Kind, Part, Segment, Wrapping
from l10n.wrapping import (
    ENDLESS,
    NARROWEST,
    RAGGED,
    SHORTEST,
    columns,
    end_column,
    recognizable,
    told,
    words,
    wrapped,
)

BULLETS = "•‣⁃◦▪▫▸▹►▻●○◉■□◆◇★☆✓✔✗✘✦✱❖➔➢➣➤→⇒·∙*+–—―-"
NUMBER = r"\(?\d{1,3}(?:\.\d{1,3})*[.)°]|\d{1,2}(?:\.\d{1,3})+|\(?[a-z]\)"
PREFIX = re.compile(
    r"\s*(?P<quote>(?:>\s*)*)(?:\#{1,6}\s+)?"
    rf"(?P<item>(?:(?:[{re.escape(BULLETS)}]|{NUMBER})\s+(?:\[[ xX]\]\s+)?)*)"
)
RULE = re.compile(r"([^\w\s]|_)(?:\s*\1){2,}")
GAP = re.compile(r"\s*\t\s*|[^\S\t]{3,}")
LETTER = re.compile(r"[^\W\d_]")
SPACES = re.compile(r"\s+")
LINE_ENDS = "\n\r\x85\u2028\u2029"
PAGE_ENDS = ("\x0b", "\x0c", "\x1c", "\x1d", "\x1e")  # end lines too, for str.splitlines
APART = "\t"  # at the end of a line, an empty last column: the line does not go on below
UNFINISHED = 0.8  # of the width: what a line has at least that ends without a stop and goes on


@dataclass(frozen=True, slots=True)
class Line:
    """One line: prefix (indentation, quote marks, bullet), body, and what comes after.

    apart: what of that says that the line does not go on below; joint: the
    line end that a line put after it would have; start: the offset of the
    body; number: from 1; indent, length: columns of the prefix, of prefix and body.
    """

    prefix: str
    quote: str
    item: bool
    body: str
    after: str
    apart: str
    joint: str
    start: int
    number: int
    indent: int
    length: int

    @property
    def is_text(self) -> bool:
        return LETTER.search(self.body) is not None

    @property
    def cells(self) -> bool:
        return GAP.search(self.body) is not None


class Text:
    """The rules are in docs/text.md."""

    suffixes: tuple[str, ...] = (".txt", ".text")

    def parse(self, text: str) -> Document:
        lines = list(cut(text))
        width = told(continuing(lines))
        parts: list[Part] = []
        end = 0
        groups = list(paragraphs(lines, width))
        for group, below in zip(groups, [*groups, []][1:], strict=True):
            for segment, start in segments(group, text, layout_of(group, below, width)):
                if start > end:
                    parts.append(text[end:start])
                parts.append(segment)
                end = start + len(segment.raw)
        if end < len(text):
            parts.append(text[end:])
        return Document(tuple(parts))

    def embed(self, segment: Segment, target: str) -> str:
        if target == segment.source:
            return segment.raw
        plain = SPACES.sub(narrowed, target.strip())
        layout = segment.wrapping
        apart = APART if segment.raw.endswith(APART) else ""
        if layout is None:
            return plain + apart
        lines = wrapped(plain, layout, opens) if recognizable(plain) else [plain]
        ambiguous = 0 < layout.last < end_column(lines, layout)
        return layout.joint.join(lines) + (APART if ambiguous else apart)


def narrowed(spaces: re.Match[str]) -> str:
    """Make one space of what would end a line or begin a column; others stay, no-break or not."""
    return " " if GAP.search(spaces[0]) or len(f"{spaces[0]}.".splitlines()) > 1 else spaces[0]


def cut(text: str) -> Iterator[Line]:
    """Cut a text into lines; every character is in exactly one."""
    offset = 0
    joint = "\n"
    for number, whole in enumerate(text.splitlines(keepends=True), 1):
        match = PREFIX.match(whole)
        prefix = match[0] if match else ""
        body = whole[len(prefix) :].rstrip()
        after = whole[len(prefix) + len(body) :]
        joint = after[len(after.rstrip(LINE_ENDS)) :] or joint
        indent = columns(prefix)
        yield Line(
            prefix=prefix,
            quote="".join(match["quote"].split()) if match else "",
            item=bool(match and match["item"]),
            body=body,
            after=after,
            apart=after[: after.rfind(APART) + 1],
            joint=joint,
            start=offset + len(prefix),
            number=number,
            indent=indent,
            length=indent + columns(body),
        )
        offset += len(whole)


def opens(word: str) -> bool:
    """Tell whether a word would read as something else at the start of a line."""
    match = PREFIX.match(f"{word} x")
    return bool(match and match[0].strip()) or RULE.fullmatch(word) is not None


def first_word(line: Line) -> int:
    begin, end = next(words(line.body, opens), (0, 0))
    return columns(line.body[begin:end])


def adjoining(line: Line, following: Line) -> bool:
    """Tell whether a line may go on below, if it is as long as it takes and not kept apart."""
    return (
        bool(line.body and following.body)
        and not line.after.endswith(PAGE_ENDS)
        and not following.item
        and line.quote == following.quote
        and "#" not in following.prefix
        and not (line.cells or following.cells)
        and RULE.fullmatch(following.body) is None
    )


def may_continue(line: Line, following: Line) -> bool:
    """Tell whether nothing but the width speaks against two lines being one paragraph."""
    return not line.apart and adjoining(line, following)


def continuing(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """Give the lengths of lines that surely go on: the next one starts in lower case."""
    for line, following in pairwise(lines):
        if may_continue(line, following) and line.is_text and following.body[0].islower():
            yield line.length, first_word(following)


def paragraphs(lines: list[Line], width: int) -> Iterator[list[Line]]:
    """Group the lines that make one paragraph; a line by itself is a group too."""
    group: list[Line] = []
    for line in lines:
        if group and goes_on(group, line, width):
            group.append(line)
            continue
        if group:
            yield group
        group = [line]
    if group:
        yield group


def goes_on(group: list[Line], line: Line, width: int) -> bool:
    """Tell whether a paragraph goes on in a line: the one before it is full, or is unfinished."""
    before = group[-1]
    if not width or not group[0].is_text or not may_continue(before, line):
        return False
    if len(group) > 1 and line.indent != before.indent:
        return False
    long = before.length >= SHORTEST * width
    full = before.length + 1 + first_word(line) > width
    if full and (long or len(group) > 1 or " " in before.body):  # not one address above another
        return True
    unfinished = before.length >= UNFINISHED * width and not ended(before.body)
    return unfinished or (long and line.body[0].islower())


def ended(text: str) -> bool:
    """Tell whether a line ends as a sentence, a heading with a colon or a quotation does."""
    return text.rstrip("»”\"'’)]")[-1:] in ".!?…:;。！？" or text.endswith("»")


def layout_of(group: list[Line], below: list[Line], width: int) -> Wrapping | None:
    """Tell how a paragraph's translation is to be wrapped; None if it may be of any length."""
    first = group[0]
    last = limit(group[-1], below[0], width) if below else 0
    if first.cells or not (width or last):
        return None
    hanging = re.sub(r"[^\s>]", " ", first.prefix)
    indentation = group[1].prefix if len(group) > 1 else hanging
    return Wrapping(width or ENDLESS, first.joint + indentation, first.indent, last)


def limit(line: Line, below: Line, width: int) -> int:
    """Give the columns that a translated line may have and surely not go on below; 0 for any.

    Where the article is not wrapped, long lines above small letters could seem
    so; where it is, the translation may seem wrapped somewhat narrower.
    """
    if not adjoining(line, below):
        return 0
    may_be_small = below.is_text and not below.body[0].isupper()
    if not width:
        return NARROWEST - 1 if may_be_small else 0
    narrower = max(NARROWEST, width - RAGGED)
    share = SHORTEST if may_be_small else UNFINISHED
    most = min(int(share * narrower), narrower - first_word(below)) - 1
    return max(1, min(NARROWEST - 1, most) if may_be_small else most)


def segments(
    group: list[Line], text: str, layout: Wrapping | None
) -> Iterator[tuple[Segment, int]]:
    """Give a group's segments and where each begins."""
    first, last = group[0], group[-1]
    kind = Kind.LIST_ITEM if first.item else Kind.PARAGRAPH
    if first.cells:
        for start, cell in cells(first):
            yield Segment(cell, cell, first.number, Kind.CELL), start
    elif first.is_text:
        raw = text[first.start : last.start + len(last.body)] + last.apart
        yield Segment(joined(group), raw, first.number, kind, wrapping=layout), first.start


def joined(group: list[Line]) -> str:
    """Make one text of a paragraph's lines; a word parted at its own hyphen is one again."""
    whole = [group[0].body]
    for before, line in pairwise(group):
        parted = re.search(r"[^\W\d_]-\Z", before.body[-2:]) and line.body[0].islower()
        whole += [line.body] if parted else [" ", line.body]
    return "".join(whole)


def cells(line: Line) -> Iterator[tuple[int, str]]:
    """Give the offset and text of every cell that has letters."""
    at = 0
    for gap in [*GAP.finditer(line.body), None]:
        end = gap.start() if gap else len(line.body)
        cell = line.body[at:end]
        if LETTER.search(cell):
            yield line.start + at, cell
        at = gap.end() if gap else end


FORMAT = Text()
