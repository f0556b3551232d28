"""Engines tell what became of what: laws over all of them, blanks, attention, and its heads."""

import itertools
import json
import shutil
import struct
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n.alignment import Alignment, Traced
from l10n.engines import Aligner, Pair, Session
from l10n.engines.apertium import ENGINE as APERTIUM
from l10n.engines.apertium import conversation
from l10n.engines.apertium.blanks import blanked, carried, stretches, unblanked
from l10n.engines.apertium.following import MOST_FAULTS, Follower
from l10n.engines.apertium.stream import framed, plain
from l10n.engines.argos.attention import Forced, words
from l10n.engines.argos.calibration import Calibration, anchors, calibrated, remember, remembered
from l10n.engines.argos.decoding import LONGEST, Decoder, open_decoder
from l10n.engines.argos.heads import Heads, choices, own_heads, patched, variables
from l10n.engines.argos.tokenizers import Piece, SentencePiece, placed
from l10n.engines.pseudo import ENGINE as PSEUDO

MODELS = Path(__file__).parent / "models"
FR_ES, FR_CA, FR_EO = Pair("fr", "es"), Pair("fr", "ca"), Pair("fr", "eo")
REAL = {package.pair: package for package in APERTIUM.packages("fr")}
FRENCH = [
    "Le gouvernement japonais a signé un accord avec la France.",
    "Les soldats protègent la frontière.",
    "Nous devons améliorer la sécurité de notre pays.",
    "Le chat noir regarde la fenêtre.",
    "Il y a 45 enfants dans le parc.",
    "L’alliance militaire est solide.",
    "La maison bleue coûte 250 000 euros.",
    "« Le projet est prêt », a déclaré Marie Moreau.",
]


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages of tests/models, installed."""
    folder = tmp_path_factory.mktemp("packages")
    for archive in MODELS.glob("*.argosmodel"):
        with zipfile.ZipFile(archive) as package:
            package.extractall(folder)
    return folder


@pytest.fixture(autouse=True, scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Nothing that is measured here goes into the user's cache."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def english(packages: Path) -> Iterator[Decoder]:
    with open_decoder(packages / "translate-fr_en-1_0", "fr", "en") as decoder:
        yield decoder


@pytest.fixture(scope="session")
def sessions(english: Decoder) -> Iterator[dict[str, Session]]:
    """One session of every registered engine, and one of every Apertium pair from French."""
    with ExitStack() as stack:
        opened: dict[str, Session] = {"argos": english}
        opened["pseudo"] = stack.enter_context(PSEUDO.open(PSEUDO.packages("fr")[0]))
        for pair in (FR_ES, FR_CA, FR_EO):
            if pair in REAL:
                opened[f"apertium {pair}"] = stack.enter_context(APERTIUM.open(REAL[pair]))
        yield opened


def sound(alignment: Alignment, traced: Traced) -> bool:
    """Tell whether an alignment keeps what the Protocol promises."""
    mass = np.zeros(len(traced.target))
    for (start, end), (begin, stop), weight in alignment.links:
        if not (0 <= start < end <= len(traced.source) and 0 < weight <= 1):
            return False
        if not 0 <= begin < stop <= len(traced.target):
            return False
        mass[begin:stop] += weight
    return 0 < alignment.trust <= 1 and (not len(mass) or float(mass.max()) <= 1.001)


spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted).map(tuple), max_size=4
)
hostile = st.text(st.one_of(st.characters(), st.sampled_from("\\^$[]{}/@<>.# *~'’")), max_size=40)
texts = st.one_of(st.sampled_from(FRENCH), hostile)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(texts, spans, st.one_of(st.none(), hostile)), min_size=1, max_size=5))
def test_laws(
    sessions: dict[str, Session],
    asked: list[tuple[str, list[tuple[int, int]], str | None]],
) -> None:
    for session in sessions.values():
        drafts = session.translate([source for source, _, _ in asked])
        traced = [
            Traced(source, draft if other is None else other, own)
            for (source, own, other), draft in zip(asked, drafts, strict=True)
        ]
        assert isinstance(session, Aligner)
        told = session.align(traced)
        assert len(told) == len(traced)
        assert all(one is None or sound(one, each) for one, each in zip(told, traced, strict=True))
        assert session.align(traced) == told
        assert session.translate([source for source, _, _ in asked]) == drafts


def test_every_engine_has_the_law(sessions: dict[str, Session]) -> None:
    """A new engine must be opened above, or say that it cannot tell."""
    from l10n.plugins import engines

    assert {name.partition(" ")[0] for name in sessions} >= set(engines()) - {"apertium"}


def followed(session: Session, marked: str) -> tuple[str, set[tuple[str, str]]]:
    """Ask for the stretches between bars; give the draft, and what of it is due to each."""
    parts = marked.split("|")
    source = "".join(parts)
    bounds = [sum(map(len, parts[:at])) for at in range(1, len(parts))]
    own = list(zip(bounds[::2], bounds[1::2], strict=True))
    (draft,) = session.translate([source])
    assert isinstance(session, Aligner)
    (told,) = session.align([Traced(source, draft, own)])
    pairs = set()
    for link in told.links if told else ():
        start, end = link.source
        if link.weight > 0.5 and any(start < stop and begin < end for begin, stop in own):
            pairs.add((source[start:end], draft[slice(*link.target)]))
    return draft, pairs


# Blanks


def of_words(text: str, chosen: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    line = plain(text)
    return line, stretches(line, [one for one in chosen if one[1] <= len(line)])


@given(hostile, spans, st.integers(0, 999))
def test_blanks_come_back_as_they_went(
    text: str, chosen: list[tuple[int, int]], number: int
) -> None:
    line, runs = of_words(text, chosen)
    back = carried(framed(blanked(line, runs), number), number)
    assert back is not None
    assert back.text == line
    assert [(run.start, run.end) for run in back.runs] == runs
    assert [run.numbers for run in back.runs] == [(at,) for at in range(len(runs))]
    assert carried(framed(blanked(line, runs), number), number + 1) is None


@given(st.text("ab'’ «.é1", max_size=30), spans)
def test_stretches_are_words_of_the_spans(text: str, chosen: list[tuple[int, int]]) -> None:
    line, runs = of_words(text, chosen)
    assert runs == sorted(runs)
    for (_, end), (start, _) in itertools.pairwise(runs):
        assert end <= start
    for start, end in runs:
        assert line[start].isalnum()
        assert not (start and line[start - 1].isalnum())
        assert not (line[end - 1].isalnum() and line[end : end + 1].isalnum())
    touched = {at for start, end in chosen if end <= len(line) for at in range(start, end)}
    held = {at for start, end in runs for at in range(start, end)}
    assert {at for at in touched if line[at].isalnum()} <= held


@pytest.mark.parametrize(
    "content", ["[[0]]a", "a[[/]]", "[[0]]a[[1]]b[[/]][[/]]", "[[/]][[0]]", "[[0]][[0]]"]
)
def test_blanks_out_of_order_tell_nothing(content: str) -> None:
    assert unblanked(content) is None


@pytest.mark.parametrize(
    ("pair", "marked", "draft", "told"),
    [
        (FR_ES, "Le |grand chat| dort.", "El gran gato duerme.",
         {("grand chat", "gran"), ("grand chat", "gato")}),
        (FR_ES, "« |Le chat| », dit-il.", "« El gato », dice-.",
         {("Le chat", "El"), ("Le chat", "gato")}),
        (FR_ES, "l’|eau| est froide", "el agua es fría", {("eau", "agua")}),
        (FR_CA, "l’|eau| est froide", "l'aigua és freda", {("eau", "aigua")}),
        (FR_CA, "Les enfants du |village| vont à l’|école|.",
         "Els nens del poble van a l'escola.", {("village", "poble"), ("école", "escola")}),
        (FR_EO, "La |maison| |blanche| est ici", "La blanka domo estas tie ĉi",
         {("maison", "domo"), ("blanche", "blanka")}),
        (FR_ES, "La pomme |de| terre est ici", "La patata es aquí", set()),
        (FR_ES, "La pomme |de| terre est |ici|", "La patata es aquí", {("ici", "aquí")}),
        (FR_ES, "Il ne vient |pas|.", "No viene .", set()),
        (FR_ES, "|C++| et |\\{x}|", "C++ y \\{x}", {("C", "C"), ("x", "x")}),
    ],
)  # fmt: skip
def test_blanks_of_real_programs(
    sessions: dict[str, Session], pair: Pair, marked: str, draft: str, told: set[tuple[str, str]]
) -> None:
    if pair not in REAL:
        pytest.skip(f"Apertium's pair {pair} is not installed")
    assert followed(sessions[f"apertium {pair}"], marked) == (draft, told)


@pytest.mark.skipif(FR_ES not in REAL, reason="Apertium's fr-es is not installed")
def test_blanks_tell_of_their_own_drafts_only(sessions: dict[str, Session]) -> None:
    session = sessions[f"apertium {FR_ES}"]
    assert isinstance(session, Aligner)
    asked = [
        Traced("Le chat dort.", "El gato está durmiendo.", [(3, 7)]),
        Traced("Le chat dort.", "El  gato\u00a0duerme.", [(3, 7)]),
        Traced("Le cha\u00adt  \u00a0e\u0301tait là.", "", [(3, 8)]),
    ]
    other, spaced, none = session.align(asked)
    assert (other, none) == (None, None)
    assert spaced
    assert ((3, 7), (4, 8), 1.0) in spaced.links


# Programs that fail: a stage that answers what it got, or what BOOM brings out.

FAKE = f"""\
#!{sys.executable}
import os, sys

fault, pending = sys.argv[1], b""
while chunk := os.read(0, 65536):
    *whole, pending = (pending + chunk).split(b"\\0")
    for got in whole:
        back = got
        if b"BOOM" in got:
            back = {{
                "leak": got.replace(b"BOOM", b"[[0]]BOOM"),
                "lost": got.replace(b"BOOM", b""),
                "cut": got[: len(got) // 2],
                "number": got.replace(b"[[0]]", b"[[77]]"),
                "dies": None,
            }}[fault]
        if back is None:
            sys.exit(1)
        sys.stdout.buffer.write(back + b"\\0")
        sys.stdout.buffer.flush()
"""


@pytest.mark.parametrize("fault", ["leak", "lost", "cut", "number", "dies"])
def test_a_fault_costs_its_own_sentence_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    (tmp_path / "fake").write_text(FAKE, "utf-8")
    (tmp_path / "fake").chmod(0o755)
    monkeypatch.setattr(conversation, "PATIENCE", 20.0)
    lines = [f"Phrase {place}" for place in range(20)]
    lines[7] = lines[15] = "Une BOOM"
    with closing(Follower([[str(tmp_path / "fake"), fault]])) as follower:
        told = follower.align([Traced(line, line, [(0, 3)]) for line in lines])
    for line, one in zip(lines, told, strict=True):
        assert one is None if "BOOM" in line and fault != "number" else one
        assert not one or sound(one, Traced(line, line, ()))


def test_programs_that_never_answer_are_let_be(tmp_path: Path) -> None:
    (tmp_path / "fake").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    (tmp_path / "fake").chmod(0o755)
    asked = [Traced("Le chat", "Le chat", [(3, 7)])] * 50
    with closing(Follower([[str(tmp_path / "fake"), "x"]])) as follower:
        assert follower.align(asked) == [None] * 50
        assert follower._faults == MOST_FAULTS
    with closing(Follower([[str(tmp_path / "gone")]])) as follower:
        assert follower.align(asked) == [None] * 50


# Attention


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("Le chat |noir| regarde la fenêtre.", {("noir", "black")}),
        ("Le |chat noir| regarde la fenêtre.", {("chat", "cat"), ("noir", "black")}),
        ("Le |gouvernement| |japonais| a signé un accord avec la France.",
         {("gouvernement", "government"), ("japonais", "Japanese")}),
        ("Les soldats |protègent| la frontière.", {("protègent", "protect")}),
        ("Il y a |45| enfants dans le parc.", {("45", "45")}),
        ("L’|alliance| militaire est solide.", {("alliance", "alliance")}),
    ],
)  # fmt: skip
def test_attention_finds_words(
    sessions: dict[str, Session], marked: str, told: set[tuple[str, str]]
) -> None:
    assert followed(sessions["argos"], marked)[1] == told


def test_attention_tells_of_any_translation(english: Decoder) -> None:
    source, target = (
        "Le chat noir regarde la fenêtre.",
        "A black cat, zqrgx 漢字, watches a window.",
    )
    (told,) = english.align([Traced(source, target, ())])
    assert told
    best = {
        target[slice(*link.target)]: source[slice(*link.source)]
        for link in told.links
        if link.weight > 0.5
    }
    wanted = {"black": "noir", "cat": "chat", "window": "fenêtre"}
    assert {word: best.get(word) for word in wanted} == wanted


def test_attention_does_not_depend_on_company(english: Decoder) -> None:
    drafts = english.translate(FRENCH)
    asked = [Traced(source, draft, ()) for source, draft in zip(FRENCH, drafts, strict=True)]
    alone = [english.align([one])[0] for one in asked]
    assert english.align(asked) == alone
    assert english.align(asked[::-1]) == alone[::-1]


def test_what_is_empty_or_too_long_is_told_nothing_of(english: Decoder) -> None:
    long = "Le chat " * LONGEST
    asked = [("", "a"), ("a", ""), (" ", " "), (long, "a"), ("a", long), ("mot " * 400, "x " * 400)]
    told = english.align([Traced(*one, ()) for one in (*asked, ("Merci.", "Thank you."))])
    assert told[:5] == [None] * 5
    assert told[-1]


@given(st.text(max_size=60))
def test_pieces_know_their_places(english: Decoder, text: str) -> None:
    pieces = english.tokenizer.cut(text)
    assert pieces is not None
    assert [piece.text for piece in pieces] == english.tokenizer.encode(text)
    ends = [0, *(piece.end for piece in pieces)]
    assert all(end <= piece.start <= piece.end for end, piece in zip(ends, pieces, strict=False))
    assert ends[-1] <= len(text)
    found = words(pieces, text)
    assert all(text[word.start : word.end].strip() == text[word.start : word.end] for word in found)
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))


def test_places_of_characters_that_are_written_otherwise(english: Decoder) -> None:
    text = " Le\u00a0chat…  «\u202fﬁn\u202f» ½"
    found = words(english.tokenizer.cut(text) or [], text)
    assert [text[word.start : word.end] for word in found] == [
        "Le",
        "chat",
        "…",
        "«",
        "ﬁn",
        "»",
        "½",
    ]


class Old:
    """SentencePiece as it was up to 0.2.1."""

    def __init__(self, processor: object) -> None:
        self.new = processor

    def encode(self, text: str, out_type: object = None) -> object:
        told = self.new.encode(text, return_type="offset_mapping")  # type: ignore[attr-defined]
        made = [
            type("Piece", (), {"piece": piece, "begin": start, "end": end})
            for piece, (start, end) in zip(told["pieces"], told["offsets"], strict=True)
        ]
        return type("Text", (), {"pieces": made})


def test_older_libraries_tell_the_same(packages: Path, english: Decoder) -> None:
    older = SentencePiece(packages / "translate-fr_en-1_0" / "sentencepiece.model")
    if older.cut("a") is None:
        pytest.skip("this SentencePiece is an old one itself")
    older.processor = Old(older.processor)  # type: ignore[assignment]
    for text in (*FRENCH, "  deux  mots… "):
        assert older.cut(text) == english.tokenizer.cut(text)


@pytest.mark.parametrize(
    ("tokens", "sentence", "found"),
    [
        (["l&apos;", "ea@@", "u"], "l’ eau", ["l’", "ea", "u"]),
        (["&quot;", "a", "&quot;"], "«\u00a0a »", ["«", "a", "»"]),
        (["&amp;", "&#91;"], "& [", ["&", "["]),
        ([], "", []),
        (["a"], "b", None),
        (["a"], "a b", None),
        (["a", "b"], "a", None),
        (["..."], "…", None),
    ],
)
def test_byte_pairs_are_found_again_or_not_at_all(
    tokens: list[str], sentence: str, found: list[str] | None
) -> None:
    pieces = placed(tokens, sentence)
    told = None if pieces is None else [sentence[p.start : p.end] for p in pieces]
    assert told == found


# Heads


def test_patched_models_translate_alike_and_look_elsewhere(packages: Path, tmp_path: Path) -> None:
    folder = tmp_path / "package"
    shutil.copytree(packages / "translate-fr_en-1_0", folder)
    model = folder / "model" / "model.bin"
    content = model.read_bytes()
    assert own_heads(content) == Heads(-1, 1, 0)
    assert len(choices(content)) == 8
    assert choices(content)[0] == Heads(-1, 1, 0)
    model.write_bytes(patched(content, Heads(-2, 0, 1)))
    assert own_heads(model.read_bytes()) == Heads(-2, 0, 0)
    assert patched(model.read_bytes(), Heads(-1, 1, 0)) == content
    told = []
    for place in (packages / "translate-fr_en-1_0", folder):
        with open_decoder(place, "fr", "en") as decoder:
            drafts = decoder.translate(FRENCH)
            pairs = zip(FRENCH, drafts, strict=True)
            told.append((drafts, decoder.align([Traced(*pair, ()) for pair in pairs])))
    assert told[0][0] == told[1][0]
    assert told[0][1] != told[1][1]


@given(st.binary(max_size=200))
def test_no_model_s_file_is_told(content: bytes) -> None:
    with suppress(ValueError):
        assert all(one.size >= 0 for one in variables(content))


def test_a_model_cut_short_is_told(packages: Path) -> None:
    content = (packages / "translate-fr_en-1_0" / "model" / "model.bin").read_bytes()
    with pytest.raises(ValueError, match="no model's file"):
        list(variables(content[:3000]))
    assert choices(struct.pack("<IH2sII", 6, 2, b"x\0", 7, 0)) == (Heads(-1, 1, 0), Heads(-1, 1, 1))


OWN, OTHER, THIRD = Heads(-1, 1, 0), Heads(-2, 0, 0), Heads(-2, 0, 1)


def pair_of_names(number: int) -> tuple[Traced, Forced]:
    """A name that went from the first place to the second one of two."""
    text, turned = f"Anna{number} ok", f"so Anna{number}"
    end = text.index(" ")
    return Traced(text, turned, ()), Forced(
        [Piece("a", 0, end), Piece("b", end + 1, len(text))],
        [Piece("c", 0, 2), Piece("d", 3, len(turned))],
    )


def looking(right: Heads) -> Callable[[Heads, Sequence[Forced]], list[np.ndarray | None]]:
    """Attention that finds names with some heads, and the wrong word with all others."""

    def looked(heads: Heads, asked: Sequence[Forced]) -> list[np.ndarray | None]:
        rows = [[0, 1], [1, 0], [0, 0]] if heads == right else [[1, 0], [0, 1], [0, 0]]
        late = [[0, 0], *rows[:2]] if heads.shift else rows
        return [np.array(late, np.float32) for _ in asked]

    return looked


@pytest.mark.parametrize(("right", "count", "wanted"), [
    (OWN, 40, Calibration(OWN, 40, 40)),
    (OTHER, 40, Calibration(OTHER, 40, 40)),
    (THIRD, 40, Calibration(THIRD, 40, 40)),
    (OTHER, 29, Calibration(OWN, 0, 29)),
    (OTHER, 0, Calibration(OWN, 0, 0)),
])  # fmt: skip
def test_heads_are_chosen_by_anchors(right: Heads, count: int, wanted: Calibration) -> None:
    pairs = [pair_of_names(number) for number in range(count)]
    assert calibrated((OWN, OTHER, THIRD), looking(right), pairs) == wanted


def test_trust_grows_with_anchors_that_are_found() -> None:
    rates = [Calibration(OWN, count, count).trust for count in (0, 5, 30, 1000)]
    assert rates == sorted(rates)
    assert 0.5 < rates[0] < 0.6
    assert rates[2] > 0.85
    assert rates[3] <= 0.98
    assert Calibration(OWN, 0, 100).trust < 0.1


def test_anchors_are_figures_and_names_once_on_both_sides() -> None:
    source = "Le 12 mars, Anna et Marc ont 3 ou 3 chats A320."
    target = "On March 12, Anna and Mark have 3 or 3 cats A320."
    assert [source[slice(*ours)] for ours, _ in anchors(source, target)] == ["12", "Anna", "A320"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"[]", b"{}", b"[" * 9000, b'{"format": 2}',
     b'{"format": 1, "layer": 0, "heads": -1, "shift": 0, "hits": 1, "anchors": 30}',
     b'{"format": 1, "layer": 0, "heads": 1, "shift": 2, "hits": 1, "anchors": 30}',
     b'{"format": 1, "layer": 0, "heads": 1, "shift": 0, "hits": 31, "anchors": 30}'],
)  # fmt: skip
def test_a_damaged_cache_is_no_cache(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)
    assert remembered(tmp_path / "a.json") is None


def test_measures_are_kept_where_they_can_be(tmp_path: Path) -> None:
    found = Calibration(Heads(-3, 0, 1), 41, 50)
    remember(tmp_path / "new" / "a.json", found)
    assert remembered(tmp_path / "new" / "a.json") == found
    (tmp_path / "file").touch()
    remember(tmp_path / "file" / "a.json", found)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.json"]


def test_the_tiny_packages_are_measured_once(
    packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    asked = [f"Il y a {number} enfants dans le parc." for number in range(10, 60)]
    found = []
    for _ in range(2):
        with open_decoder(packages / "translate-fr_en-1_0", "fr", "en") as decoder:
            drafts = decoder.translate(asked)
            assert decoder.align([Traced(asked[0], drafts[0], ())])[0]
            found.append(decoder.attention.calibration)
    (kept,) = tmp_path.rglob("*.json")
    assert found[0] == found[1] == Calibration(Heads(-1, 1, 0), 50, 50)
    assert json.loads(kept.read_text())["hits"] == 50


# What was looked at while drafting


def test_what_is_remembered_is_what_would_be_asked(
    packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_decoder(packages / "translate-fr_en-1_0", "fr", "en") as decoder:
        drafts = decoder.translate(FRENCH)
        asked = [Traced(*pair, ()) for pair in zip(FRENCH, drafts, strict=True)]
        kept = decoder.align(asked)
        monkeypatch.setattr(decoder.attention.memory, "looked", lambda *_: None)
        forced = decoder.align(asked)
    for one, other in zip(kept, forced, strict=True):
        assert one
        assert other
        ours, theirs = (
            {(link.source, link.target): link.weight for link in each.links}
            for each in (one, other)
        )
        for place in ours.keys() | theirs.keys():
            assert ours.get(place, 0.02) == pytest.approx(theirs.get(place, 0.02), abs=1e-3)


def test_drafts_are_remembered_for_their_own_text_only(packages: Path) -> None:
    with open_decoder(packages / "translate-fr_en-1_0", "fr", "en") as decoder:
        (draft,) = decoder.translate(FRENCH[:1])
        memory = decoder.attention.memory
        for target in (draft, draft.replace("Japanese", "Spanish")):
            traced = Traced(FRENCH[0], target, ())
            cut = decoder.attention._cut(traced)
            assert cut
            assert (memory.looked(traced, cut) is not None) == (target == draft)


def test_memory_has_an_end(english: Decoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("l10n.engines.argos.memory.MOST", 400)
    english.translate(FRENCH * 3)
    kept = english.attention.memory._kept
    assert 0 < sum(one.size for one in kept.values()) <= 400
    assert english.attention.memory._size == sum(one.size for one in kept.values())
