"""Small changes to a text, and where its places are afterwards."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

Span = tuple[int, int]


class Edit(NamedTuple):
    """What stands in a text from start to end gives way to something new."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Retyped:
    """A text in the typography of its locale, and what was changed for that.

    edits: over the text before, sorted, none overlapping another; grown: how
    much longer the text is before each edit, and after the last.
    """

    text: str
    edits: tuple[Edit, ...] = ()
    grown: tuple[int, ...] = (0,)

    def moved(self, offset: int, *, after: bool = False) -> int:
        """Give where an offset of the text before is now; it never passes another one.

        after: whether what was put in at that very place comes before it.

        >>> retyped = applied("« Oui »", [Edit(0, 2, "“"), Edit(5, 7, "”")])
        >>> retyped.text, [retyped.moved(at) for at in (0, 2, 5, 7)]
        ('“Oui”', [0, 1, 4, 5])
        """
        find = bisect_right if after else bisect_left
        passed = find(self.edits, offset, key=start_of)
        if not passed:
            return offset
        last = self.edits[passed - 1]
        shift = self.grown[passed - 1]
        if offset >= last.end and (after or offset > last.start):
            return offset + self.grown[passed]
        return last.start + shift + min(offset - last.start, len(last.new))

    def span(self, start: int, end: int) -> Span:
        """Give where a stretch of the text before is now, without what was put in around it.

        >>> retyped = applied("10%", [Edit(2, 2, " ")])
        >>> retyped.span(0, 2), retyped.span(2, 3)
        ((0, 2), (3, 4))
        """
        if start >= end:
            here = self.moved(start)
            return here, here
        first = self.moved(start, after=True)
        return first, max(first, self.moved(end))


def start_of(edit: Edit) -> int:
    return edit.start


def applied(text: str, edits: Iterable[Edit]) -> Retyped:
    """Make edits that are sorted and do not overlap."""
    pieces: list[str] = []
    grown = [0]
    done = 0
    kept = tuple(edits)
    for edit in kept:
        pieces += (text[done : edit.start], edit.new)
        grown.append(grown[-1] + len(edit.new) - (edit.end - edit.start))
        done = edit.end
    return Retyped("".join((*pieces, text[done:])), kept, tuple(grown))


def composed(text: str, first: Retyped, second: Retyped) -> Retyped:
    """Make one of two rounds of edits: the first over the text, the second over its outcome.

    >>> once = applied("a b", [Edit(1, 2, "")])
    >>> composed("a b", once, applied(once.text, [Edit(0, 1, "A")])).edits
    (Edit(start=0, end=2, new='A'),)
    """
    if not first.edits or not second.edits:
        return second if second.edits else first
    return applied(text, joined(text, first, second))


def joined(text: str, first: Retyped, second: Retyped) -> Iterator[Edit]:
    """Give both rounds' edits over the first text; those that touch become one."""
    earlier, later, middle = first.edits, second.edits, first.text
    one = other = 0
    while one < len(earlier) or other < len(later):
        shift = first.grown[one]
        mine = earlier[one].start + shift if one < len(earlier) else len(middle) + 1
        low = high = min(mine, later[other].start if other < len(later) else mine)
        start, since, before = low - shift, other, one
        while True:
            if one < len(earlier) and earlier[one].start + first.grown[one] <= high:
                one += 1
                high = max(high, earlier[one - 1].end + first.grown[one])
            elif other < len(later) and later[other].start <= high:
                high = max(high, later[other].end)
                other += 1
            else:
                break
        if since == other:
            yield from earlier[before:one]
            continue
        inner = (Edit(e.start - low, e.end - low, e.new) for e in later[since:other])
        yield from trimmed(
            text, Edit(start, high - first.grown[one], applied(middle[low:high], inner).text)
        )


def trimmed(text: str, edit: Edit) -> Iterator[Edit]:
    """Leave out of an edit what is the same before and after; nothing if all is."""
    start, end, new = edit
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    if start < end or new:
        yield Edit(start, end, new)


def settled(edits: Iterable[Edit], text: str) -> list[Edit]:
    """Sort edits and leave out what changes nothing or overlaps one before it."""
    kept: list[Edit] = []
    for edit in sorted(edits):
        changes = text[edit.start : edit.end] != edit.new
        if changes and (not kept or edit.start >= kept[-1].end) and kept[-1:] != [edit]:
            kept.append(edit)
    return kept
