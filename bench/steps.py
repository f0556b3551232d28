"""Everything that a run does with an article, as one step after another."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from l10n.alignment import Alignment, Link, Traced
from l10n.alignment.words import words
from l10n.catalog import Catalog, Unit
from l10n.document import Segment
from l10n.engines import Engine, Package, Pair, Session
from l10n.engines.pseudo import ENGINE as PSEUDO
from l10n.engines.routing import Route
from l10n.formats import Format
from l10n.pipeline import extract, gate, localize
from l10n.pipeline.draft import Outcome, with_drafts
from l10n.pipeline.segments import drafts, question
from l10n.pipeline.sessions import Sessions

Answer = Callable[[str], str]
Step = tuple[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Stub:
    """An engine that answers as it is told to, and aligns word by word, in order."""

    answer: Answer
    name: str = "stub"
    rank: int = 1
    whole: bool = False

    def packages(self, source: str) -> tuple[Package, ...]:
        return tuple(
            Package(self.name, Pair(a, b), "s", "1") for a, b in ((source, "en"), ("en", "es"))
        )

    @contextmanager
    def open(self, package: Package) -> Iterator[Session]:
        yield Answering(self.answer)

    def how_to_get(self, pair: Pair) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Answering:
    """An open package of a stub."""

    answer: Answer

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
        return [self.answer(sentence) for sentence in sentences]

    def align(self, traced: Sequence[Traced]) -> list[Alignment | None]:
        return [in_order(one) for one in traced]


def in_order(one: Traced) -> Alignment:
    ours, theirs = words(one.source).spans, words(one.target).spans
    links = tuple(Link(a, b, 1.0) for a, b in zip(ours, theirs, strict=False))
    return Alignment(links, 0.9, "stub")


class Work:
    """The steps of a run over one article; what one makes, the next ones take."""

    def __init__(self, form: Format, text: str, answer: Answer) -> None:
        self.form = form.configured({}, "fr")
        self.text = text
        self.answer = answer
        self.original: gate.Original
        self.segments: tuple[Segment, ...] = ()
        self.units: tuple[Unit, ...] = ()
        self.catalogs: dict[str, Catalog] = {}

    def steps(self) -> Iterator[Step]:
        yield "parse", self.parse
        yield "extract", self.extract
        yield "inline", self.inline
        yield "spell", self.spell
        yield "outline", lambda: self.form.outline(self.text)
        yield "links", self.links
        yield "draft by pseudo", lambda: self.draft("pseudo")
        yield "draft by a stub", lambda: self.draft("stub")
        yield "build of pseudo", lambda: self.build("pseudo")
        yield "build of a stub", lambda: self.build("stub")
        yield "gate of pseudo", lambda: self.gate("pseudo")
        yield "gate of a stub", lambda: self.gate("stub")

    def parse(self) -> None:
        self.original = gate.original(self.form, self.text, "a")
        self.segments = self.original.document.segments

    def extract(self) -> None:
        document = self.form.explained(self.original.document)
        self.units = extract.extract(document, "a")

    def inline(self) -> None:
        for segment in self.segments:
            self.form.inline(segment, segment.source)

    def spell(self) -> None:
        for segment in self.segments:
            self.form.spell(segment, self.form.inline(segment, segment.source))

    def links(self) -> None:
        list(self.form.addresses(self.text))
        self.form.links(self.text)

    def draft(self, name: str) -> None:
        engine: Engine = PSEUDO if name == "pseudo" else Stub(self.answer)
        found = {p.pair: p for p in engine.packages("fr")}
        hops = (
            (found[Pair("fr", "es")],)
            if name == "pseudo"
            else (found[Pair("fr", "en")], found[Pair("en", "es")])
        )
        route = Route(hops)
        by_key = {segment.key: segment for segment in reversed(self.segments)}
        keys = [unit.key for unit in self.units]
        questions = [question(self.form, by_key[key]) for key in keys]
        made: dict[int, Outcome] = {}
        with Sessions({engine.name: engine}) as sessions:
            asked = {"es": range(len(questions))}
            for _, some in drafts(questions, asked, {"es": route}, sessions):
                made |= some
        outcomes = {keys[at]: outcome for at, outcome in made.items()}
        catalog = Catalog(units=self.units)
        self.catalogs[name] = with_drafts(catalog, outcomes, route.origin, lambda _: True)

    def build(self, name: str) -> None:
        document = self.original.document
        made = localize.localize(document, self.catalogs[name], self.original, localize.Ship.DRAFT)
        self.form.adapt(made.text, self.text, "es")

    def gate(self, name: str) -> None:
        """Look closely at what may have been proved sound at once."""
        units = self.catalogs[name].by_key()
        targets = {s: units[s.key].target for s in self.segments if units[s.key].target.strip()}
        localize.looked_at_closely(self.original, targets)
