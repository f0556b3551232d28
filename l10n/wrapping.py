"""Hard-wrapped lines: the width they were wrapped at, and wrapping a text at a width."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from l10n.document import Wrapping

NARROWEST, WIDEST = 40, 120  # columns; shorter lines are verse, longer ones are not wrapped
RAGGED = 12  # columns that a line may fall short of the width and still speak for it
SUPPORT = 0.6  # the share of the continuing lines that must fit the width
SHORTEST = 0.6  # of the width: what a line that goes on with a small letter has at least
ENDLESS = 1_000_000_000  # a width that no line reaches
TAB = 8

# Without a character of no column or of two.
NARROW = re.compile("[\0-\u02ff\u0400-\u0482\u2000-\u2064\u20a0-\u20c0]*")
# Only these end a word: a no-break space keeps two together.
WORDS = re.compile(r"[^ \t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")


def columns(text: str) -> int:
    """Give the columns that a text takes on a terminal (Unicode Annex 11: wide ones take two).

    >>> columns("mot"), columns("言葉"), columns("e\u0301")
    (3, 4, 1)
    """
    if NARROW.fullmatch(text):
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


def recognizable(text: str) -> bool:
    """Tell whether a text's lines could be told to belong together: by their small letters.

    In scripts without them (Chinese, Arabic, Thai …) a paragraph is put on one line.
    """
    letters = sum(map(str.isalpha, text))
    return sum(char.islower() or char.isupper() for char in text) * 2 > letters


def words(text: str, opens: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Give where the stretches of a text begin and end between which a line may be broken.

    opens: tells what would read as the beginning of something else at the
    start of a line, such as `-` or `1.`; it stays with the word before it.
    """
    begin = end = 0
    for match in WORDS.finditer(text):
        if end > begin and not opens(match[0]):
            yield begin, end
            begin = match.start()
        elif end == begin:
            begin = match.start()
        end = match.end()
    if end > begin:
        yield begin, end


def wrapped(text: str, layout: Wrapping, opens: Callable[[str], bool]) -> list[str]:
    """Fill lines up to a layout's width, as many words on each as go.

    A line that would be too short to be known as one that goes on takes a word
    too long for it. The text has no tabs and no line ends.
    """
    starts = [0]
    taken, end = layout.indent, 0
    for begin, stop in words(text, opens):
        word, more = columns(text[begin:stop]), columns(text[end:stop])
        full = end and taken >= SHORTEST * layout.width and taken + 1 + word > layout.width
        if full:
            starts.append(begin)
            taken, more = hanging(layout), word
        taken += more
        end = stop
    return [text[a:b].rstrip() for a, b in pairwise([*starts, len(text)])]


def hanging(layout: Wrapping) -> int:
    """Give the columns before every line of a paragraph but the first."""
    return columns(layout.joint.lstrip("\r\n\x85\u2028\u2029"))


def end_column(lines: list[str], layout: Wrapping) -> int:
    """Give the column at which a paragraph's last line ends."""
    return columns(lines[-1]) + (hanging(layout) if len(lines) > 1 else layout.indent)
