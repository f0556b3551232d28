"""Word-bound blanks: numbers that Apertium's programs carry from words to what becomes of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from l10n.alignment import Span
from l10n.engines.apertium.stream import escaped

BLANK = r"\[\[(?:/|\d+(?:; \d+)*)\]\]"
CARRIED = re.compile(
    rf"\.\[\]\[(\d+)\]((?:[^\\^$\[\]{{}}]|\\.|{BLANK}|\[[ ~]+\])*?)\.?\[\]\[\1\]", re.DOTALL
)
# The full stop of our own mark, where the last blank took it in.
OVERLONG = re.compile(r"\.\[\[/\]\](\[\]\[\d+\])\Z")
PIECE = re.compile(r"\[\[(/|[\d; ]+)\]\]|\\(.)|\[([ ~]+)\]|([^\[\\]+)", re.DOTALL)
WORD = re.compile(r"[^\W_]+['’]?|\S")


class Run(NamedTuple):
    """A stretch of a translation, and the numbers of what it came from."""

    start: int
    end: int
    numbers: tuple[int, ...]


class Carried(NamedTuple):
    """A translation, and what its blanks tell of it."""

    text: str
    runs: tuple[Run, ...]


def stretches(line: str, spans: Iterable[Span]) -> list[Span]:
    """Cut some spans of a line into stretches of whole words that none of them cuts.

    >>> stretches("le grand chat noir", [(3, 13), (9, 18), (0, 0), (12, 14)])
    [(3, 8), (9, 13), (14, 18)]
    """
    whole = [widened(line, *span) for span in spans if line[slice(*span)].strip()]
    cuts = sorted({bound for span in whole for bound in span})
    deepness = dict.fromkeys(cuts, 0)
    for start, end in whole:
        deepness[start] += 1
        deepness[end] -= 1
    found: list[Span] = []
    depth = 0
    for start, end in pairwise(cuts):
        depth += deepness[start]
        words = [match.span() for match in WORD.finditer(line, start, end) if lettered(match[0])]
        if depth and words:
            found.append((words[0][0], words[-1][1]))
    return found


def lettered(word: str) -> bool:
    return word[0].isalnum()


def widened(line: str, start: int, end: int) -> Span:
    """Take in the rest of the words that a span cuts."""
    while 0 < start < len(line) and line[start - 1].isalnum() and line[start].isalnum():
        start -= 1
    while 0 < end < len(line) and line[end - 1].isalnum() and line[end].isalnum():
        end += 1
    return start, end


def blanked(line: str, runs: Sequence[Span]) -> str:
    """Spell a line for the stream, with the number of its run on every word of one.

    >>> blanked("le [chat]", [(4, 8)])
    'le \\\\[[[0]]chat[[/]]\\\\]'
    """
    spelled: list[str] = []
    done = 0
    for number, (start, end) in enumerate(runs):
        spelled += (escaped(line[done:start]), f"[[{number}]]{escaped(line[start:end])}[[/]]")
        done = end
    return "".join((*spelled, escaped(line[done:])))


def carried(received: bytes, number: int) -> Carried | None:
    """Read what came back for a line with blanks; None if it is not a sound answer to that one.

    >>> carried(b".[][7]el [[0; 1]]gato[[/]]..[][7]", 7)
    Carried(text='el gato.', runs=(Run(start=3, end=7, numbers=(0, 1)),))
    """
    try:
        match = CARRIED.fullmatch(OVERLONG.sub(r"[[/]].\1", received.decode("utf-8")))
    except UnicodeDecodeError:
        return None
    return unblanked(match[2]) if match and match[1] == str(number) else None


def unblanked(content: str) -> Carried | None:
    """Take the blanks out of an answer; None if they are not in order."""
    pieces: list[str] = []
    runs: list[Run] = []
    length = 0
    opened: tuple[int, tuple[int, ...]] | None = None
    for match in PIECE.finditer(content):
        if match[1] is None:
            pieces.append(match[2] or match[3] or match[4])
            length += len(pieces[-1])
        elif match[1] != "/" and opened is None:
            opened = length, tuple(map(int, match[1].split("; ")))
        elif match[1] == "/" and opened is not None:
            runs.append(Run(opened[0], length, opened[1]))
            opened = None
        else:
            return None
    return Carried("".join(pieces), tuple(runs)) if opened is None else None


def parted(carried: Carried) -> Iterator[Run]:
    """Give the words of a run to its numbers one by one, if it has several of both.

    The last stage joins words, such as articles with what follows, and puts
    their numbers together in the words' order.
    """
    for run in carried.runs:
        numbers = tuple(dict.fromkeys(run.numbers))
        words = [m.span() for m in WORD.finditer(carried.text, run.start, run.end)]
        spare = len(words) - len(numbers)
        if len(numbers) == 1 or spare < 0:
            yield Run(run.start, run.end, numbers)
            continue
        for place, number in enumerate(numbers, spare):
            first = 0 if place == spare else place
            yield Run(words[first][0], words[place][1], (number,))
