"""Alignments on their way: over a pivot, over sentences, and onto the right words of drafts."""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from brackets import Brackets, marked
from grammar import Writer
from hypothesis import given
from hypothesis import strategies as st
from spelling import spelled as grammatical

from l10n.alignment import Alignment, Link, Span, Traced
from l10n.alignment.composition import Part, became, composed, joined
from l10n.catalog import Origin, Unit
from l10n.document import Segment
from l10n.engines import Engine, Package, Pair, Session
from l10n.engines.apertium import ENGINE as APERTIUM
from l10n.engines.argos import ENGINE as ARGOS
from l10n.engines.argos.decoding import Decoder
from l10n.engines.routing import best
from l10n.errors import L10nError
from l10n.formats import Format
from l10n.formats.markdown import FORMAT as MARKDOWN
from l10n.formats.text import FORMAT as TEXT
from l10n.markup.proposals import ACCEPTED
from l10n.pipeline import segments
from l10n.pipeline.draft import Outcome, Step
from l10n.pipeline.learning import known, learned
from l10n.pipeline.segments import drafts, question
from l10n.pipeline.sessions import Sessions
from l10n.plugins import engines

MODELS = Path(__file__).parent / "models"
BRACKETS = Brackets()
APERTIUM_PAIRS = {package.pair for package in APERTIUM.packages("fr")}


@pytest.fixture(scope="module", autouse=True)
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The packages of tests/models, installed, and a cache of one's own."""
    folder = tmp_path_factory.mktemp("packages")
    for archive in MODELS.glob("*.argosmodel"):
        with zipfile.ZipFile(archive) as package:
            package.extractall(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.setattr("l10n.engines.argos.store.packages_folder", lambda: folder)
        yield folder


@pytest.fixture
def no_attention(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Decoder, "align", lambda _, traced: [None] * len(traced))


@pytest.fixture
def no_statistics(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "learned", lambda *_: {})


def drafted(
    sources: Sequence[str], target: str, *allowed: Engine, form: Format = BRACKETS
) -> list[Outcome]:
    """Draft segments with some engines, along the best route."""
    known = {engine.name: engine for engine in allowed}
    found = [package for engine in allowed for package in engine.packages("fr")]
    route = best(Pair("fr", target), found, known)
    assert route
    questions = [question(form, form.parse(source).segments[0]) for source in sources]
    outcomes: dict[int, Outcome] = {}
    with Sessions(known) as sessions:
        asked = {target: range(len(sources))}
        for _, some in drafts(questions, asked, {target: route}, sessions):
            outcomes |= some
    return [outcomes[at] for at in range(len(sources))]


# Onto the right words

ENGLISH = {
    "Le [b]gouvernement[/b] japonais a signé un accord avec la France.":
        "The Japanese [b]government[/b] signed an agreement with France.",
    "La maison [b]bleue[/b] coûte 250 000 euros.": "The [b]blue[/b] house costs 250,000 euros.",
    "Une voiture [b]rouge[/b] et un [i]train[/i] rapide":
        "A [b]red[/b] car and a fast [i]train[/i]",
    "Les [b]soldats[/b][^1] protègent la frontière. Le président n'a pas accepté la [i]loi[/i].":
        "The [b]soldiers[/b][^1] protect the border. The president did not accept the [i]law[/i].",
    "L’alliance [b]militaire[/b] est solide.": "The [b]military[/b] alliance is solid.",
}  # fmt: skip
SPANISH = {
    "Le gouvernement [b]japonais[/b] a signé un accord avec la France.":
        "El gobierno [b]japonés[/b] firmó un acuerdo con Francia.",
    "Les États-Unis et le Japon renforcent leur [b]coopération[/b] militaire.":
        "Estados Unidos y Japón refuerzan su [b]cooperación[/b] militar.",
    "Nous devons améliorer la [b]sécurité[/b] de notre [i]pays[/i].":
        "Debemos mejorar la [b]seguridad[/b] de nuestro [i]país[/i].",
    "Hier, les [i]étudiants[/i][^2] ont visité la [b]capitale[/b].":
        "Ayer, los [i]estudiantes[/i][^2] visitaron la [b]capital[/b].",
}  # fmt: skip


@pytest.mark.usefixtures("no_statistics")
@pytest.mark.parametrize(("target", "cases"), [("en", ENGLISH), ("es", SPANISH)])
def test_attention_puts_formatting_on_the_right_words(target: str, cases: dict[str, str]) -> None:
    outcomes = drafted(list(cases), target, ARGOS)
    assert [outcome.text for outcome in outcomes] == list(cases.values())
    assert not any(outcome.fault for outcome in outcomes)


@pytest.mark.usefixtures("no_attention", "no_statistics")
def test_without_alignments_some_words_are_the_wrong_ones() -> None:
    """What the two tests around this one show is not there by itself."""
    (outcome,) = drafted(["La maison [b]bleue[/b] coûte 250 000 euros."], "en", ARGOS)
    assert outcome == Outcome("The blue [b]house[/b] costs 250,000 euros.", doubts=("b",))


COLOURS = {"rouge": "red", "bleue": "blue", "noire": "black", "blanche": "white", "verte": "green"}
THINGS = {"maison": "house", "voiture": "car", "porte": "door", "table": "table"}


def lessons() -> list[str]:
    return [
        f"La {thing} {colour} coûte {number} euros."
        for number, thing in enumerate(THINGS, 10)
        for colour in COLOURS
    ]


@pytest.mark.usefixtures("no_attention")
def test_statistics_do_it_where_attention_is_off() -> None:
    asked = "La maison [b]bleue[/b] coûte 250 000 euros."
    outcome, *_ = drafted([asked, *lessons()], "en", ARGOS)
    assert outcome.text == "The [b]blue[/b] house costs 250,000 euros."


@pytest.mark.skipif(Pair("fr", "es") not in APERTIUM_PAIRS, reason="no Apertium fr-es")
@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Le [b]chat noir[/b] dort.", "El [b]gato negro[/b] duerme."),
        ("La [b]maison [i]blanche[/i][/b] est ici.", "La [b]casa [i]blanca[/i][/b] es aquí."),
        ("Les [b]soldats[/b][^1] protègent la frontière. La [i]réunion[/i] est finie.",
         "Los [b]soldados[/b][^1] protegen la frontera. La [i]reunión[/i] está acabada."),
        ("Les enfants du [b]village[/b] vont à l’[i]école[/i].",
         "Los niños del [b]pueblo[/b] van a la [i]escuela[/i]."),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("no_statistics")
def test_blanks_put_formatting_on_the_right_words(source: str, target: str) -> None:
    assert drafted([source], "es", APERTIUM) == [Outcome(target)]


# The same text with and without formatting

ALL = [engine for engine in engines().values() if engine.packages("fr") or engine is ARGOS]


@pytest.mark.parametrize("engine", ALL, ids=lambda engine: engine.name)
@pytest.mark.parametrize("target", ["en", "es"])
def test_formatting_never_changes_the_text(engine: Engine, target: str) -> None:
    bare = [re.sub(r"\[.*?\]", "", source) for source in (*ENGLISH, *SPANISH)]
    known = {package.pair.target for package in engine.packages("fr")}
    if target not in known:
        pytest.skip(f"{engine.name} has no {target}")
    with_it = drafted([*ENGLISH, *SPANISH], target, engine)
    without = drafted(bare, target, engine)
    for one, other in zip(with_it, without, strict=True):
        assert marked(one.text).text == marked(other.text).text
        assert (one.fault, other.fault) == ("", "")


MARKS = (("**", "**"), ("[", "](https://example.org)"), ("<b>", "</b>"))


def sentences(count: int) -> Iterator[tuple[str, str]]:
    """Write French sentences, each also with formatting in Markdown around some of its words."""
    writer = Writer(11)
    for at in range(count):
        plain = grammatical(writer.sentence().fr, "fr")[0]
        words = [match.span() for match in re.finditer(r"[^\W\d_]{2,}", plain)]
        opened, closed = MARKS[at % len(MARKS)]
        start, end = words[at % len(words)]
        yield plain, f"{plain[:start]}{opened}{plain[start:end]}{closed}{plain[end:]}"


@pytest.mark.parametrize("engine", ALL, ids=lambda engine: engine.name)
@pytest.mark.parametrize("target", ["en", "es"])
def test_markdown_never_changes_the_text(engine: Engine, target: str) -> None:
    """Nor how it is typeset: quotation marks, spaces before high marks, percentages."""
    if not any(p.pair.target == target for p in engine.packages("fr")) and engine is not ARGOS:
        pytest.skip(f"{engine.name} has no {target}")
    plain, dressed = zip(*sentences(40), strict=True)
    with_it = drafted(dressed, target, engine, form=MARKDOWN)
    without = drafted(plain, target, engine, form=TEXT)
    sound = [(one, other) for one, other in zip(with_it, without, strict=True) if not one.fault]
    assert len(sound) >= 20
    assert [one.fault for one in with_it] == [other.fault for other in without]
    for one, other in sound:
        (segment,) = MARKDOWN.parse(one.text).segments
        assert MARKDOWN.inline(segment, one.text).text == other.text


# Engines that cannot be relied on


@dataclass
class Turner:
    """An Engine and its Session: turns words around; tells of it with a function."""

    told: Callable[[Traced], Alignment | None]
    name: str = "turner"
    rank: int = 100
    whole: bool = False
    asked: list[list[Traced]] = field(default_factory=list)

    def packages(self, source: str) -> tuple[Package, ...]:
        return (
            Package(self.name, Pair("fr", "en"), "turner", "1"),
            Package(self.name, Pair("en", "es"), "turner", "1"),
        )

    @contextmanager
    def open(self, package: Package) -> Iterator[Session]:
        yield self

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
        return [" ".join(turned(one).split()[::-1]) for one in sentences]

    def align(self, traced: Sequence[Traced]) -> list[Alignment | None]:
        self.asked.append(list(traced))
        return [self.told(one) for one in traced]

    def how_to_get(self, pair: Pair) -> str:
        return ""


def turned(text: str) -> str:
    return text.swapcase()


def words(text: str) -> list[Span]:
    return [match.span() for match in re.finditer(r"\S+", text)]


def truly(traced: Traced) -> Alignment:
    pairs = zip(words(traced.source), reversed(words(traced.target)), strict=True)
    return Alignment(tuple(Link(one, other, 1.0) for one, other in pairs), 0.95, "test")


def refusing(traced: Traced) -> Alignment | None:
    raise L10nError("cannot")


SOURCE = "un [b]deux[/b] trois quatre[^1] cinq"


@pytest.mark.usefixtures("no_statistics")
def test_links_are_followed_over_all_hops() -> None:
    source = "un [b]deux[/b] trois [i]quatre cinq[/i] six"
    (one,) = drafted([source], "en", Turner(truly))
    assert one == Outcome("SIX [i]CINQ QUATRE[/i] TROIS [b]DEUX[/b] UN")
    (two,) = drafted([source, "un. deux"], "es", Turner(truly))[:1]
    assert two == Outcome(source)
    (halves,) = drafted(["Un [b]deux[/b]. Trois [i]quatre cinq[/i] six"], "en", Turner(truly))
    assert halves == Outcome("[b]DEUX[/b]. uN SIX [i]CINQ QUATRE[/i] tROIS")


@pytest.mark.usefixtures("no_statistics")
def test_engines_are_asked_once_and_only_where_there_are_doubts() -> None:
    engine = Turner(truly)
    sources = [
        SOURCE,
        "[b]un deux[/b]",
        "un deux",
        "un [b]1492[/b] trois",
        SOURCE,
        "six [i]sept[/i]",
    ]
    drafted(sources, "en", engine)
    (asked,) = engine.asked
    assert [one.source for one in asked] == ["un deux trois quatre cinq", "six sept"]
    assert asked[0].spans[0] == (3, 7)


@pytest.mark.usefixtures("no_statistics")
@pytest.mark.parametrize(
    "told",
    [
        lambda _: None,
        refusing,
        lambda _: Alignment((), 1.0, "test"),
        lambda _: Alignment((Link((0, 2), (0, 2), float("nan")),), 1.0, "test"),
        lambda _: Alignment((Link((90, 99), (90, 99), 1.0),), 1.0, "test"),
    ],
)
@pytest.mark.parametrize("target", ["en", "es"])
def test_no_fault_of_an_alignment_loses_a_draft(
    told: Callable[[Traced], Alignment | None], target: str
) -> None:
    (outcome,) = drafted([SOURCE], target, Turner(told))
    assert not outcome.fault
    assert marked(outcome.text).text.casefold().split() in (
        ["un", "deux", "trois", "quatre", "cinq"],
        ["cinq", "quatre", "trois", "deux", "un"],
    )


# Composition

weights = st.floats(0.01, 1)


@st.composite
def alignments(draw: st.DrawFn, ours: int, theirs: int) -> Alignment:
    """Draw links of words of four letters each; together they make up to 1 of a word."""
    links = []
    for target in range(theirs):
        sources = draw(st.lists(st.integers(0, ours - 1), max_size=3, unique=True))
        links += [
            Link((5 * one, 5 * one + 4), (5 * target, 5 * target + 4), draw(weights) / len(sources))
            for one in sources
        ]
    return Alignment(tuple(links), draw(weights), "test")


def text(words: int) -> str:
    return " ".join(["abcd"] * words)


def mass(alignment: Alignment) -> dict[Span, float]:
    found: dict[Span, float] = {}
    for link in alignment.links:
        found[link.target] = found.get(link.target, 0.0) + link.weight
    return found


@given(alignments(4, 5), alignments(5, 3))
def test_a_product_is_an_alignment(first: Alignment, second: Alignment) -> None:
    made = composed(first, second, text(5))
    assert {link.source for link in made.links} <= {link.source for link in first.links}
    assert {link.target for link in made.links} <= {link.target for link in second.links}
    limits = mass(second)
    assert all(share <= limits[word] + 1e-9 for word, share in mass(made).items())
    assert made.trust == first.trust * second.trust


def matrix(alignment: Alignment) -> dict[tuple[Span, Span], float]:
    return {(link.source, link.target): link.weight for link in alignment.links}


@given(alignments(4, 4))
def test_nothing_changes_over_an_equal_text(one: Alignment) -> None:
    same = Alignment(
        tuple(Link((5 * n, 5 * n + 4), (5 * n, 5 * n + 4), 1.0) for n in range(4)), 1, ""
    )
    for made in (composed(same, one, text(4)), composed(one, same, text(4))):
        assert matrix(made) == pytest.approx(matrix(one))


@given(alignments(3, 4), alignments(4, 3), alignments(3, 4))
def test_products_may_be_made_in_any_order(
    one: Alignment, two: Alignment, three: Alignment
) -> None:
    first = composed(composed(one, two, text(4)), three, text(3))
    second = composed(one, composed(two, three, text(3)), text(4))
    assert matrix(first) == pytest.approx(matrix(second))


def test_stretches_go_to_what_is_mostly_due_to_them() -> None:
    links = (
        Link((0, 4), (10, 14), 0.9), Link((5, 9), (5, 9), 1.0), Link((10, 14), (0, 4), 0.45),
        Link((15, 19), (15, 19), 0.3), Link((10, 14), (15, 19), 0.3),
    )  # fmt: skip
    one = Alignment(links, 1.0, "test")
    assert became(one, [(0, 9)], text(4)) == ((5, 14),)
    assert became(one, [(10, 19), (10, 14)], text(4)) == ((15, 19),)
    assert became(one, [(4, 5), (2, 2)], text(4)) == ()


def test_parts_are_moved_to_their_places() -> None:
    one = Alignment((Link((0, 4), (5, 9), 0.5),), 0.9, "test")
    other = Alignment((Link((0, 4), (0, 4), 1.0),), 0.3, "test")
    assert joined([]) is None
    whole = joined([Part(one, 0, 0, 30), Part(other, 40, 50, 10)])
    assert whole
    assert whole.links == (Link((0, 4), (5, 9), 0.5), Link((40, 44), (50, 54), 1.0))
    assert whole.trust == pytest.approx(0.75)


# What statistics learn from


def test_translations_of_the_very_source_are_learned_from() -> None:
    sources = ["Le [b]chat[/b]", "voir", "menu|voir"]
    segments_of = {one.key: one for one in (Segment(source, source, 1) for source in sources)}
    origin = Origin("fr>en", "stub")
    units = [
        Unit(sources[0]).drafted("The [b]cat[/b]", origin),
        Unit(sources[1], target="see"),
        Unit(sources[2]),
        Unit("gone", target="gone"),
    ]
    assert list(known(Brackets(), segments_of, units)) == [("Le chat", "The cat"), ("voir", "see")]


@pytest.mark.parametrize(("count", "sure"), [(3, False), (120, True)])
def test_few_pairs_remove_no_doubt(count: int, sure: bool) -> None:
    pairs = [(f"un {number} deux", f"one {number} two") for number in range(count)]
    answer = Outcome("one 7 two", steps=(Step(0, 0, ("un 7 deux", "one 7 two")),))
    found = learned(pairs, ["un 7 deux"], {"un 7 deux": answer})["un 7 deux"]
    assert (found.trust >= ACCEPTED) == sure
    assert found == learned(pairs, ["un 7 deux"], {"un 7 deux": answer})["un 7 deux"]
    assert learned(pairs, [], {}) == {}
