"""Apertium: nothing breaks its stream in silence, and it answers as its own program does."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n.engines import Package, Pair
from l10n.engines.apertium import ENGINE, conversation, debian, missing_program
from l10n.engines.apertium.mode import commands
from l10n.engines.apertium.stream import INVISIBLE, answer, block, plain
from l10n.engines.apertium.translator import Translator
from l10n.errors import L10nError
from l10n.pipeline.draft import translated
from l10n.pipeline.sessions import Sessions

FR_ES = Pair("fr", "es")
REAL = {package.pair: package for package in ENGINE.packages("fr")}
real = pytest.mark.skipif(
    FR_ES not in REAL, reason="Apertium's French-Spanish pair is not installed: apertium-fr-es"
)

FRENCH = """\
Le gouvernement a présenté hier un nouveau projet de loi.
Les deux pays ont signé un accord commercial.
La réunion aura lieu à Paris le 12 mars 2024.
Nous n’avons pas encore reçu de réponse.
Il a dit qu'il viendrait demain.
Où se trouve la gare la plus proche ?
Les prix ont augmenté de 3,5 % en un an.
Cette maison est plus grande que la nôtre.
« C’est une bonne nouvelle », a déclaré le ministre.
L’eau de la rivière était très froide ce matin.
Je ne sais pas.
Elle travaille dans une banque depuis dix ans.
Le train de 8 h 30 est arrivé en retard.
Quels sont les risques de cette stratégie ?
Trois personnes ont été blessées dans l’accident.
Le président américain (qui était absent) a envoyé un message.
Les élèves lisent des livres intéressants.
Il faut protéger l'environnement.
La Banque centrale européenne maintient ses taux.
On peut y aller à pied ou en bus.
Le 1er janvier, tout change !
Ni lui ni elle ne parlent espagnol.
Voici la liste : pain, lait, fromage et fruits.
Aujourd'hui, il fait beau.
Cela coûte 1 234,50 euros.
Les États-Unis et le Japon renforcent leur alliance.
Qu’est-ce que c’est ?
Le film dure deux heures – c’est trop long.
Ses frères habitent à Lyon ; sa sœur, à Marseille.
La plupart des gens pensent le contraire.
Il y a beaucoup de monde dans la rue.
Donnez-moi un verre d'eau, s'il vous plaît.
M. Martin est professeur d'histoire.
Avez-vous déjà visité l’Espagne ?
Le chien noir dort sous la table.
Ce problème n'a pas de solution simple.
Les négociations ont duré toute la nuit…
Elle s’appelle Marie et elle a vingt ans.
Plusieurs entreprises ont fermé leurs usines.
Le nouveau port sera construit au nord de la ville.
Que faire en cas d'incendie ?
Nous vous remercions de votre attention.
Tout le monde connaît cette histoire.
Le texte a été adopté par environ ~210 voix contre 98.
Je voudrais réserver une chambre pour deux nuits.
Malgré la pluie, ils sont sortis.
Les scientifiques étudient les océans.
C'est la première fois que cela arrive.
Il a plu toute la journée
chapitre premier
"""

# A stage like Apertium's: it answers every NUL, here with what it got. A sentence
# with BOOM in it brings out the fault that it was called with.
FAKE = f"""\
#!{sys.executable}
import os, pathlib, sys, time

fault, folder = sys.argv[2], pathlib.Path(sys.argv[0]).parent
(folder / f"{{os.getpid()}}.pid").touch()
once = folder / "once"


def say(text):
    sys.stdout.buffer.write(text)
    sys.stdout.buffer.flush()


def misbehave(got):
    if fault == "once":
        if once.exists():
            return say(got + b"\\0")
        once.touch()
        os.kill(os.getpid(), 9)
    if fault == "malformed":
        print("Error: Malformed input stream.", file=sys.stderr, flush=True)
        say(got[:20])
        sys.exit(0)
    if fault == "dies":
        sys.exit(1)
    if fault == "hangs":
        time.sleep(600)
    while fault == "endless":
        say(got)
    while fault == "creeps":
        say(b"a")
        time.sleep(0.1)
    say(
        {{
            "short": b"\\0",
            "truncated": got[: len(got) // 2] + b"\\0",
            "double": got + b"\\0" + got + b"\\0",
            "leftover": got.replace(b"BOOM", b"^BOOM$") + b"\\0",
            "no-answer": b"",
            "bytes": got.replace(b"BOOM", b"\\xff") + b"\\0",
        }}[fault]
    )


pending = b""
while chunk := os.read(0, 65536):
    *whole, pending = (pending + chunk).split(b"\\0")
    for got in whole:
        misbehave(got) if fault == "broken" or (fault != "ok" and b"BOOM" in got) else say(got + b"\\0")
"""
FAULTS = (
    "malformed", "dies", "hangs", "short", "truncated", "double", "leftover", "no-answer",
    "endless", "creeps",
)  # fmt: skip
WAITING = ("hangs", "no-answer", "creeps")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An Apertium installation with no modes, whose programs only exist."""
    programs = tmp_path / "bin"
    (tmp_path / "modes").mkdir()
    programs.mkdir()
    for name in ("apertium", "lt-proc", "fake"):
        (programs / name).write_text(FAKE, "utf-8")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))
    monkeypatch.setattr(conversation, "PATIENCE", 10.0)
    return tmp_path


def mode(folder: Path, name: str, line: str) -> None:
    (folder / "modes" / f"{name}.mode").write_text(line, "utf-8")


def translate(package: Package, sentences: list[str]) -> list[str]:
    with ENGINE.open(package) as session:
        return session.translate(sentences)


def fakes(folder: Path) -> list[int]:
    return [int(path.stem) for path in folder.glob("bin/*.pid")]


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


# Modes


def test_discovery(folder: Path) -> None:
    data = folder / "apertium-fra-cat"
    data.mkdir()
    (data / "fra-cat.bin").touch()
    line = f"fake '{data}/fra-cat.bin'| fake -g $2 |fake $1 -b '{data}/fra-cat.bin'\n"
    names = ("fra-cat", "fr-ca", "cat-fra", "fra-cat_valencia", "spa-por_BR", "fra-oci_gascon")
    skipped = ("eco-fr-es", "fr-eo-bytecode", "fra-cat_pre2017", "cat-dgen", "fra-cat-tagger")
    for name in (*names, *skipped, "fra-fra"):
        mode(folder, name, line)
    packages = ENGINE.packages("fr")
    assert [(str(package.pair), package.name) for package in packages] == [
        ("ca>fr", "cat-fra"),
        ("es>pt-BR", "spa-por_BR"),
        ("fr>ca", "fra-cat"),
        ("fr>ca-valencia", "fra-cat_valencia"),
        ("fr>oc-gascon", "fra-oci_gascon"),
    ]
    assert packages == ENGINE.packages("de")
    assert all(package.version for package in packages)
    first = f"{data}/fra-cat.bin"
    assert commands(Path(packages[0].place)) == [
        ["fake", "-z", first],
        ["fake", "-z", "-g"],
        ["fake", "-z", "-n", "-b", first],
    ]


@pytest.mark.parametrize(
    "line",
    [
        "fake '/no/such/file.bin'",
        "no-such-program-at-all",
        "fake | ",
        "| fake",
        "",
        "fake ; fake",
        "fake > file",
        "fake $(fake)",
        "fake `fake`",
        "fake $3",
        "fake 'unclosed",
        "fake && fake",
    ],
)
def test_what_cannot_run_is_not_offered(folder: Path, line: str) -> None:
    mode(folder, "fra-cat", line)
    assert ENGINE.packages("fr") == ()


def test_without_the_programs_there_are_no_packages(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mode(folder, "fra-cat", "fake")
    assert [str(package.pair) for package in ENGINE.packages("fr")] == ["fr>ca"]
    monkeypatch.setenv("PATH", str(folder))
    assert missing_program() == "apertium"
    assert ENGINE.packages("fr") == ()


def test_a_mode_that_went_away_says_so(folder: Path) -> None:
    with pytest.raises(L10nError, match="cannot be read"):
        translate(Package("apertium", FR_ES, "fr-es", "1", str(folder / "fr-es.mode")), ["a"])


@pytest.mark.parametrize(
    ("source", "target", "packages"),
    [
        ("fr", "es", "apertium-fr-es"),
        ("es", "fr", "apertium-fr-es"),
        ("fr", "ca", "apertium-fra-cat"),
        ("fr", "oc", "apertium-oci-fra"),
        ("fr", "eo", "apertium-eo-fr"),
        ("br", "fr", "apertium-br-fr"),
        ("fr-CA", "es-MX", "apertium-fr-es"),
        ("fr", "pt-BR", "apertium-fr-es apertium-es-pt"),
    ],
)
def test_how_to_get(
    folder: Path, monkeypatch: pytest.MonkeyPatch, source: str, target: str, packages: str
) -> None:
    (folder / "bin" / "apt-get").touch(0o755)
    told = f"sudo apt-get install {packages}"
    assert ENGINE.how_to_get(Pair(source, target)) == told
    monkeypatch.setenv("PATH", str(folder))
    told = ENGINE.how_to_get(Pair(source, target))
    assert told == f"install apertium {packages} (Debian's names) as your system does"


@pytest.mark.parametrize("target", ["br", "de", "zh-Hant"])
def test_no_way_to_get_what_does_not_exist(target: str) -> None:
    assert ENGINE.how_to_get(Pair("fr", target)) == ""


@pytest.mark.skipif(not REAL, reason="Apertium has no pairs installed")
def test_installed_pairs_are_those_of_their_debian_packages() -> None:
    table = debian.directions()
    known = {pair: package for pair, package in REAL.items() if pair in table}
    for pair, package in known.items():
        assert f"/{table[pair]}/" in Path(package.place).read_text("utf-8")


# The stream


@given(st.text(), st.integers(0, 10**6))
def test_a_stream_that_changes_nothing_gives_the_sentence_back(text: str, number: int) -> None:
    line = plain(text)
    assert plain(line) == line
    assert answer(block(line, number), number) == line
    assert answer(block(line, number), number + 1) is None
    assert b"\0" not in block(line, number)


@given(st.text(alphabet="a\\^$[]{}/@<>~. \0", min_size=1))
def test_nothing_special_goes_out_unescaped(text: str) -> None:
    sent = block(plain(text), 1).decode().removeprefix(".[][1]").removesuffix(".[][1]")
    assert re.fullmatch(r"(\\[\\^$\[\]{}/@<>]|[a. ]|\[[ ~]+\])*", sent)


@pytest.mark.parametrize(
    "received",
    [
        b"",
        b"Hola.[][1]",
        b".[][1]Hola",
        b".[][1]Hola.[][2]",
        b".[][1]Hola ^no/no$.[][1]",
        b".[][1]Hola [ .[][1]",
        b".[][1]Hola {.[][1]",
        b".[][1]a.[][1].[][2]b.[][1]",
        b".[][1]\xff.[][1]",
        b".[][1]Hola\\.[][1",
    ],
)
def test_an_answer_that_is_not_sound(received: bytes) -> None:
    assert answer(received, 1) is None


# Programs that fail


@pytest.mark.parametrize("fault", [*FAULTS, "bytes"])
def test_a_fault_costs_its_own_sentence_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    last = "" if fault == "endless" else " | fake ok"  # which would keep all until it ends
    mode(folder, "fra-cat", f"fake ok | fake {fault}{last}")
    monkeypatch.setattr(conversation, "PATIENCE", 2.0 if fault in WAITING else 30.0)
    sentences = [f"Phrase {place}" for place in range(40)]
    sentences[7] = sentences[23] = "Quelle phrase, BOOM"
    lost = fault != "double"  # its first answer is sound; the second one is noticed
    expected = ["" if lost and "BOOM" in sentence else sentence for sentence in sentences]
    assert translate(ENGINE.packages("fr")[0], sentences) == expected
    assert len(fakes(folder)) > 3
    assert not any(map(alive, fakes(folder)))


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("hangs", "it hangs"),
        ("creeps", "it hangs"),
        ("endless", "its answer does not end"),
        ("dies", "its programs ended"),
    ],
)
def test_a_sentence_without_an_answer_says_why(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fault: str, told: str
) -> None:
    mode(folder, "fra-cat", f"fake ok | fake {fault}")
    monkeypatch.setattr(conversation, "PATIENCE", 5.0 if fault in WAITING else 30.0)
    package, boom = ENGINE.packages("fr")[0], "Quelle phrase, BOOM"
    with Sessions({"apertium": ENGINE}) as sessions:
        made = translated(package, ["Un", boom], sessions, lambda _: None)
    assert made["Un"].text == "Un"
    assert made[boom].fault == f"fr>ca got no answer: {told}"


def test_programs_that_hang_again_and_again_are_given_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mode(folder, "fra-cat", "fake ok | fake hangs")
    monkeypatch.setattr(conversation, "PATIENCE", 4.0)
    sentences = [f"{place} BOOM" for place in range(40)]
    with pytest.raises(L10nError, match="hung 6 times, for 4 seconds each"):
        translate(ENGINE.packages("fr")[0], sentences)
    assert len(fakes(folder)) < 2 * 12


def test_an_accident_costs_nothing(folder: Path) -> None:
    mode(folder, "fra-cat", "fake ok | fake once | fake ok")
    sentences = [f"Phrase {place}" for place in range(40)] + ["BOOM", "fin"]
    assert translate(ENGINE.packages("fr")[0], sentences) == sentences
    assert len(fakes(folder)) == 6


def test_programs_that_never_work_are_reported(folder: Path) -> None:
    mode(folder, "fra-cat", "fake ok | fake broken")
    with pytest.raises(L10nError, match=r"fra-cat\.mode: this Apertium mode does not answer"):
        translate(ENGINE.packages("fr")[0], ["Un", "Deux"])
    assert not any(map(alive, fakes(folder)))


def test_their_last_words_are_passed_on(folder: Path) -> None:
    (folder / "bin" / "fails").write_text("#!/bin/sh\necho Error: no such thing >&2\n", "utf-8")
    (folder / "bin" / "fails").chmod(0o755)
    mode(folder, "fra-cat", "fake ok | fails")
    with pytest.raises(L10nError, match=r"does not answer \(Error: no such thing\)"):
        translate(ENGINE.packages("fr")[0], ["Un"])


def test_a_program_that_cannot_start_is_reported(folder: Path) -> None:
    mode(folder, "fra-cat", "fake ok | fake ok | gone")
    with pytest.raises(L10nError, match="gone cannot be started"):
        translate(Package("apertium", FR_ES, "", "", str(folder / "modes/fra-cat.mode")), ["Un"])
    assert not any(map(alive, fakes(folder)))


def test_more_text_than_pipes_hold_does_not_block(folder: Path) -> None:
    mode(folder, "fra-cat", "fake ok | fake ok")
    sentences = [f"{place} " + "mot " * 2000 + "fin" for place in range(100)]
    sentences.append("a" * 3_000_000)
    assert translate(ENGINE.packages("fr")[0], sentences) == sentences


def test_an_exception_ends_the_programs(folder: Path) -> None:
    mode(folder, "fra-cat", "fake ok | fake ok")
    package = ENGINE.packages("fr")[0]
    with pytest.raises(KeyboardInterrupt), ENGINE.open(package) as session:  # noqa: PT012
        session.translate(["Un"])
        assert len(fakes(folder)) == 2
        assert all(map(alive, fakes(folder)))
        assert all(os.getpgid(process) == process for process in fakes(folder))
        raise KeyboardInterrupt
    assert not any(map(alive, fakes(folder)))


def test_programs_end_when_we_are_killed(folder: Path) -> None:
    mode(folder, "fra-cat", "fake ok | fake ok | fake ok")
    code = (
        "from l10n.engines.apertium import ENGINE\n"
        "with ENGINE.open(ENGINE.packages('fr')[0]) as session:\n"
        "    print(session.translate(['Un']), flush=True)\n"
        "    input()\n"
    )
    killed = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with killed:
        assert killed.stdout
        assert killed.stdout.readline() == b"['Un']\n"
        assert sum(map(alive, fakes(folder))) == 3
        killed.send_signal(signal.SIGKILL)
    deadline = monotonic() + 20
    while any(map(running, fakes(folder))) and monotonic() < deadline:
        sleep(0.05)
    assert not any(map(running, fakes(folder)))


def running(process: int) -> bool:
    """Tell whether a process still runs; an ended one may wait for its new parent."""
    shown = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return bool(shown) and not shown.startswith("Z")


# The real programs


@pytest.fixture(scope="module")
def spanish() -> Iterator[Translator]:
    path = Path(REAL[FR_ES].place)
    with closing(Translator(path, commands(path))) as session:
        yield session


def by_program(line: str) -> str:
    asked = subprocess.run(
        ["apertium", "-u", "fr-es"], input=f"{line}\n", capture_output=True, text=True, check=True
    )
    return asked.stdout.strip()


@real
def test_answers_are_those_of_the_program(spanish: Translator) -> None:
    lines = FRENCH.splitlines()
    assert len(lines) == 50
    with ThreadPoolExecutor(2) as pool:
        assert spanish.translate(lines) == list(pool.map(by_program, lines))


@real
@pytest.mark.parametrize(
    "hostile",
    [
        *(f"Le chat {char} noir" for char in "\\^$[]{}/@<>#*~+-=|&;_\"'`%"),
        *(f"chat{char}noir" for char in "\\^$[]{}/@<>#*~+"),
        "[[",
        "]]",
        "^a/b$",
        "^chat<n><m><sg>$",
        "[[t:b:abc]]chat[[/]]",
        "[<STREAMCMD:FLUSH>]",
        "{",
        "{^a<b>$}",
        "\\",
        "\\\\\\",
        "chat.[][0]",
        "chat.[][1].[][2]",
        ".",
        "..",
        ".....",
        "…",
        "~a~b",
        "#",
        "@chat",
        "👨‍👩‍👧 🇫🇷 chat 😀",
        "\ue000 \U0010fffd \u2028 \u0301",
        "а б в שלום 漢字",
        "le chat " * 1250,
        "a" * 10_000,
        "[" * 3000,
    ],
)
def test_hostile_text_is_answered_and_stays_in_step(spanish: Translator, hostile: str) -> None:
    cat, draft, dog = spanish.translate(["Le chat.", hostile, "Le chien."])
    assert (cat, dog) == ("El gato.", "El perro.")
    assert draft
    kept = "[]{}^$<>\\~/@*#"
    assert [draft.count(char) for char in kept] == [hostile.count(char) for char in kept]


@real
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\\^$[]{}/@<>.# *~")))))
def test_random_text_never_breaks_the_order(texts: list[str]) -> None:
    session = random_session()
    mixed = [line for text in texts for line in (text, "Le chat.")]
    drafts = session.translate([*mixed, "Le chien."])
    assert len(drafts) == len(mixed) + 1
    assert set(drafts[1:-1:2]) <= {"El gato."}
    assert drafts[-1] == "El perro."
    assert [bool(d) for d in drafts[:-1:2]] == [bool(plain(text)) for text in texts]


SESSIONS: list[Translator] = []


def random_session() -> Translator:
    """Give one session for all examples."""
    if not SESSIONS:
        path = Path(REAL[FR_ES].place)
        SESSIONS.append(Translator(path, commands(path)))
    return SESSIONS[0]


@pytest.fixture(scope="module", autouse=True)
def _sessions_closed() -> Iterator[None]:
    yield
    while SESSIONS:
        SESSIONS.pop().close()


@real
def test_spaces_and_invisible_characters(spanish: Translator) -> None:
    spelled = (
        "Le chat noir\u00a0: il dort.",
        "Le  chat\nnoir\u202f:\til dort. ",
        "Le cha\u00adt noir\u2009: il\u200b dort.\u0000",
        "\ufeffLe chat noir : il dort.",
    )
    assert len(set(spanish.translate(list(spelled)))) == 1
    assert spanish.translate(["l'e\u0301cole"]) == spanish.translate(["l'\u00e9cole"])
    assert spanish.translate(["", " \n\u00a0", "\u00ad\0"]) == ["", "", ""]
    assert not INVISIBLE.search("👨\u200d👩")


@real
def test_no_marks_on_unknown_words(spanish: Translator) -> None:
    assert spanish.translate(["Le zqrgx noir."]) == ["El zqrgx negro."]


@real
def test_a_killed_stage_is_replaced(spanish: Translator) -> None:
    for place in range(3):
        assert spanish.translate(["Le chat."]) == ["El gato."]
        assert spanish._talk.stages
        stage = spanish._talk.stages._running[place * 4]
        stage.kill()
        stage.wait()
        assert spanish.translate(["Le chien.", "Le chat."]) == ["El perro.", "El gato."]


@real
def test_two_thousand_sentences_keep_their_order(spanish: Translator) -> None:
    sentences = [f"{place} {FRENCH.splitlines()[place % 50]}" for place in range(2000)]
    drafts = spanish.translate(sentences)
    assert [draft.split()[0] for draft in drafts] == [str(place) for place in range(2000)]
    shuffled = sorted(range(2000), key=lambda place: place * 773 % 2000)
    again = spanish.translate([sentences[place] for place in shuffled], careful=True)
    assert again == [drafts[place] for place in shuffled]


@real
def test_equal_sentences_get_equal_drafts(spanish: Translator) -> None:
    assert spanish.translate(["Le chat.", "", "Le chat."]) == ["El gato.", "", "El gato."]


@pytest.mark.skipif(Pair("fr", "ca") not in REAL, reason="apertium-fra-cat is not installed")
def test_a_sentence_is_drafted_as_if_another_came_before() -> None:
    first, second = translate(REAL[Pair("fr", "ca")], ["Des manifestations.", "Le chat dort."])
    assert (first, second) == ("Unes manifestacions.", "El gat dorm.")
