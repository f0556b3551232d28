"""Which attention of a model to read, and how far to trust it: measured on its own drafts."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from l10n import files
from l10n.alignment import Span, Traced
from l10n.caches import private
from l10n.engines.argos.attention import Forced, Look, Matrix, argmax, shares, where, words
from l10n.engines.argos.heads import Heads
from l10n.errors import L10nError

ANCHORS = 30  # from so many on, a measure is kept, and may change the heads
GOOD = 0.9  # a rate that other heads need not try to beat
GUESSED = (5.5, 10)  # anchors found and looked for, before any are
MOST_TRUST = 0.98
FORMAT = 1
# A number, or a name: words that most languages write in one way.
ANCHOR = re.compile(r"[^\W_]*(?:\d|(?<=[\w ,])[A-Z])[^\W_]*")

Looked = Callable[[Heads, Sequence[Forced]], Sequence[Matrix | None]]


@dataclass(frozen=True, slots=True)
class Calibration:
    """The heads to read; hits: of so many anchors, those whose attention finds their twins."""

    heads: Heads
    hits: int = 0
    anchors: int = 0

    @property
    def trust(self) -> float:
        """Give the rate of hits, careful where anchors are few."""
        return min(MOST_TRUST, (self.hits + GUESSED[0]) / (self.anchors + GUESSED[1]))


def anchors(source: str, target: str) -> Iterator[tuple[Span, Span]]:
    """Find words with figures or capitals that are once in both texts, spelled alike.

    >>> list(anchors("Le 12 mai, Anna et Anna", "On May 12, Anna"))
    [((3, 5), (7, 9))]
    """
    ours, theirs = once(source), once(target)
    return ((ours[word], theirs[word]) for word in ours if word in theirs)


def once(text: str) -> dict[str, Span]:
    found = [(match[0], match.span()) for match in ANCHOR.finditer(text)]
    counts = Counter(word for word, _ in found)
    return {word: place for word, place in found if counts[word] == 1}


def measured(heads: Heads, looked: Looked, pairs: Sequence[tuple[Traced, Forced]]) -> Calibration:
    """Count how many anchors some heads find again."""
    hits = count = 0
    matrices = looked(heads, [cut for _, cut in pairs])
    for (traced, cut), matrix in zip(pairs, matrices, strict=True):
        if matrix is None:
            continue
        found = list(anchors(traced.source, traced.target))
        ours = where(words(cut.source, traced.source), (span for span, _ in found))
        theirs = where(words(cut.target, traced.target), (span for _, span in found))
        table = shares(Look(cut, matrix), traced, heads.shift)
        for source, target in found:
            if source in ours and target in theirs:
                count += 1
                hits += argmax(table, theirs[target]) == ours[source]
    return Calibration(heads, hits, count)


def calibrated(
    choices: Sequence[Heads], looked: Looked, pairs: Sequence[tuple[Traced, Forced]]
) -> Calibration:
    """Keep a model's own heads, the first choice, unless others find clearly more anchors."""
    own = measured(choices[0], looked, pairs)
    if own.anchors < ANCHORS or own.hits >= GOOD * own.anchors:
        return own
    tried = [own, *(measured(heads, looked, pairs) for heads in choices[1:])]
    return max(tried, key=lambda one: one.hits)


def fingerprint(model: Path) -> str:
    with model.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def remembered(path: Path) -> Calibration | None:
    """Read what was measured before; None if it was not, or the file is damaged."""
    try:
        if path.exists():
            private(path)
        match json.loads(path.read_bytes()):
            case {
                "format": 1,
                "layer": int(layer),
                "heads": int(heads),
                "shift": 0 | 1 as shift,
                "hits": int(hits),
                "anchors": int(count),
            } if 0 <= hits <= count and 0 <= heads < 1000 and abs(layer) < 1000:
                return Calibration(Heads(layer, heads, shift), hits, count)
    except (OSError, ValueError, RecursionError, L10nError):
        pass
    return None


def remember(path: Path, found: Calibration) -> None:
    """Keep what was measured; what cannot be written is measured again."""
    told = {
        "format": FORMAT, **found.heads._asdict(), "hits": found.hits, "anchors": found.anchors
    }  # fmt: skip
    with suppress(OSError, L10nError):
        private(path)
        files.write_bytes(path, (json.dumps(told) + "\n").encode(), lasting=False)
