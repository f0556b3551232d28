"""Hard-wrapped lines: the width they were wrapped at, and wrapping a text at a width."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from l10n.document import Wrapping

NARROWEST, WIDEST = 40, 120  # columns; shorter lines are verse, longer ones are not wrapped
RAGGED = 12  # columns that a line may fall short of the width and still speak for it
SUPPORT = 0.6  # the share of the continuing lines that must fit the width
SHORTEST = 0.6  # of the width: what a line that goes on with a small letter has at least
TAB = 8

# Only these end a word: a no-break space keeps two together.
WORDS = re.compile(r"[^ \t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")


def columns(text: str) -> int:
    """Give the columns that a text takes on a terminal (Unicode Annex 11: wide ones take two).

    >>> columns("mot"), columns("言葉"), columns("e\u0301")
    (3, 4, 1)
    """
    if text.isascii():
        return len(text.expandtabs(TAB))
    return sum(map(width_of, text.expandtabs(TAB)))


def width_of(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def told(pairs: Iterable[tuple[int, int]]) -> int:
    """Tell at what width lines were wrapped; 0 if they were not.

    pairs: for every line that goes on in the next, its columns and those of
    the next line's first word. The width lies between a line's length and what
    it would have had with one more word; the narrowest that most lines allow
    is taken.
    """
    spans = [(least, least + word) for least, word in pairs if least >= NARROWEST]
    steps: Counter[int] = Counter()
    for least, most in spans:
        steps[least] += 1
        steps[min(most, WIDEST) + 1] -= 1
    best = width = running = 0
    for at in sorted(at for at in steps if at <= WIDEST):
        running += steps[at]
        if running > best:
            best, width = running, at
    fitting = sum(least <= width + 2 and most >= width - RAGGED for least, most in spans)
    return width if width and fitting >= SUPPORT * len(spans) else 0


def words(text: str, opens: Callable[[str], bool]) -> Iterator[str]:
    """Cut a text where a line may be broken.

    opens: tells what would read as the beginning of something else at the
    start of a line, such as `-` or `1.`; it stays with the word before it.
    Wide characters may be parted from each other.
    """
    held = ""
    for match in WORDS.finditer(text):
        word = match[0]
        if held and opens(word):
            held += f" {word}"
            continue
        if held:
            yield held
        *parted, held = wide_pieces(word)
        yield from parted
    if held:
        yield held


def wide_pieces(word: str) -> list[str]:
    """Cut a word after each wide character; narrow ones stay together."""
    if word.isascii() or not any(width_of(char) == 2 for char in word):
        return [word]
    return re.findall(r"[\u1100-\U0003ffff]\W*|[^\u1100-\U0003ffff]+", word)


def wrapped(text: str, layout: Wrapping, opens: Callable[[str], bool]) -> list[str]:
    """Fill lines up to a layout's width, as many words on each as go."""
    hanging = columns(re.split(r"[\r\n]+", layout.joint)[-1])
    lines: list[str] = []
    line, taken, end = "", layout.indent, 0
    for word in words(text, opens):
        at = text.find(word.partition(" ")[0], end)
        gap = " " if line and at > end else ""
        end = at + len(word)
        if line and taken + len(gap) + columns(word) > layout.width:
            lines.append(line)
            line, taken, gap = "", hanging, ""
        line += gap + word
        taken += len(gap) + columns(word)
    indent = hanging if lines else layout.indent
    return [*lines, *shortened(line, layout, (indent, hanging))]


def shortened(line: str, layout: Wrapping, indents: tuple[int, int]) -> list[str]:
    """Break a last line that would seem to go on in the line below it.

    It is broken before a word that begins small and after most of the width,
    where `goes_on` sees that it goes on; left alone if there is no such place.
    """
    if not layout.last or indents[0] + columns(line) <= layout.last:
        return [line]
    for match in re.finditer(r" (?=[^\W\d_A-Z])", line):
        head, tail = line[: match.start()], line[match.end() :]
        enough = indents[0] + columns(head) >= SHORTEST * layout.width
        if enough and tail[0].islower() and indents[1] + columns(tail) <= layout.last:
            return [head, tail]
    return [line]
