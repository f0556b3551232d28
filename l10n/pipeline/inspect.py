"""How far catalogs are, and what is wrong with them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from l10n import locales
from l10n.catalog import Catalog, State, Unit, merge
from l10n.errors import L10nError
from l10n.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Tally:
    """Units and source words of one article in one locale, by state."""

    units: Mapping[State, int]
    words: Mapping[State, int]

    @property
    def total(self) -> int:
        return sum(self.units.values())

    def percent(self, *states: State) -> int:
        """Give the share of source words in these states, rounded down: 100 means all."""
        words = sum(self.words.values())
        return 100 * sum(self.words[state] for state in states) // words if words else 100


def tally(catalog: Catalog, template: Catalog) -> Tally:
    """Count a template's units by the state they have, or would have, in a catalog."""
    units: Counter[State] = Counter(dict.fromkeys(State, 0))
    words: Counter[State] = Counter(dict.fromkeys(State, 0))
    for unit in merge(catalog, template).active:
        units[unit.state] += 1
        words[unit.state] += len(unit.source.split())
    return Tally(units, words)


def freshness(catalog: Catalog, template: Catalog, path: str) -> Iterator[Finding]:
    """Find what a catalog does not say of its article as it is now.

    path: the PO file's.
    """
    have = catalog.by_key()
    wanted = {unit.key for unit in template.units}
    for unit in template.units:
        if unit.key not in have:
            where = unit.references[0] if unit.references else "?"
            yield error(path, 1, f"lacks the text of {where}: {shown(unit)}", "fresh")
    for unit in catalog.active:
        if unit.key not in wanted:
            yield error(path, unit.line, f"is no longer in the article: {shown(unit)}", "fresh")


COMPLAINTS = {
    State.NEW: "has no translation",
    State.STALE: "was translated from a source that has changed",
    State.DOUBTFUL: "is marked as unsure (fuzzy)",
}


def completeness(catalog: Catalog, path: str) -> Iterator[Finding]:
    """Find the units that cannot ship: no target, a stale or a doubtful one."""
    for unit in catalog.active:
        if unit.state in COMPLAINTS:
            message = f"{COMPLAINTS[unit.state]}: {shown(unit)}{reason(unit)}"
            yield error(path, unit.line, message, "complete")


def refuse_other(target: str, catalog: Catalog, where: str) -> None:
    """Raise when a catalog's header names another language than its folder."""
    named = catalog.field("Language")
    try:
        same = not named or locales.language(locales.canonical(named)) == locales.language(target)
    except L10nError:
        same = False
    if not same:
        raise L10nError(
            f"its header says it is for {named}, not {target}",
            where=f"{where}:{catalog.header.line}",
            hint="Correct its Language field, or move it to the folder of its language.",
        )


def error(path: str, line: int, message: str, check: str) -> Finding:
    return Finding(path, line, Severity.ERROR, message, check)


def reason(unit: Unit) -> str:
    """Say why an engine left a unit out, if one did."""
    told = (note for note in unit.notes if note.startswith("l10n: no draft"))
    return next((f" ({note.partition(': ')[2]})" for note in told), "")


def shown(unit: Unit) -> str:
    text = " ".join(unit.source.split())
    return f"“{text[:57]}…”" if len(text) > 58 else f"“{text}”"
