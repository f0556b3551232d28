"""Tells what became of what by a model's attention: which one, is found out once."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from l10n.alignment import Alignment, Traced
from l10n.caches import cache
from l10n.engines.argos.attention import Forced, Look, forced, links
from l10n.engines.argos.calibration import (
    ANCHORS,
    Calibration,
    anchors,
    calibrated,
    fingerprint,
    remember,
    remembered,
)
from l10n.engines.argos.faults import UNREADABLE
from l10n.engines.argos.heads import MODEL
from l10n.engines.argos.looking import Looking
from l10n.engines.argos.memory import Memory
from l10n.engines.argos.tokenizers import Tokenizer

ORIGIN = "attention"
MOST = 64  # pairs that heads are measured on


class Attention:
    """A model's attention. Which heads align best is measured when first asked.

    That is done on drafts which were seen by then, and kept in the user's cache by
    the model's hash. longest: how many pieces a text may have.
    """

    def __init__(self, looking: Looking, tokenizer: Tokenizer, longest: int) -> None:
        self._looking = looking
        self._tokenizer = tokenizer
        self._longest = longest
        self.memory = Memory()
        self._seen: dict[Traced, None] = {}

    def see(self, source: str, draft: str) -> None:
        """Keep a sentence and its draft, if heads can be measured on them."""
        if len(self._seen) < MOST and draft and next(anchors(source, draft), None):
            self._seen[Traced(source, draft, ())] = None

    def align(self, traced: Sequence[Traced]) -> list[Alignment | None]:
        """Tell for every sentence and any translation of it; None for what is too long."""
        cuts = {at: cut for at, one in enumerate(traced) if (cut := self._cut(one))}
        try:
            looked = self._looked({at: (traced[at], cut) for at, cut in cuts.items()})
        except UNREADABLE:
            return [None] * len(traced)
        made: list[Alignment | None] = [None] * len(traced)
        for at, look in looked.items():
            some = tuple(links(look, traced[at], self.calibration.heads.shift))
            made[at] = Alignment(some, self.calibration.trust, ORIGIN) if some else None
        return made

    def _looked(self, asked: Mapping[int, tuple[Traced, Forced]]) -> dict[int, Look]:
        """Give what was looked at; what is not remembered is asked of the model, all at once."""
        if not asked:
            return {}
        found = self._remembered(asked)
        left = [(at, cut) for at, (_, cut) in asked.items() if at not in found]
        matrices = self._looking.looked(self.calibration.heads, [cut for _, cut in left])
        for (at, cut), matrix in zip(left, matrices, strict=True):
            if matrix is not None:
                found[at] = Look(cut, matrix)
        return found

    def _remembered(self, asked: Mapping[int, tuple[Traced, Forced]]) -> dict[int, Look]:
        """Give what was looked at while drafting, if that was with the right heads.

        All but the first row: of sentences decoded together with a beam, CTranslate2
        (4.8) gives that of another one. It alone is asked of the model again.
        """
        heads = self.calibration.heads
        if heads != self._looking.choices[0]:
            return {}
        known = {at: self.memory.looked(*one) for at, one in asked.items()}
        found = {at: look for at, look in known.items() if look}
        begun = [Forced(look.cut.source, look.cut.target[:1]) for look in found.values()]
        firsts = zip(found.items(), self._looking.looked(heads, begun), strict=True)
        return {
            at: Look(look.cut, np.concatenate((first[:1], look.matrix[1:])))
            for (at, look), first in firsts
            if first is not None
        }

    @cached_property
    def calibration(self) -> Calibration:
        """Give the heads to read, measured now or before."""
        path = cache("attention") / f"{fingerprint(self._looking.folder / MODEL)}.json"
        if known := remembered(path):
            return known
        cuts = [(one, self._cut(one)) for one in self._seen]
        pairs = [(one, cut) for one, cut in cuts if cut]
        found = calibrated(self._looking.choices, self._looking.looked, pairs)
        if found.anchors >= ANCHORS:
            remember(path, found)
        return found

    def _cut(self, traced: Traced) -> Forced | None:
        return forced(traced, self._tokenizer, self._longest)
