"""From a document and a catalog to the localized article."""

from dataclasses import dataclass
from enum import StrEnum

from l10n.catalog import Catalog, State
from l10n.document import Document, Segment, render
from l10n.formats import Format


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
    """A localized article, and the segments for which the source text stands in."""

    text: str
    fallen_back: tuple[tuple[Segment, State], ...]


def localize(document: Document, catalog: Catalog, form: Format, ship: Ship) -> Localized:
    """Put the targets that may ship in the places of their sources."""
    units = catalog.by_key()
    spelled, fallen_back = {}, []
    for segment in document.segments:
        unit = units.get((None, segment.source))
        state = unit.state if unit else State.NEW
        if unit and unit.target.strip() and state in SHIPPED[ship]:
            spelled[segment] = form.embed(segment, unit.target)
        else:
            fallen_back.append((segment, state))
    return Localized(render(document, spelled), tuple(fallen_back))
