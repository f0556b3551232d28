"""The units of one article in one locale, their states, and merging with a new template."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from l10n.notes import ORIGIN, OWN, REFUSAL, check_formatting, digest

FUZZY = "fuzzy"


class State(StrEnum):
    """How far a unit is, read off its PO entry and stored nowhere else."""

    NEW = "new"
    DRAFT = "draft"
    STALE = "stale"
    DOUBTFUL = "doubtful"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a machine draft came from.

    route: the languages it went through, `fr>en>es`; packages: engine, package
    and version of every hop.
    """

    route: str
    packages: str

    def note(self, target: str) -> str:
        """Give the translator comment that marks a target as this origin's draft."""
        return f"l10n: draft {self.route} by {self.packages} [{digest(target)}]"

    def refusal(self, reason: str) -> str:
        """Give the translator comment that says why there is no draft."""
        return f"l10n: no draft {self.route} by {self.packages}: {reason}"


@dataclass(frozen=True, slots=True)
class Previous:
    """What a stale unit's source was when its target was written (`#|`)."""

    source: str | None
    context: str | None = None
    plural: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A segment's record in a catalog: one PO entry.

    notes: translator comments (`#`), a person's except the lines that begin
    with `l10n:`; extracted: `#.`; references: `#:` as `file:line`; targets: the
    plural forms, of entries that other tools made; line: where it stands in
    the PO file, for messages only.
    """

    source: str
    target: str = ""
    context: str | None = None
    notes: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: Previous | None = None
    obsolete: bool = False
    plural: str = ""
    targets: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[str | None, str]:
        return (self.context, self.source)

    @property
    def state(self) -> State:
        """Read the state off flags and comments (rules: docs/catalogs.md)."""
        if not self.translated:
            return State.NEW
        if FUZZY not in self.flags:
            return State.FINAL
        if self.previous is not None:
            return State.STALE
        return State.DRAFT if self.origin else State.DOUBTFUL

    @property
    def translated(self) -> bool:
        """Tell whether there is a target with more than spaces in it."""
        return bool(self.target.strip()) or any(target.strip() for target in self.targets)

    @property
    def origin(self) -> Origin | None:
        match = self.note(ORIGIN)
        return Origin(match["route"], match["packages"]) if match else None

    @property
    def refused(self) -> Origin | None:
        """Give the origin that failed to draft this unit, if one did."""
        match = self.note(REFUSAL)
        return Origin(match["route"], match["packages"]) if match else None

    @property
    def machine_made(self) -> bool:
        """Tell whether the target is a draft that nobody changed or approved."""
        match = self.note(ORIGIN)
        return match is not None and FUZZY in self.flags and match["digest"] == digest(self.target)

    def drafted(self, target: str, origin: Origin, doubts: Iterable[str] = ()) -> "Unit":
        """Give the unit with a machine draft in place of its target.

        doubts: the formatting that was placed by guess, by name.
        """
        return replace(
            self,
            target=target,
            notes=(*self.own_notes(), origin.note(target), *check_formatting(doubts)),
            flags=(FUZZY, *(flag for flag in self.flags if flag != FUZZY)),
            previous=None,
        )

    def left_new(self, origin: Origin, reason: str) -> "Unit":
        """Give the unit without a target, with the reason why it has no draft."""
        return replace(
            self,
            target="",
            notes=(*self.own_notes(), origin.refusal(reason)),
            flags=tuple(flag for flag in self.flags if flag != FUZZY),
            previous=None,
        )

    def note(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return next(filter(None, map(pattern.fullmatch, self.notes)), None)

    def own_notes(self) -> tuple[str, ...]:
        """Give the comments that people wrote."""
        return tuple(n for n in self.notes if not any(own.fullmatch(n) for own in OWN))


@dataclass(frozen=True, slots=True)
class Catalog:
    """A PO file: its header entry, its units in order, comments after the last one."""

    header: Unit = Unit("")
    units: tuple[Unit, ...] = ()
    trailer: str = ""

    @property
    def active(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if not unit.obsolete)

    def field(self, name: str) -> str:
        """Give a header field's value, or an empty string."""
        prefix = f"{name}:".lower()
        lines = (line for line in self.header.target.splitlines())
        return next(
            (ln[len(prefix) :].strip() for ln in lines if ln.lower().startswith(prefix)), ""
        )

    def by_key(self) -> dict[tuple[str | None, str], Unit]:
        return {unit.key: unit for unit in self.active}


def merge(catalog: Catalog, template: Catalog) -> Catalog:
    """Bring a catalog to a new template without losing a target.

    A unit that is still there keeps what people wrote; one whose source
    changed a little becomes stale, with its previous source; one that is gone
    becomes obsolete, and comes back with its text. Merging again changes
    nothing.
    """
    if not catalog.units:
        return replace(
            catalog, header=completed(catalog.header, template.header), units=template.units
        )
    known = {unit.key: unit for unit in catalog.units if unit.obsolete}
    known |= {unit.key: unit for unit in catalog.units if not unit.obsolete}
    wanted = {unit.key for unit in template.units}
    come = tuple(unit for unit in template.units if unit.key not in known)
    bases = changed_from(catalog.active, template.units, come)
    merged = []
    for unit in template.units:
        if unit.key in known:
            merged.append(refreshed(known[unit.key], unit))
        elif unit.key in bases:
            merged.append(made_stale(bases[unit.key], unit))
        else:
            merged.append(unit)
    moved = {base.key for base in bases.values() if base.state is not State.FINAL}
    gone = (u for u in catalog.units if u.key not in wanted and u.key not in moved)
    return Catalog(
        header=completed(catalog.header, template.header),
        units=(*merged, *retired(gone)),
        trailer=catalog.trailer,
    )


def retired(units: Iterable[Unit]) -> Iterator[Unit]:
    """Keep, as obsolete, every unit that holds a word somebody wrote."""
    seen = set()
    for unit in units:
        kept = replace(unit, obsolete=True, references=(), extracted=())
        if (unit.translated or unit.own_notes()) and unit.key not in seen:
            seen.add(unit.key)
            yield kept


def refreshed(unit: Unit, template: Unit) -> Unit:
    """Give a unit that is still wanted the template's comments and places.

    Line numbers alone are no reason to touch it: a paragraph added on top must
    not show in the diff of every other unit.
    """
    same = unit.extracted == template.extracted and files(unit) == files(template)
    if same and not unit.obsolete:
        return unit
    return replace(
        unit,
        extracted=template.extracted,
        references=template.references,
        obsolete=False,
    )


def files(unit: Unit) -> tuple[str, ...]:
    """List the files a unit refers to, without the lines."""
    return tuple(reference.rpartition(":")[0] for reference in unit.references)


def made_stale(base: Unit, template: Unit) -> Unit:
    """Carry a target over to a source that changed: stale, with what it was.

    A target that was stale already keeps the source it was written for, as
    msgmerge does.
    """
    was = base.previous if base.state is State.STALE else None
    return replace(
        template,
        target=base.target,
        plural=base.plural,
        targets=base.targets,
        notes=base.notes,
        flags=(FUZZY, *(flag for flag in base.flags if flag != FUZZY)),
        previous=was or Previous(base.source, base.context, base.plural or None),
    )


def completed(header: Unit, template: Unit) -> Unit:
    """Add to a header the fields that it lacks; change none that it has."""
    if header == template:
        return header
    have = {line.partition(":")[0].lower() for line in header.target.splitlines()}
    lacking = [
        line for line in template.target.splitlines() if line.partition(":")[0].lower() not in have
    ]
    if not lacking:
        return header
    return replace(
        header, target="".join(f"{ln}\n" for ln in (*header.target.splitlines(), *lacking))
    )


SIMILAR = 65.0  # of 100; gettext's own bar is 60, and its users find it low
SIMILAR_SHORT = 80.0
SHORT = 20  # characters
WINDOW = 200  # units on either side that a text may have moved while it changed


def changed_from(
    old: tuple[Unit, ...], new: tuple[Unit, ...], unknown: tuple[Unit, ...]
) -> dict[tuple[str | None, str], Unit]:
    """Find, for the sources in `new` that are unknown, the units they were changed from.

    Similarity is Indel's, by rapidfuzz: 100 means equal. Each old unit serves
    once; the most similar pairs are taken first.
    """
    wanted, sought = {u.key for u in new}, {u.key for u in unknown}
    gone = [(at, u) for at, u in enumerate(old) if u.key not in wanted and u.translated]
    come = [(at, u) for at, u in enumerate(new) if u.key in sought]
    if not gone or not come:
        return {}
    found: dict[tuple[str | None, str], Unit] = {}
    used: set[tuple[str | None, str]] = set()
    for _, unit, base in sorted(similar(gone, come), key=lambda pair: -pair[0]):
        if unit.key not in found and base.key not in used:
            found[unit.key] = base
            used.add(base.key)
    return found


def similar(
    gone: list[tuple[int, Unit]], come: list[tuple[int, Unit]]
) -> Iterator[tuple[float, Unit, Unit]]:
    from rapidfuzz import fuzz

    for at, unit in come:
        least = SIMILAR_SHORT if len(unit.source) < SHORT else SIMILAR
        for was, base in gone:
            if abs(at - was) <= WINDOW and base.context == unit.context:
                score = fuzz.ratio(base.source, unit.source, score_cutoff=least)
                if score:
                    yield score, unit, base
