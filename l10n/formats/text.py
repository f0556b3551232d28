"""Plain text: lines, list items, columns, and paragraphs that were wrapped by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from l10n.document import Document, Kind, Part, Segment, Wrapping
from l10n.wrapping import NARROWEST, SHORTEST, columns, told, words, wrapped

BULLETS = "•‣⁃◦▪▫▸▹►▻●○◉■□◆◇★☆✓✔✗✘✦✱❖➔➢➣➤→⇒·∙*+–—―-"
NUMBER = r"\(?\d{1,3}(?:\.\d{1,3})*[.)°]|\d{1,2}(?:\.\d{1,3})+|\(?[a-z]\)"
PREFIX = re.compile(
    r"\s*(?P<quote>(?:>\s*)*)(?:\#{1,6}\s+)?"
    rf"(?P<item>(?:(?:[{re.escape(BULLETS)}]|{NUMBER})\s+(?:\[[ xX]\]\s+)?)*)"
)
RULE = re.compile(r"([^\w\s])(?:\s*\1){2,}")
UNDERLINE = re.compile(r"(=+|-+|~+)")
GAP = re.compile(r"\s*\t\s*|[^\S\t]{3,}")
UNFINISHED = 0.8  # of the width: what a line has at least that ends without a stop and goes on
LETTER = re.compile(r"[^\W\d_]")
BREAKS = re.compile(r"\s*[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: prefix (indentation, quote marks, bullet), body, and what comes after.

    start: the offset of the body; number: from 1; columns: of prefix and body.
    """

    prefix: str
    quote: str
    item: bool
    body: str
    after: str
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
        for group, below in zip(groups, [*groups[1:], []], strict=True):
            layout = layout_of(group, below, width) if width else None
            for segment, start in segments(group, text, layout):
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
        plain = GAP.sub(" ", BREAKS.sub(" ", target.strip(" \t\r\n")))
        if segment.wrapping is None:
            return plain
        return segment.wrapping.joint.join(wrapped(plain, segment.wrapping, opens))


def cut(text: str) -> Iterator[Line]:
    """Cut a text into lines; every character is in exactly one."""
    offset = 0
    for number, whole in enumerate(text.splitlines(keepends=True), 1):
        match = PREFIX.match(whole)
        prefix = match[0] if match else ""
        body = whole[len(prefix) :].rstrip()
        indent = columns(prefix)
        yield Line(
            prefix=prefix,
            quote="".join(match["quote"].split()) if match else "",
            item=bool(match and match["item"]),
            body=body,
            after=whole[len(prefix) + len(body) :],
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
    return columns(next(words(line.body, opens), ""))


def may_continue(line: Line, following: Line) -> bool:
    """Tell whether nothing but the width speaks against two lines being one paragraph."""
    return (
        bool(line.body and following.body)
        and not following.item
        and line.quote == following.quote
        and "#" not in following.prefix
        and not (line.cells or following.cells)
        and RULE.fullmatch(following.body) is None
    )


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
    full = before.length + 1 + first_word(line) > width
    small = line.body[0].islower() and before.length >= SHORTEST * width
    return full or small or (before.length >= UNFINISHED * width and not ended(before.body))


def ended(text: str) -> bool:
    """Tell whether a line ends as a sentence, a heading with a colon or a quotation does."""
    return text.rstrip("»”\"'’)]")[-1:] in ".!?…:;。！？" or text.endswith("»")


def layout_of(group: list[Line], below: list[Line], width: int) -> Wrapping | None:
    """Tell how a paragraph's translation is to be wrapped, in an article that is wrapped."""
    first, last = group[0], group[-1]
    if first.cells:
        return None
    hanging = re.sub(r"[^\s>]", " ", first.prefix)
    indentation = group[1].prefix if len(group) > 1 else hanging
    limit = 0
    if below and may_continue(last, below[0]):
        small = below[0].body[0].islower()
        limit = int((SHORTEST if small else UNFINISHED) * width) - 1
        limit = min(limit, width - first_word(below[0]) - 1)
    joint = (end_of(first.after) or "\n") + indentation
    return Wrapping(max(width, NARROWEST), joint, first.indent, limit)


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
        raw = text[first.start : last.start + len(last.body)]
        yield Segment(joined(group), raw, first.number, kind, wrapping=layout), first.start


def end_of(after: str) -> str:
    """Give a line's end without the spaces before it."""
    return after[len(after.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")) :]


def joined(group: list[Line]) -> str:
    """Make one text of a paragraph's lines; a word parted at its own hyphen is one again."""
    whole = group[0].body
    for line in group[1:]:
        parted = re.search(r"[^\W\d_]-$", whole) and line.body[0].islower()
        whole += line.body if parted else f" {line.body}"
    return whole


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
