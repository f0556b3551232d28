"""ATOMs in plain text: found where they are, and the same bytes after every engine."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.document import Segment
from l10n.engines import Package, Pair, Session
from l10n.engines.routing import Route
from l10n.formats import Format
from l10n.formats.html import FORMAT as HTML
from l10n.formats.markdown import FORMAT as MARKDOWN
from l10n.formats.text import FORMAT as TEXT
from l10n.markup.nodes import Marked, Node, NodeKind
from l10n.markup.shelter import sheltered, unsheltered, words_in
from l10n.pipeline.draft import Outcome
from l10n.pipeline.segments import drafts, question
from l10n.pipeline.sessions import Sessions

sys.path.append(str(Path(__file__).parents[1] / "bench"))
import atoms

SHARED = Path(__file__).parents[2] / "shared"

FOUND = [
    ("Bonjour {x}, {{ y }}, {0:.2f} et {}", ["{x}", "{{ y }}", "{0:.2f}", "{}"]),
    ("%s : %1$s, %(nom)s, %.2f et %TEMP%", ["%s", "%1$s", "%(nom)s", "%.2f", "%TEMP%"]),
    ("${x}, $HOME, $a_b et #{y}", ["${x}", "$HOME", "$a_b", "#{y}"]),
    ("Bravo :tada: et :+1: !", [":tada:", ":+1:"]),
    ("Voir https://a.fr/b_c?d=e&f=1.", ["https://a.fr/b_c?d=e&f=1"]),
    ("Voir https://a.fr/B_(c), www.a.fr/x.", ["https://a.fr/B_(c)", "www.a.fr/x"]),
    ("Écrire à jean.petit+a@b.fr.", ["jean.petit+a@b.fr"]),
    ("Sur exemple.fr et docs.exemple.org/aide.", ["exemple.fr", "docs.exemple.org/aide"]),
    ("Ouvrir config.yaml et l’index.html", ["config.yaml", "index.html"]),
    ("/etc/hosts, ~/notes, ./lance.sh, src/a.py", ["/etc/hosts", "~/notes", "./lance.sh", "src/a.py"]),
    (r"C:\Temp\a.txt et *.py", [r"C:\Temp\a.txt", "*.py"]),
    (".gitignore et Makefile", [".gitignore", "Makefile"]),
    ("@nom, @lieu/projet et @moi@a.social", ["@nom", "@lieu/projet", "@moi@a.social"]),
    ("#mot et #MeToo2024", ["#mot", "#MeToo2024"]),
    ("La v2.0, la 2.4.1 et la 1.2.3-rc.1", ["v2.0", "2.4.1", "1.2.3-rc.1"]),
    ("La 12.11.14, la 11.11.15-beta2.", ["12.11.14", "11.11.15-beta2"]),
    ("978-2-07-036822-8 et a1b2c3d", ["978-2-07-036822-8", "a1b2c3d"]),
    ("10.1000/xyz12 et CVE-2021-44228", ["10.1000/xyz12", "CVE-2021-44228"]),
    ("snake_case, MAX_SIZE, __init__ et lire()", ["snake_case", "MAX_SIZE", "__init__", "lire()"]),
    ("$a_b$, $x$ et $E = mc^2$", ["$a_b$", "$x$", "$E = mc^2$"]),
    ("🎉 👩‍👩‍👧 🇫🇷 1️⃣ 👍🏽", ["🎉", "👩‍👩‍👧", "🇫🇷", "1️⃣", "👍🏽"]),
    ('[galerie ids="1,2"] et [/legende]', ['[galerie ids="1,2"]', "[/legende]"]),
]  # fmt: skip
PROSE = [
    "C’est 50 % de la somme, 50 %d’entre eux, 10 %s.",
    "M. #1, le n°5 et le n° 5 bis",
    "et/ou, km/h, 24 h/24, 3 €/an, un / une, 1/2, 14/18",
    "Il est 1:30:20 :) ou ;-) : voilà",
    "Coût : 10 $US, 5 $ ou $US 10, de $5 à $10, 10$ et 5$",
    "Le 12.05.2021, 1.200.000 habitants, 3.14, §1.2. Puis 2019-2020",
    "tou@s, C# et F#, S.A.R.L., J.-C., p.ex., c.-à-d., U.S.A.",
    "La fin.Le début, etc.Puis COVID-19, SARS-CoV-2, F-16",
    "De [1] à [note], […] et (…) → ❝mot❞ © ™",
    "_mot_, {un mot}, <mot>, « mot », 'mot', \"mot\"",
]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_found(text: str, found: list[str]) -> None:
    assert list(words_in(Marked(text))) == found


@pytest.mark.parametrize("text", PROSE)
def test_prose_has_none(text: str) -> None:
    assert words_in(Marked(text)) == ()


def test_terms_are_whole_words_as_they_are_spelled() -> None:
    text = "Word, word, Words, l’Word, Grand Livre, le Grand Livres, (Word)"
    source = sheltered(Marked(text), words_in(Marked(text), ("Word", "Livre", "Grand Livre", " ")))
    assert [(text[n.start : n.end], n.start) for n in source.nodes] == [
        ("Word", 0), ("Word", 21), ("Grand Livre", 27), ("Word", text.index("(") + 1)
    ]  # fmt: skip


def test_either_apostrophe_is_as_good_as_the_other() -> None:
    for term in ("L’Équipe", "L'Équipe"):
        for text in ("vu L'Équipe et L’Équipe", "vu L’Équipe"):
            source = sheltered(Marked(text), words_in(Marked(text), (term,)))
            atoms = [text[node.start : node.end] for node in source.nodes]
            assert atoms == text.removeprefix("vu ").split(" et ")
            assert [node.open for node in source.nodes] == atoms
            assert {node.name for node in source.nodes} == {"verbatim L'Équipe"}


@pytest.mark.parametrize("term", ["", " ", "\n", "Le\nMonde", "Monde\n", "\u2028", "Le\r\nMonde"])
def test_terms_that_no_text_can_have_are_left_out(term: str) -> None:
    text = f"Le Monde, Le\nMonde, {term} ici"
    assert words_in(Marked(text), (term,)) == ()


def test_a_format_s_own_nodes_stay_and_hold_what_is_added() -> None:
    source = MARKDOWN.inline(
        Segment("", "", 1, place=("paragraph",)),
        "**Voir {x}** et `{x}`, [@nom](https://a.fr), https://a.fr, {x**y**}",
    )
    made = sheltered(source, words_in(source))
    assert unsheltered(made) == source
    added = [
        node for node in made.nodes if node not in source.nodes and node.name[:8] == "verbatim"
    ]
    assert [(node.open, made.nodes[node.parent].name) for node in added] == [
        ("{x}", "strong"), ("@nom", "link https://a.fr")
    ]  # fmt: skip


pieces = st.sampled_from(
    ["{x}", "%s", "https://a.fr/b", "a.py", "@nom", "🎉", "👩‍👧", "$x$", "v1.2", "Word", "mot", "l’",
     " ", " ", ".", "é", "_", "\u0301", "\u200d", "(", "/", "1", "**", "`", "[", "](x)", "<b>", "</b>"]
)  # fmt: skip
texts = st.lists(pieces, max_size=14).map("".join)


@st.composite
def trees(draw: st.DrawFn) -> Marked:
    """Any text with any well-nested nodes, in reading order."""
    text = draw(st.one_of(texts, st.text()))

    made: list[Node] = []
    grow(draw, made, (0, len(text)), -1, 3)
    return Marked(text, tuple(made))


def grow(draw: st.DrawFn, made: list[Node], room: tuple[int, int], parent: int, depth: int) -> None:
    at, end = room
    for _ in range(draw(st.integers(0, 2 if depth else 0))):
        first = draw(st.integers(at, end))
        last = draw(st.integers(first, end))
        kind = draw(st.sampled_from(NodeKind))
        at = first if kind is NodeKind.VOID else last
        made.append(Node(kind, first, at, "<", ">", parent, "own"))
        if kind is NodeKind.PAIR:
            grow(draw, made, (first, last), len(made) - 1, depth - 1)


@given(trees())
def test_what_is_added_crosses_nothing(source: Marked) -> None:
    made = sheltered(source, words_in(source, ("Word", "mot")))
    assert made.text == source.text
    assert unsheltered(made) == source
    for at, node in enumerate(made.nodes):
        around = made.nodes[node.parent] if node.parent >= 0 else None
        assert node.parent < at
        assert around is None or around.start <= node.start <= node.end <= around.end
        if node.name == "own":
            continue
        assert node.open == made.text[node.start : node.end]
        assert around is None or around.kind is NodeKind.PAIR
        for other in made.nodes:
            inside = other.start <= node.start and node.end <= other.end
            apart = other.end <= node.start or node.end <= other.start
            assert apart or (inside and (other is node or other.kind is NodeKind.PAIR))


@given(trees())
def test_words_found_once_are_found_again(source: Marked) -> None:
    words = words_in(source, ("Word",))
    made = sheltered(source, words)
    assert {node.open for node in made.nodes} >= {*words}
    assert sheltered(source, reversed(words)) == made


@given(st.one_of(texts, st.text()), st.sampled_from([TEXT, MARKDOWN, HTML]))
def test_targets_are_spelled_as_without_atoms(text: str, form: Format) -> None:
    place = ("paragraph",) if form is MARKDOWN else ()
    segment = Segment(text, text, 1, place=place)
    asked = question(form, segment, ("Word",))
    read = asked.form.inline(segment, text)
    assert asked.form.spell(segment, read) == form.spell(segment, form.inline(segment, text))


# Engines


class Stub:
    """An Engine and its Session: answers with a function."""

    name, rank, whole = "stub", 1, False

    def __init__(self, answer: Callable[[str], str]) -> None:
        self.answer = answer

    def packages(self, source: str) -> tuple[Package, ...]:
        return ()

    @contextmanager
    def open(self, package: Package) -> Iterator[Session]:
        yield self

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
        return [self.answer(sentence) for sentence in sentences]

    def how_to_get(self, pair: Pair) -> str:
        return ""


def drafted(answer: Callable[[str], str], source: str, form: Format = TEXT) -> Outcome:
    segment = Segment(source, source, 1, place=("paragraph",) if form is MARKDOWN else ())
    route = Route((Package("stub", Pair("fr", "es"), "stub", "1"),))
    with Sessions({"stub": Stub(answer)}) as sessions:
        asked = [question(form, segment, ("Word",))]
        made = dict(drafts(asked, {"es": [0]}, {"es": route}, sessions))
    return made["es"][0]


@pytest.mark.parametrize(
    ("form", "source", "target"),
    [
        (TEXT, "Voir {nom} ici", "VER {nom} ICI"),
        (TEXT, "Voir {nom} et {nom}.", "VER {nom} ET {nom}."),
        (TEXT, "Ouvrir a.py, b_c et Word.", "OUVRIR a.py, b_c ET Word."),
        (TEXT, "🎉 Voir %s", "🎉 VER %s"),
        (MARKDOWN, "**Voir {nom}** ici", "**VER {nom}** ICI"),
        (MARKDOWN, "Voir snake_case et @nom", "VER snake_case ET @nom"),
        (MARKDOWN, r"Voir \*.py et [a_b_c](x)", r"VER \*.py ET [a_b_c](x)"),
        (HTML, "Voir <b>{nom}</b> &amp; a.py", "VER <b>{nom}</b> &amp; a.py"),
    ],
)
def test_what_an_engine_spoils_is_put_back(form: Format, source: str, target: str) -> None:
    assert drafted(lambda text: text.replace("Voir", "ver").upper(), source, form).text == target


def test_what_stays_as_it_was_leaves_no_doubt() -> None:
    assert drafted(lambda text: text.replace("Voir", "Ver"), "Voir {x} ici") == Outcome(
        "Ver {x} ici"
    )
    spoilt = drafted(str.upper, "Voir {x} ici")
    assert spoilt == Outcome("VOIR {x} ICI", doubts=("verbatim {x}",))


def test_what_an_engine_makes_up_is_no_draft() -> None:
    doubled = drafted(lambda text: text.replace("{x}", "{x} y {x}"), "Voir {x} ici")
    assert doubled == Outcome("Voir {x} ici", doubts=("verbatim {x}",))
    made_up = drafted(lambda text: f"{text} {{x}}", "Voir {x} ici")
    assert made_up == Outcome("", "cannot hold its formatting: adds `{x}`")


# Real engines


def counted(count: int, folder: Path) -> dict[str, Counter[str]]:
    some = list(atoms.cases(count, seed=11))
    found = {}
    for name, route in atoms.routes(folder):
        made = atoms.outcomes(some, route)
        told = (atoms.verdict(one, outcome) for one, outcome in zip(some, made, strict=True))
        found[name] = Counter(one.partition(":")[0] for one in told)
    return found


@pytest.mark.parametrize("count", [150, pytest.param(10_000, marks=pytest.mark.slow)])
def test_real_engines_give_every_atom_back(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, counts in counted(count, tmp_path).items():
        assert counts["changed"] == 0, name
        assert counts["new"] <= count / 50, name


def test_cases_are_the_same_at_every_run() -> None:
    some = list(atoms.cases(2000, seed=3))
    assert some == list(atoms.cases(2000, seed=3))
    assert {one.kind for one in some} == {*atoms.KINDS}
    assert all(one.atom in one.source for one in some)


def test_french_prose_of_many_kinds_has_none() -> None:
    lines = SHARED / "data" / "flores-dev" / "flores-dev.fr"
    if not lines.exists():
        pytest.skip("the development set is not here")
    found = [words_in(Marked(line)) for line in lines.read_text("utf-8").splitlines()]
    assert not any(found)


UNITS = ("a", "a.", "a/", "a@", "a+", "a_", "{", "$a", "%1", "[a b=c ", "http://(", "1.", "C:\\",
         "a(", "1f", "🎉\u200d", "{x} ", "https://a.fr/b ", "@nom#mot ")  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_long_texts_take_no_minutes(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    assert sheltered(Marked(text), words_in(Marked(text))).text == text
