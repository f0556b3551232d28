"""Lines of plain text: what stands before and after the words on them."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from l10n.wrapping import columns, words

BULLETS = "•‣⁃◦▪▫▸▹►▻●○◉■□◆◇★☆✓✔✗✘✦✱❖➔➢➣➤→⇒·∙*+–—―-"
NUMBER = r"\(?\d{1,3}(?:\.\d{1,3})*[.)°]|\d{1,2}(?:\.\d{1,3})+|\(?[a-z]\)"
PREFIX = re.compile(
    r"\s*(?P<quote>(?:>\s*)*)(?:\#{1,6}\s+)?"
    rf"(?P<item>(?:(?:[{re.escape(BULLETS)}]|{NUMBER})\s+(?:\[[ xX]\]\s+)?)*)"
)
RULE = re.compile(r"([^\w\s]|_)(?:\s*\1){2,}")
GAP = re.compile(r"\s*\t\s*|[^\S\t]{3,}")
LETTER = re.compile(r"[^\W\d_]")
LINE_ENDS = "\n\r\x85\u2028\u2029"
PAGE_ENDS = ("\x0b", "\x0c", "\x1c", "\x1d", "\x1e")  # end lines too, for str.splitlines
APART = "\t"  # at the end of a line, an empty last column: the line does not go on below


class Line(NamedTuple):
    """One line: prefix (indentation, quote marks, bullet), body, and what comes after.

    joint: the line end that a line put after it would have; start: the offset
    of the body; number: from 1.
    """

    prefix: str = ""
    quote: str = ""
    item: bool = False
    body: str = ""
    after: str = ""
    joint: str = "\n"
    start: int = 0
    number: int = 0

    @property
    def apart(self) -> str:
        """Give what of `after` says that the line does not go on below."""
        return self.after[: self.after.rfind(APART) + 1] if self.after != "\n" else ""

    @property
    def indent(self) -> int:
        """Give the columns of the prefix."""
        return columns(self.prefix)

    @property
    def length(self) -> int:
        """Give the columns of prefix and body."""
        return columns(self.prefix) + columns(self.body)

    @property
    def is_text(self) -> bool:
        return LETTER.search(self.body) is not None

    @property
    def cells(self) -> bool:
        if self.body.isprintable():  # no white space in it but plain spaces
            return "   " in self.body
        return GAP.search(self.body) is not None


BLANK = Line()


def cut(text: str) -> Iterator[Line]:
    """Cut a text into lines; every character is in exactly one."""
    offset = 0
    joint = "\n"
    for number, whole in enumerate(text.splitlines(keepends=True), 1):
        if whole.isspace():
            yield BLANK
        else:
            quote, item, prefix = prefix_of(whole)
            body = whole[len(prefix) :].rstrip()
            after = whole[len(prefix) + len(body) :]
            joint = after[len(after.rstrip(LINE_ENDS)) :] or joint
            yield Line(prefix, quote, item, body, after, joint, offset + len(prefix), number)
        offset += len(whole)


def prefix_of(line: str) -> tuple[str, bool, str]:
    """Give the quote marks before a line's text, whether it is an item, and all before the text."""
    match = None if line[0].isalpha() and line[1:2] != ")" else PREFIX.match(line)
    if match is None:
        return "", False, ""
    return "".join(match["quote"].split()), bool(match["item"]), match[0]


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
