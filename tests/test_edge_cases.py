"""The 73 edge cases of formatting, in Markdown and HTML: whatever engines make of them."""

import random
import re
from pathlib import Path

import pytest
from edge_cases import (
    FORMATS,
    UNJUDGED,
    Answer,
    Case,
    Draft,
    Stub,
    filled,
    framed,
    route,
)
from edge_laws import ALIGNMENTS, EMITTED, ENGINES, judged, nested, refusing, unbroken
from edge_tables import CASES, LANGUAGES, NO_FORM, SPANISH

from l10n import po
from l10n.article import Article
from l10n.catalog import State
from l10n.document import render
from l10n.engines import Pair
from l10n.errors import L10nError
from l10n.formats import Format
from l10n.pipeline import segments
from l10n.pipeline.draft import Key, Outcome
from l10n.pipeline.localize import Ship
from l10n.pipeline.sessions import Sessions
from l10n.project import Project
from l10n.run import Run
from l10n.settings import Settings

ARTICLES = [
    pytest.param(case, FORMATS[name], article, spanish, id=f"{case.number} {name} {at}")
    for at, case in enumerate(CASES)
    for name, article, spanish in case.articles()
]


@pytest.fixture
def no_statistics(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "learned", lambda *_: {})


@pytest.fixture(params=sorted(FORMATS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def blank(name: str) -> list[Draft]:
    return [
        Draft(FORMATS[name], article, case.terms)
        for case in CASES
        for own, article, _ in case.articles()
        if own == name
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_whatever_an_engine_makes_of_it(name: str, engine: str) -> None:
    stub = Stub(ENGINES[engine])
    made = filled(blank(name), stub)
    judged(made, stub)
    unbroken(name, made)


@pytest.mark.parametrize("engine", ENGINES)
def test_whatever_an_engine_makes_of_it_that_is_not_judged(name: str, engine: str) -> None:
    stub = Stub(ENGINES[engine], rank=UNJUDGED)
    judged(filled(blank(name), stub), stub)


@pytest.mark.usefixtures("no_statistics")
@pytest.mark.parametrize("told", ALIGNMENTS)
def test_whatever_an_alignment_tells(name: str, told: str) -> None:
    """60 and 61."""
    stub = Stub(SPANISH.answer, ALIGNMENTS[told])
    judged(filled(blank(name), stub), stub)


@pytest.mark.parametrize(("case", "form", "article", "spanish"), ARTICLES)
def test_formatting_lands_on_its_words(
    case: Case, form: Format, article: str, spanish: str
) -> None:
    benign = LANGUAGES[case.target]
    stub = Stub(benign.answer, benign.align)
    (made,) = filled([Draft(form, article, case.terms)], stub, case.target)
    assert made.localized.text == spanish


# A hyphen or negation lost, an article gone, words that became one; a figure for several notes.
GUESSED = {"Markdown": {11, 13, 14, 15, 16, 17}, "HTML": {11, 13, 14, 15, 16, 17, 28}}


def test_what_is_placed_by_guess_is_told(name: str) -> None:
    doubted = set()
    for case in CASES:
        for own, article, _ in case.articles() if case.number <= 33 else ():
            stub = Stub(SPANISH.answer, SPANISH.align)
            (made,) = filled([Draft(FORMATS[own], article)], stub)
            if own == name and any(one.doubts for one in made.outcomes.values()):
                doubted.add(case.number)
    assert doubted == GUESSED[name]


# What only engines make


def spelled(name: str, article: str) -> str:
    """Spell an article of a few words in a format: `*` for emphasis, a backquote for code."""
    if name == "Markdown":
        return article
    html = re.sub(r"`(.*?)`", r"<code>\1</code>", article)
    return framed(re.sub(r"\*(.*?)\*", r"<em>\1</em>", html))


def made_of(name: str, article: str, engine: Stub, pivot: str = "") -> Draft:
    (one,) = filled([Draft(FORMATS[name], spelled(name, article))], engine, pivot=pivot)
    return one


def reply(change: Answer) -> Stub:
    """Answer well, but for a change."""
    return Stub(lambda text: change(SPANISH.answer(text)), SPANISH.align)


@pytest.mark.parametrize(
    "spoilt", ["", "make_it make_it", "Make_It", "make _ it", "make_it,", "make__it"]
)
def test_45_spoilt_atoms(name: str, spoilt: str) -> None:
    made = made_of(name, "Voir `make_it` ici", reply(lambda t: t.replace("make_it", spoilt)))
    said = "Ver `make_it`, aquí" if spoilt == "make_it," else "Ver `make_it` aquí"
    assert made.localized.text == spelled(name, said)


@pytest.mark.parametrize(
    ("number", "engine", "reason"),
    [
        (56, Stub(lambda _: ""), "fr>es came back empty"),
        (56, Stub(lambda _: " \n"), "fr>es came back empty"),
        (57, Stub(str), "fr>es copies the source"),
        (64, reply(lambda text: text[:5]), "% as long as the source"),
        (64, reply(lambda text: f"{text} ^gato/*gato$"), "contains Apertium's ^word/analysis$ marks"),
        (67, Stub(lambda _: "perro"), "no word is left for"),
    ],
)  # fmt: skip
def test_units_that_are_left_new(name: str, number: int, engine: Stub, reason: str) -> None:
    article = {67: "*deux* *chat* et"}.get(number, "Voir le *chat* dans la maison ici.")
    made = made_of(name, article, engine)
    ((fault, text),) = ((one.fault, one.text) for one in made.outcomes.values())
    assert reason in fault
    assert text == ""
    assert made.localized.text == spelled(name, article)
    assert [state for _, state in made.localized.fallen_back] == [State.NEW]


def test_57_what_is_the_same_is_the_source(name: str) -> None:
    article = "Voir *Paris*, `x`"
    assert made_of(name, article, Stub(str)).localized.text == spelled(name, article)


@pytest.mark.parametrize(
    ("more", "spanish"),
    [
        (" Y más. ¡Y más!", "El *gato* duerme. Y más. ¡Y más!"),
        ("\nY más.", "El *gato* duerme. Y más."),
        ("\n\n- Y más.", "El *gato* duerme. - Y más."),
    ],
)
def test_58_more_sentences_or_lines(name: str, more: str, spanish: str) -> None:
    made = made_of(name, "Le *chat* dort.", reply(lambda text: text + more))
    assert made.localized.text.split() == spelled(name, spanish).split()


def test_59_formatting_of_an_engine_is_words(name: str) -> None:
    form = FORMATS[name]
    made = made_of(name, "Le *chat* dort.", reply(lambda text: f"{text} {EMITTED}"))
    (segment,) = form.parse(made.localized.text).segments
    read = form.inline(segment, segment.source)
    assert read.text.split() == ["El", "gato", "duerme.", *EMITTED.split()]
    assert [read.text[node.start : node.end] for node in read.nodes] == ["gato"]


def test_60_without_alignments_what_is_certain_is_as_certain(name: str) -> None:
    article = "Le chat, 12 *Paris* dort. *Le loup dort.*"
    expected = spelled(name, "El gato, 12 *Paris* duerme. *El lobo duerme.*")
    for told in ALIGNMENTS.values():
        assert made_of(name, article, Stub(SPANISH.answer, told)).localized.text == expected


def test_63_a_pivot_with_other_sentences(name: str) -> None:
    known = {
        "Le chat dort.": "The cat sleeps. Soundly.",
        "Le loup dort ici.": "The wolf here",
        "The cat sleeps. Soundly.": "El gato duerme mucho.",
        "The wolf here": "El lobo. Aquí.",
    }
    made = made_of(name, "*Le chat dort.* Le loup dort ici.", Stub(known.__getitem__), pivot="en")
    assert made.localized.text == spelled(name, "*El gato duerme mucho.* El lobo. Aquí.")


def fallen(_: str) -> str:
    raise L10nError("has stopped")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "source").mkdir()
    return Project(tmp_path, Settings(targets=("es",)))


def test_65_an_engine_that_stops_spoils_nothing(project: Project, name: str) -> None:
    path = project.source / f"a{FORMATS[name].suffixes[0]}"
    path.write_text(spelled(name, "Le *chat* dort."), "utf-8")
    run = Run(project, ("es",), Ship.DRAFT, routes={"es": route(Pair("fr", "es"))})
    article = Article(project, path, FORMATS[name])
    with pytest.raises(L10nError, match="has stopped"), Sessions({"stub": Stub(fallen)}) as all_:
        run.translate([article], all_)
    (catalog,) = project.catalogs.rglob("*.po")
    assert [unit.state for unit in po.load(catalog.read_bytes()).active] == [State.NEW]
    with Sessions({"stub": Stub(SPANISH.answer, refusing)}) as sessions:
        run.translate([article], sessions)
    assert [unit.target for unit in po.load(catalog.read_bytes()).active] == [
        spelled(name, "El *gato* duerme.").removeprefix("<p>").removesuffix("</p>")
    ]


# What holds of all cases together


def test_72_batches_in_any_order_give_equal_drafts(name: str) -> None:
    articles = blank(name)
    known: list[list[dict[Key, Outcome]]] = []
    for seed in range(3):
        order = list(range(len(articles)))
        random.Random(seed).shuffle(order)  # noqa: S311
        made = filled((articles[at] for at in order), Stub(SPANISH.answer))
        known.append([made[order.index(at)].outcomes for at in range(len(articles))])
    assert known[0] == known[1] == known[2]


@pytest.mark.parametrize(("case", "form", "article", "spanish"), ARTICLES)
def test_73_what_is_spelled_is_read(case: Case, form: Format, article: str, spanish: str) -> None:
    for text in (article, spanish):
        document = form.parse(text)
        assert render(document, {}) == text
        for segment in document.segments:
            read = form.inline(segment, segment.source)
            again = form.inline(segment, form.spell(segment, read))
            assert (again.text, nested(again)) == (read.text, nested(read))


# What is decided where an article is read


READ = (
    ("HTML", "Le <b>chat dort.", "", "<b>"),
    ("HTML", "<b>Le <i>chat</b> dort</i>.", "b", "<i> </i>"),
    ("Markdown", "**«x»**y", "", "** **"),
)  # fmt: skip


@pytest.mark.parametrize(("own", "source", "nodes", "loose"), READ)
def test_21_and_68_how_it_is_read(own: str, source: str, nodes: str, loose: str) -> None:
    form = FORMATS[own]
    segment = form.parse(framed(source) if own == "HTML" else source).segments[0]
    read = form.inline(segment, source)
    words = re.sub("<.*?>", "", source)
    assert (read.text, " ".join(node.name for node in read.nodes)) == (words, nodes)
    assert " ".join(read.loose) == loose


# The numbers that have no line in the table
ELSEWHERE = {
    45: test_45_spoilt_atoms,
    56: test_units_that_are_left_new,
    57: test_57_what_is_the_same_is_the_source,
    58: test_58_more_sentences_or_lines,
    59: test_59_formatting_of_an_engine_is_words,
    60: test_60_without_alignments_what_is_certain_is_as_certain,
    61: test_whatever_an_alignment_tells,
    63: test_63_a_pivot_with_other_sentences,
    64: test_units_that_are_left_new,
    65: test_65_an_engine_that_stops_spoils_nothing,
    67: test_units_that_are_left_new,
    72: test_72_batches_in_any_order_give_equal_drafts,
    73: test_73_what_is_spelled_is_read,
}


def test_every_number_is_there() -> None:
    numbers = {(case.number, name) for case in CASES for name, _, _ in case.articles()}
    numbers |= {(number, name) for number in ELSEWHERE for name in FORMATS}
    assert numbers | NO_FORM.keys() == {(n, name) for n in range(1, 74) for name in FORMATS}
    assert numbers.isdisjoint(NO_FORM)
