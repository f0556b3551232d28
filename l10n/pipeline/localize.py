"""From a document and a catalog to the localized article."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from l10n.catalog import Catalog, State, Unit
from l10n.document import Document, Segment
from l10n.findings import Finding, Severity
from l10n.pipeline.gate import Key, Original, fault
from l10n.pipeline.inspect import shown


class Ship(StrEnum):
    """Which targets may reach readers; for the others the source text stands."""

    FINAL = "final"
    DRAFT = "draft"
    ANY = "any"


SHIPPED = {
    Ship.FINAL: frozenset({State.FINAL}),
    Ship.DRAFT: frozenset({State.FINAL, State.DRAFT}),
    Ship.ANY: frozenset(set(State) - {State.NEW}),
}


@dataclass(frozen=True, slots=True)
class Localized:
    """A localized article, and where the source text stands in.

    fallen_back: the segments without a target that may ship; refused: the
    units whose targets would break the article, and how.
    """

    text: str
    fallen_back: tuple[tuple[Segment, State], ...]
    refused: tuple[tuple[Unit, str], ...] = ()

    def findings(self, path: str) -> Iterator[Finding]:
        """Say what the refused units must change; path: the PO file's."""
        for unit, message in self.refused:
            told = f"{message}; the source text stands in until that is mended: {shown(unit)}"
            yield Finding(path, max(1, unit.line), Severity.ERROR, told, "structure")


def localize(document: Document, catalog: Catalog, original: Original, ship: Ship) -> Localized:
    """Put the targets that may ship, and break nothing, in the places of their sources.

    document: without the segments that are excluded from translation.
    """
    units = catalog.by_key()
    targets: dict[Segment, str] = {}
    fallen_back: list[tuple[Segment, State]] = []
    for segment in document.segments:
        unit = units.get(segment.key)
        state = unit.state if unit else State.NEW
        if not unit or not unit.target.strip() or state not in SHIPPED[ship]:
            fallen_back.append((segment, state))
        else:
            targets[segment] = unit.target
    text = original.sound(targets)
    if text is not None:
        return Localized(text, tuple(fallen_back))
    text, faults = looked_at_closely(original, targets)
    refused = tuple((u, faults[u.key]) for u in catalog.active if u.key in faults)
    return Localized(text, tuple(fallen_back), refused)


def looked_at_closely(
    original: Original, targets: Mapping[Segment, str]
) -> tuple[str, dict[Key, str]]:
    """Put in the targets that break nothing; say what is wrong with the others."""
    faults: dict[Key, str] = {}
    for segment, target in targets.items():
        if message := fault(original.form, segment, target):
            faults.setdefault(segment.key, message)
    sound = {segment: target for segment, target in targets.items() if segment.key not in faults}
    text, guilty = original.rebuilt(sound)
    return text, faults | guilty
