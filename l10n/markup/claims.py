"""ATOMs found again, word for word, in what an engine made of a segment."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from l10n.markup.plan import Plan
from l10n.markup.tokens import JOINER, extending

PIECE = re.compile(r"\w+|[^\w\s]")
MOST = 300  # places that are looked at for one text


@dataclass(frozen=True, slots=True)
class Claims:
    """Where ATOMs are in a target: start and end by node.

    doubtful: the nodes whose text is there more or less often than in the
    source; some of those may have no place.
    """

    places: Mapping[int, tuple[int, int]]
    doubtful: frozenset[int]


def claims(plan: Plan, text: str) -> Claims:
    """Find the ATOMs of a source in a target: equal ones in the order of the source."""
    atoms: dict[str, list[int]] = {}
    for start, end, at in plan.atoms:
        atoms.setdefault(plan.text[start:end], []).append(at)
    if not atoms:
        return Claims({}, frozenset())
    before, after = Finder(plan.text), Finder(text)
    places: dict[int, tuple[int, int]] = {}
    doubtful: set[int] = set()
    for surface in sorted(atoms, key=lambda one: (-len(one), one)):
        sent, come = list(before.find(surface)), list(after.find(surface))
        ranks = {start: rank for rank, start in enumerate(sent)}
        owned = [ranks.get(plan.spans[at][0], -1) for at in atoms[surface]]
        same = len(sent) == len(come) and -1 not in owned
        spots = [come[rank] for rank in owned] if same else come[: len(owned)]
        for at, spot in zip_longest(atoms[surface], spots):
            before.take(plan.spans[at][0], len(surface))
            if spot is not None:
                after.take(spot, len(surface))
                places[at] = (spot, spot + len(surface))
        if not same:
            doubtful.update(atoms[surface])
    return Claims(places, frozenset(doubtful))


class Finder:
    """Finds stretches in a text, but for what was taken: by their rarest word, however many."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: dict[str, list[int]] = {}
        self.taken: list[tuple[int, int]] = []
        for match in PIECE.finditer(text):
            self.words.setdefault(match[0], []).append(match.start())

    def take(self, start: int, length: int) -> None:
        """Leave out a stretch from now on."""
        self.taken.insert(bisect_left(self.taken, (start,)), (start, start + length))

    def find(self, wanted: str) -> Iterator[int]:
        """Find a stretch where it is no part of longer words."""
        rare = min(PIECE.finditer(wanted), key=lambda piece: len(self.words.get(piece[0], ())))
        free = 0
        for at in self.words.get(rare[0], [])[:MOST]:
            start = at - rare.start()
            if start >= free and self.text.startswith(wanted, start) and self.stands(start, wanted):
                yield start
                free = start + len(wanted)

    def stands(self, start: int, wanted: str) -> bool:
        """Tell whether a stretch is free, and stands by itself."""
        end = start + len(wanted)
        run = bisect_left(self.taken, (end,)) - 1
        if run >= 0 and self.taken[run][1] > start:
            return False
        return parted(self.text[max(0, start - 1) : start], wanted[0]) and parted(
            wanted[-1], self.text[end : end + 1]
        )


def parted(one: str, other: str) -> bool:
    """Tell whether two neighbours, if there are two, are no parts of one word or character."""
    if not one or not other:
        return True
    letters = all(c == "_" or c.isalnum() for c in (one, other))
    return not (letters or extending(other) or one == JOINER)
