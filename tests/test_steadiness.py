"""The same articles, people's texts, engines and settings give the same bytes, whatever was before."""

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbench import tree

from l10n import po
from l10n.engines import Package, Pair
from l10n.engines.routing import Route
from l10n.errors import L10nError
from l10n.pipeline.draft import Policy, translated
from l10n.pipeline.localize import Ship
from l10n.pipeline.sessions import Sessions
from l10n.project import find
from l10n.run import Run

WORDS = ["chat", "chien", "maison", "rouge", "bleu", "dort", "mange", "grand", "petit", "livre"]
PACKAGE = Package("turning", Pair("fr", "es"), "turning", "1", "")


class Turning:
    """Spells every word otherwise and turns the order of each two: only statistics find them."""

    name, rank, whole = "turning", 10, False

    def packages(self, _: str) -> tuple[Package, ...]:
        return (PACKAGE,)

    @contextmanager
    def open(self, _: Package) -> Iterator["Turning"]:
        yield self

    def how_to_get(self, _: Pair) -> str:
        return ""

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
        return [self.turned(sentence) for sentence in sentences]

    def turned(self, sentence: str) -> str:
        words = re.findall(r"\w+|[^\w\s]", sentence)
        pairs = [words[at : at + 2][::-1] for at in range(0, len(words), 2)]
        return " ".join(f"{w[::-1]}o" if w.isalpha() else w for two in pairs for w in two)


ENGINES = {"turning": Turning()}
ROUTES = {"es": Route((PACKAGE,))}


def translate(folder: Path, policy: Policy) -> None:
    project = find(folder)
    run = Run(project, ("es",), Ship.DRAFT, policy, routes=ROUTES)
    sound, _ = run.survey(project.articles())
    with Sessions(ENGINES) as sessions:
        run.translate(sound, sessions)
    assert run.errors == []


def without_drafts(folder: Path) -> None:
    """Take every draft that nobody touched out of the catalogs."""
    for path in folder.glob("locales/es/LC_MESSAGES/*.po"):
        content = path.read_bytes()
        catalog = po.load(content)
        units = (
            replace(u, target="", flags=(), notes=u.own_notes(), previous=None)
            if u.machine_made
            else u
            for u in catalog.units
        )
        path.write_bytes(po.dump(replace(catalog, units=tuple(units)), content))


def in_use(folder: Path) -> dict[str, object]:
    """Give the built files, and the catalogs' units but for obsolete ones: those keep drafts, too."""
    files: dict[str, object] = dict(tree(folder))
    for name, content in tree(folder).items():
        if name.endswith(".po"):
            files[name] = po.load(content).active
    return files


SENTENCE = st.lists(st.sampled_from(WORDS), min_size=3, max_size=8)


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """A sentence with a word or two set in bold, so that it matters where these went."""
    words = draw(SENTENCE)
    at = draw(st.integers(0, len(words) - 1))
    return " ".join([*words[:at], f"**{words[at]}**", *words[at + 1 :]]).capitalize() + "."


STEP = st.one_of(
    st.tuples(st.just("add"), st.integers(0, 5), paragraphs()),
    st.tuples(st.just("edit"), st.integers(0, 5), paragraphs()),
    st.tuples(st.just("remove"), st.integers(0, 5), st.just("")),
    st.tuples(st.just("translate"), st.just(0), st.just("")),
    st.tuples(st.just("redraft"), st.just(0), st.just("")),
    st.tuples(st.just("person"), st.integers(0, 5), paragraphs()),
)


def done(folder: Path, step: tuple[str, int, str]) -> None:
    kind, at, text = step
    article = folder / "source/a.md"
    parts = article.read_text("utf-8").split("\n\n")
    place = at % len(parts)
    if kind in ("translate", "redraft"):
        translate(folder, Policy(redraft=kind == "redraft"))
    elif kind == "person":
        persons(folder, at, text)
    else:
        parts[place : place + (kind != "add")] = [text] if text else []
        article.write_text("\n\n".join(parts or ["Fin."]), "utf-8")


def persons(folder: Path, at: int, text: str) -> None:
    """Let a person write a translation with the same formatting."""
    path = folder / "locales/es/LC_MESSAGES/a.po"
    if not path.exists():
        return
    content = path.read_bytes()
    catalog = po.load(content)
    active = [unit for unit in catalog.active if "**" in unit.source]
    if active:
        chosen = active[at % len(active)]
        written = replace(chosen, target=text, flags=(), previous=None)
        units = tuple(written if unit is chosen else unit for unit in catalog.units)
        path.write_bytes(po.dump(replace(catalog, units=units), content))


@pytest.mark.slow
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(first=st.lists(paragraphs(), min_size=2, max_size=6), steps=st.lists(STEP, max_size=8))
def test_redrafting_hangs_on_no_history(
    tmp_path_factory: pytest.TempPathFactory, first: list[str], steps: list[tuple[str, int, str]]
) -> None:
    """Law: twice is as once, and as where no machine had drafted anything before."""
    folder = tmp_path_factory.mktemp("history") / "project"
    (folder / "source").mkdir(parents=True)
    (folder / "l10n.toml").write_text('targets = ["es"]\n', "utf-8")
    (folder / "source/a.md").write_text("\n\n".join(first), "utf-8")
    for step in steps:
        done(folder, step)
    other = folder.with_name("other") / "project"  # of the same name, which catalogs tell
    translate(folder, Policy())
    shutil.copytree(folder, other)
    without_drafts(other)
    translate(folder, Policy(redraft=True))
    once = tree(folder)
    translate(folder, Policy(redraft=True))
    assert tree(folder) == once
    translate(other, Policy(redraft=True))
    assert in_use(other) == in_use(folder)


class Lawless(Turning):
    """An engine that answers as it likes."""

    def __init__(self, answers: object) -> None:
        self.answers = answers

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
        return self.answers  # type: ignore[return-value]


@pytest.mark.parametrize("answers", [[], ["a"], ["a", "b", "c"], ["a", None], ["a", b"b"]])
def test_an_engine_that_breaks_its_laws_is_named(answers: object) -> None:
    with (
        Sessions({"turning": Lawless(answers)}) as sessions,
        pytest.raises(L10nError, match="turning fr>es: gave"),
    ):
        translated(PACKAGE, ["un", "deux"], sessions, lambda _: None)


@pytest.mark.parametrize("answer", ["mot " * 1_000_000, "a\0b", "\udcff"])
def test_an_answer_that_is_no_text_is_none(answer: str) -> None:
    with Sessions({"turning": Lawless([answer])}) as sessions:
        made = translated(PACKAGE, ["deux"], sessions, lambda _: None)
    assert made["deux"].text == ""
    assert made["deux"].fault
