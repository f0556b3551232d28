"""What became of stretches of sentences, by asking again with blanks on their words."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from l10n.alignment import Alignment, Link, Span, Traced
from l10n.engines.apertium.blanks import (
    WORD,
    Carried,
    blanked,
    carried,
    lettered,
    parted,
    stretches,
)
from l10n.engines.apertium.conversation import Conversation
from l10n.engines.apertium.stream import FAULTS, INVISIBLE, plain
from l10n.errors import L10nError

TRUST = 0.98
ORIGIN = "blanks"
MOST_FAULTS = 3  # broken answers after which a mode is not asked any more


class Told(NamedTuple):
    """A stretch of a draft, and the stretches of the line that it came from."""

    target: Span
    sources: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence to ask again.

    line: as it is sent; places: where in the sentence each of its characters
    is; runs: the stretches of the line with blanks.
    """

    traced: Traced
    line: str
    places: Sequence[Span]
    runs: tuple[Span, ...]

    def source(self, run: Span) -> Span:
        return self.places[run[0]][0], self.places[run[1] - 1][1]


class Follower:
    """Programs of a mode that carry blanks, asked only for sentences that need it.

    An answer counts only if its text is that of the draft: a blank can break a
    term of several words that the rules know.
    """

    def __init__(self, commands: Sequence[Sequence[str]]) -> None:
        self._talk = Conversation(commands)
        self._faults = 0

    def align(self, traced: Sequence[Traced]) -> list[Alignment | None]:
        """Ask with all stretches of a sentence together, and where that fails one by one."""
        asked = {at: one for at, each in enumerate(traced) if (one := question(each))}
        found = dict(zip(asked, self._told(asked.values()), strict=True))
        joined = [at for at, whole in found.items() if whole and glued(asked[at], whole)]
        for at, closer in zip(joined, self._told(beside(asked[at]) for at in joined), strict=True):
            found[at] = found[at] if closer is None else closer
        failed = [at for at, whole in found.items() if whole is None and len(asked[at].runs) > 1]
        single = [(at, part) for at in failed for part in alone(asked[at])]
        parts: dict[int, list[tuple[Told, ...] | None]] = {}
        for (at, _), part in zip(single, self._told(one for _, one in single), strict=True):
            parts.setdefault(at, []).append(part)
        made = {at: aligned(asked[at], parts.get(at, [whole])) for at, whole in found.items()}
        return [made.get(at) for at in range(len(traced))]

    def close(self) -> None:
        self._talk.close()

    def _told(self, asked: Iterable[Question]) -> list[tuple[Told, ...] | None]:
        """Give what is told of each draft; None where it is told of another text."""
        sent = list(asked)
        answers = self._ask([blanked(one.line, one.runs) for one in sent])
        return [told(one, answer) for one, answer in zip(sent, answers, strict=True)]

    def _ask(self, contents: Sequence[str]) -> list[Carried | None]:
        found: list[Carried | None] = []
        while len(found) < len(contents) and self._faults < MOST_FAULTS:
            try:
                found += self._talk.ask(contents[len(found) :], carried)
            except L10nError:
                self._faults = MOST_FAULTS
            if len(found) < len(contents):
                found.append(None)
                self._faults += 1
        return [*found, *[None] * (len(contents) - len(found))]


def question(traced: Traced) -> Question | None:
    """Make a question of a sentence; None if there is nothing to ask, or no exact way to."""
    line, pieces = plain(traced.source), spelled(traced.source)
    if not traced.target or "".join(piece for piece, _ in pieces) != line:
        return None
    places = [place for _, place in pieces]
    starts = [start for start, _ in places]
    spans = [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in traced.spans]
    runs = stretches(line, spans)
    return Question(traced, line, places, tuple(runs)) if runs else None


def spelled(sentence: str) -> list[tuple[str, Span]]:
    """Spell a sentence as `plain` does, one character after the other, each with its place."""
    found: list[tuple[str, Span]] = []
    bounds = [at for at, char in enumerate(sentence) if not at or not unicodedata.combining(char)]
    for start, end in pairwise((*bounds, len(sentence))):
        for char in INVISIBLE.sub("", unicodedata.normalize("NFC", sentence[start:end])):
            if not char.isspace():
                found.append((char, (start, end)))
            elif found and found[-1][0] != " ":
                found.append((" ", (start, end)))
    return found[:-1] if found and found[-1][0] == " " else found


def glued(asked: Question, told: Sequence[Told]) -> bool:
    """Tell whether some stretch has several words now: one may have come from before it."""
    draft = asked.traced.target
    return any(len(WORD.findall(draft, *one.target)) > 1 for one in told)


def beside(asked: Question) -> Question:
    """Put a blank on the word before each stretch, too."""
    words = [m.span() for m in WORD.finditer(asked.line) if lettered(m[0])]
    ends = [end for _, end in words]
    runs: list[Span] = []
    for start, end in asked.runs:
        before = bisect_left(ends, start + 1) - 1
        if before >= 0 and words[before][0] >= (runs[-1][1] if runs else 0):
            runs.append(words[before])
        runs.append((start, end))
    return replace(asked, runs=tuple(runs))


def alone(asked: Question) -> Iterator[Question]:
    return (replace(asked, runs=(run,)) for run in asked.runs)


def told(asked: Question, answer: Carried | None) -> tuple[Told, ...] | None:
    """Read an answer as offsets in the draft; None if it is another text."""
    draft = asked.traced.target
    if not answer:
        return None
    ours, theirs = kept(answer.text), kept(draft)
    if [answer.text[at].casefold() for at in ours] != [draft[at].casefold() for at in theirs]:
        return None
    counted = list(accumulate(map(visible, answer.text), initial=0))
    found = []
    for run in parted(answer):
        first, last = counted[run.start], counted[run.end]
        if first < last and max(run.numbers) < len(asked.runs):
            sources = tuple(asked.runs[number] for number in run.numbers)
            found.append(Told((theirs[first], theirs[last - 1] + 1), sources))
    return tuple(found)


def kept(text: str) -> list[int]:
    return [at for at, char in enumerate(text) if visible(char)]


def visible(char: str) -> bool:
    """Tell what is compared: neither spaces, which are mended, nor marks of faulty words."""
    return not char.isspace() and char not in FAULTS


def aligned(asked: Question, parts: Sequence[tuple[Told, ...] | None]) -> Alignment | None:
    """Make links of what is told; words without a blank are due to such words, if all is told."""
    found = sorted(one for part in parts if part for one in part)
    if not any(part is not None for part in parts):
        return None
    draft = asked.traced.target
    shares = [0] * len(draft)
    for one in found:
        for at in range(*one.target):
            shares[at] += len(one.sources)
    links = [
        Link(asked.source(source), one.target, 1 / max(shares[slice(*one.target)]))
        for one in found
        for source in one.sources
    ]
    if None not in parts:
        links += others(asked, found)
    return Alignment(tuple(links), TRUST, ORIGIN) if links else None


def others(asked: Question, found: Sequence[Told]) -> Iterator[Link]:
    """Link words without blanks to such words, but not those that came into one stretch."""
    line, draft = asked.line, asked.traced.target
    known = {*asked.runs, *(source for one in found for source in one.sources)}
    sources = [span for span, _ in between(line, sorted(known))]
    before = [one.sources for one in found]
    for target, place in between(draft, [one.target for one in found]):
        inside = 0 < place < len(found) and not {*before[place - 1]}.isdisjoint(before[place])
        if sources and not inside:
            near = min(sources, key=lambda span: abs(span[0] * len(draft) - target[0] * len(line)))
            yield Link(asked.source(near), target, 1.0)


def between(text: str, stretches: Sequence[Span]) -> Iterator[tuple[Span, int]]:
    """Find the words between stretches, and how many of these are before them."""
    ends = [0, *accumulate((end for _, end in stretches), max)]
    starts = [*(start for start, _ in stretches), len(text)]
    for place, (end, start) in enumerate(zip(ends, starts, strict=True)):
        words = [m.span() for m in WORD.finditer(text, end, max(start, end)) if lettered(m[0])]
        if words:
            yield (words[0][0], words[-1][1]), place
