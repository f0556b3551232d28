"""The aligner eflomal (Östling and Tiedemann 2016), where it is there as a program."""

import shutil
import subprocess
import tempfile
from collections import Counter, deque
from collections.abc import Sequence
from pathlib import Path

from l10n.alignment import Alignment, Link
from l10n.alignment.words import Words, words

NAMES = ("eflomal-align", "eflomal")
TRUST = 0.85
Points = set[tuple[int, int]]
BESIDE = [(a, b) for a in (-1, 0, 1) for b in (-1, 0, 1) if a or b]


def program() -> str:
    """Give the path of the program; nothing if it is not there."""
    return next(filter(None, map(shutil.which, NAMES)), "")


def aligned(pairs: Sequence[tuple[str, str]]) -> list[Alignment]:
    """Align texts with their translations, learning from them, without priors."""
    sides = [(words(source), words(target)) for source, target in pairs]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = {side: folder / side for side in ("source", "target", "forward", "reverse")}
        for at, side in enumerate(("source", "target")):
            lines = (" ".join(both[at].keys) or "-" for both in sides)
            paths[side].write_text("".join(f"{line}\n" for line in lines), "utf-8")
        options = {"s": "source", "t": "target", "f": "forward", "r": "reverse"}
        given = (word for key, side in options.items() for word in (f"-{key}", str(paths[side])))
        subprocess.run([program(), *given], capture_output=True, check=True)
        forward, reverse = (points(paths[one].read_text()) for one in ("forward", "reverse"))
    found = zip(sides, forward, reverse, strict=True)
    return [linked(*both, grown(there, back)) for both, there, back in found]


def points(output: str) -> list[Points]:
    """Read what the program writes: `0-0 1-2` for each line, the source's word first.

    >>> [sorted(one) for one in points("0-0 1-2\\n\\n1-0\\n")]
    [[(0, 0), (1, 2)], [], [(1, 0)]]
    """
    return [
        {(int(ours), int(theirs)) for ours, _, theirs in (p.partition("-") for p in line.split())}
        for line in output.splitlines()
    ]


def grown(forward: Points, reverse: Points) -> Points:
    """Join both directions: what both say, and neighbours of that which align a free word.

    Grow-diag (Koehn, Och and Marcu 2003).
    """
    either, found = forward | reverse, forward & reverse
    rows, columns = {ours for ours, _ in found}, {theirs for _, theirs in found}
    left = deque(sorted(found))
    while left:
        ours, theirs = left.popleft()
        for down, along in BESIDE:
            row, column = new = ours + down, theirs + along
            if new in either and new not in found and not (row in rows and column in columns):
                found.add(new)
                rows.add(row)
                columns.add(column)
                left.append(new)
    return found


def linked(source: Words, target: Words, found: Points) -> Alignment:
    """Make an alignment; a word that several make has a part of each."""
    counts = Counter(theirs for _, theirs in found)
    links = (
        Link(source.spans[ours], target.spans[theirs], 1 / counts[theirs])
        for ours, theirs in sorted(found)
        if ours < len(source.spans) and theirs < len(target.spans)
    )
    return Alignment(tuple(links), TRUST, "eflomal")
