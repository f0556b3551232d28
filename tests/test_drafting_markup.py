"""Drafts of segments with formatting: engines see plain text, and targets have all of it again."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from brackets import Brackets, marked
from hypothesis import given
from hypothesis import strategies as st
from workbench import tree

from l10n import po
from l10n.article import Article
from l10n.catalog import State
from l10n.document import Document, Segment
from l10n.engines import Package, Pair, Session
from l10n.engines.pseudo import disguised
from l10n.engines.routing import Route
from l10n.formats import Format
from l10n.formats.text import FORMAT as TEXT
from l10n.markup.nodes import Marked
from l10n.notes import FORMATTING
from l10n.pipeline.draft import Outcome
from l10n.pipeline.extract import extract
from l10n.pipeline.localize import Ship
from l10n.pipeline.segments import drafts, question
from l10n.pipeline.sessions import Sessions
from l10n.project import Project
from l10n.run import Run
from l10n.settings import Settings

FR_ES, FR_EN, EN_ES = Pair("fr", "es"), Pair("fr", "en"), Pair("en", "es")


@dataclass
class Stub:
    """An Engine and its Session: answers with a function, and keeps what it was asked."""

    answer: Callable[[str], str]
    whole: bool = False
    name: str = "stub"
    rank: int = 1
    asked: list[list[str]] = field(default_factory=list)

    def packages(self, source: str) -> tuple[Package, ...]:
        return (Package(self.name, FR_ES, "stub", "1"),)

    @contextmanager
    def open(self, package: Package) -> Iterator[Session]:
        yield self

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
        self.asked.append(list(sentences))
        return [self.answer(sentence) for sentence in sentences]

    def how_to_get(self, pair: Pair) -> str:
        return ""


def route(*pairs: Pair) -> Route:
    return Route(tuple(Package("stub", pair, "stub", "1") for pair in pairs))


def drafted(
    engine: Stub, *sources: str, form: Format | None = None, pairs: tuple[Pair, ...] = (FR_ES,)
) -> list[Outcome]:
    own = form or Brackets()
    questions = [question(own, Segment(source, source, 1)) for source in sources]
    outcomes: dict[int, Outcome] = {}
    with Sessions({"stub": engine}) as sessions:
        routes = {"es": route(*pairs)}
        for _, some in drafts(questions, {"es": range(len(sources))}, routes, sessions):
            assert not outcomes.keys() & some.keys()
            outcomes |= some
    return [outcomes[at] for at in range(len(sources))]


def words(lexicon: dict[str, str]) -> Callable[[str], str]:
    """Translate word by word."""
    return lambda text: re.sub(r"\w+", lambda match: lexicon.get(match[0], match[0]), text)


SPANISH = words(
    {"Lancez": "Ejecute", "pour": "para", "compiler": "compilar", "Le": "El", "chat": "gato",
     "noir": "negro", "dort": "duerme", "Une": "Una", "maison": "casa", "et": "y", "voir": "ver",
     "ici": "aquí", "un": "uno", "deux": "dos", "bonjour": "hola", "monde": "mundo"}
)  # fmt: skip


@pytest.mark.parametrize(
    ("source", "target", "doubts"),
    [
        ("bonjour monde", "hola mundo", ()),
        ("[b]Le chat noir[/b]", "[b]El gato negro[/b]", ()),
        ("[b]Le chat noir dort[/b].", "[b]El gato negro duerme[/b].", ()),
        ("Le [b]chat[/b] dort", "El [b]gato[/b] duerme", ("b",)),
        ("Le [b]Paris[/b] dort", "El [b]Paris[/b] duerme", ()),
        ("Lancez {make} pour compiler", "Ejecute {make} para compilar", ()),
        ("un[br]deux", "uno[br]dos", ()),
        ("Le chat dort[^1].", "El gato duerme[^1].", ()),
        ("voir [img a]Une maison] ici", "ver [img a]Una casa] aquí", ("image a",)),
        ("[img a]Une maison]", "[img a]Una casa]", ()),
        ("{make} {chat}", "{make} {chat}", ()),
        (r"un \[chat\]", r"uno \[gato\]", ()),
    ],
)
def test_targets(source: str, target: str, doubts: tuple[str, ...]) -> None:
    assert drafted(Stub(SPANISH), source) == [Outcome(target, doubts=doubts)]


def test_engines_see_words_alone() -> None:
    engine = Stub(str)
    drafted(
        engine,
        "[b]Le chat[/b] noir. [i]Une maison[/i][^1]",
        "un[br]deux",
        "{x}[br]{make}[br]trois",
        "{x} et {y}",
        "{make}",
        "[img a]bonjour] 12",
        "Lancez. {Une. Maison.} deux",
    )
    assert engine.asked == [
        ["Lancez.", "Le chat noir.", "Une maison", "Une. Maison. deux", "bonjour", "deux", "trois",
         "un", "x et y"]
    ]  # fmt: skip


def test_all_segments_of_a_round_go_together_and_equal_texts_once() -> None:
    engine = Stub(SPANISH)
    sources = [f"[b]maison[/b] {number}" for number in range(50)]
    drafted(engine, *sources, "maison 1", "maison [i]1[/i]", "maison 2")
    assert engine.asked == [sorted(f"maison {number}" for number in range(50))]


def test_altered_atoms_are_asked_again_together_without_them() -> None:
    engine = Stub(lambda text: SPANISH(text).replace("make", "hacer"))
    outcomes = drafted(
        engine, "Lancez {make} pour compiler", "Lancez {make}", "Lancez {x} ici", "bonjour monde"
    )
    assert outcomes == [
        Outcome("Ejecute {make} para compilar", doubts=("code make",)),
        Outcome("Ejecute {make}", doubts=("code make",)),
        Outcome("Ejecute {x} aquí"),
        Outcome("hola mundo"),
    ]
    assert engine.asked[1:] == [["Lancez", "Lancez pour compiler"]]


@pytest.mark.parametrize("spoilt", [lambda t: t.replace("x", "x x"), lambda t: t.replace("x", "")])
def test_atoms_that_are_doubled_or_lost_are_asked_again(spoilt: Callable[[str], str]) -> None:
    engine = Stub(lambda text: spoilt(SPANISH(text)))
    assert drafted(engine, "voir {x} ici") == [Outcome("ver {x} aquí", doubts=("code x",))]


def test_atoms_are_asked_again_behind_a_pivot() -> None:
    engine = Stub(lambda text: SPANISH(text).replace("make", "hacer"))
    (outcome,) = drafted(engine, "Lancez {make}", pairs=(FR_EN, EN_ES))
    assert outcome == Outcome("Ejecute {make}", doubts=("code make",))


def test_what_the_guard_refuses_with_atoms_may_pass_without() -> None:
    engine = Stub(lambda text: "" if "make" in text else SPANISH(text))
    assert drafted(engine, "Lancez {make} ici", "[b]maison[/b] make") == [
        Outcome("Ejecute {make} aquí", doubts=("code make",)),
        Outcome("", "fr>es came back empty"),
    ]


def test_the_guard_judges_words_not_formatting() -> None:
    (lost,) = drafted(Stub(lambda text: text.replace("1492", "")), "[b]Le chat[/b] de 1492")
    assert lost == Outcome("", "fr>es lost the number 1492")
    (kept,) = drafted(Stub(SPANISH), "voir {@@ ▁ <unk> ^a/b$} ici")
    assert not kept.fault


def test_a_description_that_cannot_be_drafted_stays_and_is_named() -> None:
    engine = Stub(lambda text: "" if "photo" in text else SPANISH(text))
    (outcome,) = drafted(engine, "[img a]Une photo] Le chat")
    assert outcome == Outcome("[img a]Une photo] El gato", doubts=("image a",))


def test_formatting_without_words_left_is_no_draft() -> None:
    (outcome,) = drafted(Stub(lambda _: "gato"), "[b]Le chat[/b] [i]noir[/i]")
    assert outcome.fault.startswith("cannot hold its formatting: no word is left for")


@pytest.mark.parametrize("term", ["L’Équipe", "L'Équipe"])
def test_kept_words_come_through_with_the_apostrophes_of_the_text(term: str) -> None:
    text = "voir [b]L'Équipe[/b] ici"
    asked = question(Brackets(), Segment(text, text, 1), (term,))
    engine = Stub(lambda sent: SPANISH(sent).replace("Équipe", "Equipo"))
    with Sessions({"stub": engine}) as sessions:
        found = [some for _, some in drafts([asked], {"es": [0]}, {"es": route(FR_ES)}, sessions)]
    assert found[-1][0].text == "ver [b]L'Équipe[/b] aquí"


def test_plain_text_is_sent_as_it_is() -> None:
    engine = Stub(str)
    source = " Le chat [b]  dort[/b] {x}. Puis\u00a0: "
    outcomes = drafted(engine, source, form=TEXT)
    assert engine.asked == [["Le chat [b]  dort[/b] {x}.", "Puis :"]]
    assert outcomes[0].doubts == ()


@pytest.mark.parametrize("whole", [False, True])
def test_no_engine_sees_a_line_end(whole: bool) -> None:
    engine = Stub(SPANISH, whole=whole)
    drafted(engine, "[b]un. deux[/b][br]bonjour[br][br]monde")
    assert not any("\n" in text for text in engine.asked[0])
    assert {"bonjour", "monde"} <= set(engine.asked[0])


# Any segment, any engine

pieces = st.sampled_from(
    ["[b]", "[/b]", "[i]", "[/i]", "{x}", "{make it}", "[^1]", "[br]", "[img a]Une maison]",
     "Le", "chat", "noir", "Paris", "1492", ".", ",", " : ", "[", "]", "{", "\\[", " ", " ", " "]
)  # fmt: skip
sources = st.lists(pieces, min_size=1, max_size=12).map("".join).filter(str.strip)
ANSWERS: tuple[Callable[[str], str], ...] = (
    str,
    SPANISH,
    disguised,
    lambda text: " ".join(reversed(text.split(" "))),
    lambda text: text[: len(text) // 2],
    lambda text: f"{text} {text}",
    lambda text: "[b] {x} ] \\ [/i] gato",
    lambda text: "",
    lambda text: text.upper(),
)


def shape(of: Marked) -> Counter[tuple[str, str, str]]:
    return Counter(
        (node.kind, node.name, of.nodes[node.parent].name if node.parent >= 0 else "")
        for node in of.nodes
    )


@given(st.lists(sources, min_size=1, max_size=4), st.sampled_from(ANSWERS), st.integers(1, 100))
def test_every_draft_has_all_nodes_once_each(
    texts: list[str], answer: Callable[[str], str], rank: int
) -> None:
    engine = Stub(answer, rank=rank)  # of a high rank, it is not judged
    for source, outcome in zip(texts, drafted(engine, *texts), strict=True):
        if outcome.fault:
            continue
        before, after = marked(source), marked(outcome.text)
        assert shape(before) == shape(after)
        assert not Counter(after.loose) - Counter(before.loose)
    for batch in engine.asked:
        assert all(any(map(str.isalpha, text)) and "\n" not in text for text in batch)


# In catalogs

ARTICLE = """Le [b]chat[/b] noir dort.
menu|voir
bouton|voir
Le chat dort.
voir
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.brackets").write_text(ARTICLE, "utf-8")
    return Project(tmp_path, Settings(targets=("es",)))


def translate(project: Project, answer: Callable[[str], str] = SPANISH) -> bytes:
    article = Article(project, project.source / "a.brackets", Brackets())
    run = Run(project, ("es",), Ship.DRAFT, routes={"es": route(FR_ES)})
    with Sessions({"stub": Stub(answer)}) as sessions:
        run.translate([article], sessions)
    assert (run.errors, run.findings) == ([], [])
    return (project.catalogs / "es/LC_MESSAGES/a.po").read_bytes()


def test_doubts_are_told_to_translators(project: Project) -> None:
    catalog = po.load(translate(project))
    doubted, *sound = catalog.active
    assert doubted.target == "El [b]gato[/b] negro duerme."
    assert doubted.notes[1:] == ("l10n: check the formatting: b",)
    assert (doubted.state, doubted.machine_made) == (State.DRAFT, True)
    assert not any(FORMATTING.fullmatch(note) for unit in sound for note in unit.notes)


def test_a_second_run_changes_nothing(project: Project) -> None:
    first = translate(project), tree(project.root)
    assert (translate(project), tree(project.root)) == first


def test_contexts_keep_equal_texts_apart(project: Project) -> None:
    catalog = po.load(translate(project))
    keys = [unit.key for unit in catalog.active]
    assert keys[1:] == [
        ("menu", "voir"), ("bouton", "voir"), (None, "Le chat dort."), (None, "voir")
    ]  # fmt: skip
    content = translate(project).replace(
        b'msgctxt "menu"\nmsgid "voir"\nmsgstr "ver"', b'msgctxt "menu"\nmsgid "voir"\nmsgstr "Ver"'
    )
    (project.catalogs / "es/LC_MESSAGES/a.po").write_bytes(content)
    translate(project)
    built = (project.output / "es/a.brackets").read_text("utf-8").splitlines()
    assert built[1:3] == ["menu|Ver", "bouton|ver"]


def test_a_refused_draft_leaves_the_unit_new(project: Project) -> None:
    (project.source / "a.brackets").write_text("[b]Le chat[/b] [i]noir[/i]\n", "utf-8")
    catalog = po.load(translate(project, lambda _: "gato"))
    (unit,) = catalog.active
    assert unit.state is State.NEW
    assert "cannot hold its formatting" in unit.notes[0]
    assert unit.refused == route(FR_ES).origin


@pytest.mark.skipif(not shutil.which("msgmerge"), reason="gettext is not installed")
def test_doubts_survive_gettext(project: Project, tmp_path: Path) -> None:
    content = translate(project)
    catalog, template = tmp_path / "es.po", project.catalogs / "a.pot"
    catalog.write_bytes(content)
    for command in (["msgcat"], ["msgmerge", "-q"], ["msgcat", "--no-wrap", "--sort-output"]):
        paths = [catalog, template] if command[0] == "msgmerge" else [catalog]
        ran = subprocess.run([*command, *paths], capture_output=True, check=True)
        units = {unit.key: unit for unit in po.load(ran.stdout).active}
        unit = units[(None, "Le [b]chat[/b] noir dort.")]
        assert unit.notes[-1] == "l10n: check the formatting: b"
        assert unit.machine_made


def test_notes_and_contexts_of_the_author_reach_translators() -> None:
    first = Segment("voir", "voir", 1, trail=("Menu",), context="menu", notes=("Un\n verbe.",))
    again = Segment("voir", "voir", 4, context="menu", notes=("Un verbe.", "Court."))
    other = Segment("voir", "voir", 9)
    units = extract(Document((first, again, other)), "a.txt")
    assert [(unit.context, unit.extracted, unit.references) for unit in units] == [
        ("menu", ("paragraph", "under: Menu", "Un verbe.", "Court."), ("a.txt:1", "a.txt:4")),
        (None, ("paragraph",), ("a.txt:9",)),
    ]
