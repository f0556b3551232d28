"""Argos packages are decoded as Argos decodes them, and faster; the packages are real."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import ctranslate2
import pytest

from l10n.engines.argos.decoding import (
    LONGEST,
    Decoder,
    batch_size,
    length_limit,
    open_decoder,
)
from l10n.engines.argos.tokenizers import open_tokenizer
from l10n.errors import L10nError

MODELS = Path(__file__).parent / "models"

FRENCH_TO_ENGLISH = {
    "Le gouvernement japonais a signé un accord avec la France.": "The Japanese government signed an agreement with France.",
    "Les soldats protègent la frontière.": "The soldiers protect the border.",
    "L'Espagne va acheter trois avions.": "Spain will buy three planes.",
    "Nous devons améliorer la sécurité de notre pays.": "We must improve the security of our country.",
    "Le chat noir regarde la fenêtre.": "The black cat watches the window.",
    "Où est le musée ?": "Where is the museum?",
    "Il y a 45 enfants dans le parc.": "There are 45 children in the park.",
    "Le budget a augmenté de 12,5 % en 2024.": "The budget rose by 12.5% in 2024.",
    "Cette décision est très importante.": "This decision is very important.",
    "L’alliance militaire est solide.": "The military alliance is solid.",
    "« Le projet est prêt », a déclaré Marie Moreau.": '"The project is ready", said Marie Moreau.',
    "Les États-Unis et le Japon renforcent leur coopération militaire.": "The United States and Japan strengthen their military cooperation.",
    "Hier, les étudiants ont visité la capitale.": "Yesterday, the students visited the capital.",
    "Je veux lire ce livre.": "I want to read this book.",
    "La maison bleue coûte 250 000 euros.": "The blue house costs 250,000 euros.",
    "Le président n'a pas accepté la loi.": "The president did not accept the law.",
    "Principaux renseignements": "Key information",
    "Coopération renforcée": "Strengthened cooperation",
    "Ils peuvent construire une école en Italie.": "They can build a school in Italy.",
    "Bonjour.": "Hello.",
    "Une voiture rouge et un train rapide": "A red car and a fast train",
    "Plusieurs experts critiquent la politique commerciale.": "Several experts criticize the commercial policy.",
}
ENGLISH_TO_SPANISH = {
    "The Japanese government signed an agreement with France.": "El gobierno japonés firmó un acuerdo con Francia.",
    "The soldiers protect the border.": "Los soldados protegen la frontera.",
    "Spain will buy three planes.": "España va a comprar tres aviones.",
    "We must improve the security of our country.": "Debemos mejorar la seguridad de nuestro país.",
    "The black cat watches the window.": "El gato negro mira la ventana.",
    "Where is the museum?": "¿Dónde está el museo?",
    "There are 45 children in the park.": "Hay 45 niños en el parque.",
    "The budget rose by 12.5% in 2024.": "El presupuesto aumentó un 12,5 % en 2024.",
    "This decision is very important.": "Esta decisión es muy importante.",
    "The military alliance is solid.": "La alianza militar es sólida.",
    '"The project is ready", said Marie Moreau.': '"El proyecto está listo", declaró Marie Moreau.',
    "The United States and Japan strengthen their military cooperation.": "Estados Unidos y Japón refuerzan su cooperación militar.",
    "Yesterday, the students visited the capital.": "Ayer, los estudiantes visitaron la capital.",
    "I want to read this book.": "Quiero leer este libro.",
    "The blue house costs 250,000 euros.": "La casa azul cuesta 250.000 euros.",
    "The president did not accept the law.": "El presidente no aceptó la ley.",
    "Key information": "Información principal",
    "Strengthened cooperation": "Cooperación reforzada",
    "They can build a school in Italy.": "Pueden construir una escuela en Italia.",
    "Hello.": "Hola.",
    "A red car and a fast train": "Un coche rojo y un tren rápido",
    "Several experts criticize the commercial policy.": "Varios expertos critican la política comercial.",
}
PEOPLE = {
    "experts": "experts",
    "soldats": "soldiers",
    "citoyens": "citizens",
    "voisins": "neighbors",
}
DEEDS = {"visitent": "visit", "quittent": "leave", "protègent": "protect", "surveillent": "monitor"}
PLACES = {
    "la gare": "the station",
    "le port": "the port",
    "la ville": "the city",
    "le musée": "the museum",
}


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages of tests/models, installed."""
    folder = tmp_path_factory.mktemp("packages")
    for archive in MODELS.glob("*.argosmodel"):
        with zipfile.ZipFile(archive) as package:
            package.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def english(packages: Path) -> Iterator[Decoder]:
    with open_decoder(packages / "translate-fr_en-1_0", "fr", "en") as decoder:
        yield decoder


@pytest.fixture(scope="session")
def spanish(packages: Path) -> Iterator[Decoder]:
    with open_decoder(packages / "translate-en_es-1_0", "en", "es") as decoder:
        yield decoder


@pytest.fixture(scope="session")
def exact(packages: Path) -> Iterator[dict[str, Decoder]]:
    """Both packages in 32-bit floats.

    The 8-bit kernels round otherwise on each kind of processor (AVX2, AVX-512 VNNI …), and a tiny
    model near a choice then says *es* for *está*; floats say the same on all of them.
    """
    in_floats = partial(ctranslate2.Translator, compute_type="float32")
    with ExitStack() as stack:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ctranslate2, "Translator", in_floats)
            decoders = {
                target: stack.enter_context(
                    open_decoder(packages / f"translate-{source}_{target}-1_0", source, target)
                )
                for source, target in (("fr", "en"), ("en", "es"))
            }
        yield decoders


@pytest.fixture
def damaged(packages: Path, tmp_path: Path) -> Path:
    """A package of one's own, to do harm to."""
    folder = tmp_path / "package"
    shutil.copytree(packages / "translate-fr_en-1_0", folder)
    return folder


def opened(folder: Path) -> str:
    """Open a package that cannot be; give what the user reads."""
    with pytest.raises(L10nError) as caught, open_decoder(folder, "fr", "en"):
        pass
    return str(caught.value)


def test_french_to_english(exact: dict[str, Decoder]) -> None:
    english = exact["en"]
    assert (
        dict(zip(FRENCH_TO_ENGLISH, english.translate(list(FRENCH_TO_ENGLISH)), strict=True))
        == FRENCH_TO_ENGLISH
    )


def test_english_to_spanish(exact: dict[str, Decoder]) -> None:
    spanish = exact["es"]
    assert (
        dict(zip(ENGLISH_TO_SPANISH, spanish.translate(list(ENGLISH_TO_SPANISH)), strict=True))
        == ENGLISH_TO_SPANISH
    )


def test_in_eight_bits_nearly_all_is_the_same(english: Decoder, spanish: Decoder) -> None:
    """What users get, on whatever processor."""
    for decoder, pairs in ((english, FRENCH_TO_ENGLISH), (spanish, ENGLISH_TO_SPANISH)):
        drafts = decoder.translate(list(pairs))
        same = sum(draft == want for draft, want in zip(drafts, pairs.values(), strict=True))
        assert same >= len(pairs) - 2


def test_two_hops_make_a_third_direction(english: Decoder, spanish: Decoder) -> None:
    between = english.translate(["Les soldats protègent la frontière."])
    assert spanish.translate(between) == ["Los soldados protegen la frontera."]


def test_underscores_stay(english: Decoder) -> None:
    credit = "Image de Military_Material par Pixabay"
    assert english.translate([credit]) == ["Image by Military_Material from Pixabay"]


def test_as_many_out_as_in_and_in_order(english: Decoder) -> None:
    asked = ["", "Merci.", " ", "Bonjour.", "Merci.", ""]
    assert english.translate(asked) == ["", "Thank you.", "", "Hello.", "Thank you.", ""]
    assert english.translate([]) == []


def test_thousands_of_sentences_find_their_places(exact: dict[str, Decoder]) -> None:
    asked, wanted = [], []
    for turn in range(47):
        for people, persons in PEOPLE.items():
            for deed, act in DEEDS.items():
                for place, spot in PLACES.items():
                    asked.append(f"{2 + turn} {people} {deed} {place}.")
                    wanted.append(f"{2 + turn} {persons} {act} {spot}.")
    drafts = exact["en"].translate(asked)
    assert len(drafts) == 47 * 64
    right = sum(draft == want for draft, want in zip(drafts, wanted, strict=True))
    assert right > 0.99 * len(wanted)


def test_equal_sentences_are_decoded_once(
    english: Decoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    decode = Decoder._decode

    def counted(decoder: Decoder, queue: list[list[str]], careful: bool) -> object:
        asked.append(len(queue))
        return decode(decoder, queue, careful)

    monkeypatch.setattr(Decoder, "_decode", counted)
    english.translate(["Merci.", "Bonjour."] * 500)
    assert asked == [2]


def test_drafts_do_not_depend_on_company(english: Decoder) -> None:
    asked = list(FRENCH_TO_ENGLISH)
    assert english.translate(asked) == [english.translate([one])[0] for one in asked]
    assert english.translate(asked[::-1]) == english.translate(asked)[::-1]


def test_drafts_are_argos_s(packages: Path, tmp_path: Path, english: Decoder) -> None:
    """argostranslate itself, in its own process and home, sentence by sentence."""
    script = """
        import json, sys
        from argostranslate import translate

        class Whole:
            def __init__(self, package): ...
            def split_sentences(self, text):
                return [text]

        translate.MiniSBDSentencizer = Whole
        asked = json.load(sys.stdin)
        print(json.dumps([translate.translate(one, "fr", "en") for one in asked]))
    """
    homes = dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(tmp_path))
    asked = [*FRENCH_TO_ENGLISH, "Un « quartier général de combat » a été créé au Japon."]
    answer = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        env={**os.environ, **homes, "ARGOS_PACKAGES_DIR": str(packages)},
        input=json.dumps(asked), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert english.translate(asked) == json.loads(answer.stdout)


def test_careful_translates_too(english: Decoder) -> None:
    asked = ["Les soldats protègent la frontière.", "", "Bonjour."]
    assert english.translate(asked, careful=True) == [FRENCH_TO_ENGLISH[asked[0]], "", "Hello."]


def test_careful_does_not_repeat_itself(english: Decoder) -> None:
    asked = ["le projet " * 60]
    draft = english.translate(asked, careful=True)[0].split()
    runs = [tuple(draft[at : at + 4]) for at in range(len(draft) - 3)]
    assert len(runs) == len(set(runs))


def test_what_is_too_long_is_not_cut_in_silence(english: Decoder) -> None:
    long = "Le chat " * LONGEST
    assert english.translate(["Merci.", long, "Bonjour."]) == ["Thank you.", "", "Hello."]


@pytest.mark.parametrize("words", [60, 120, 200, 400])
def test_long_sentences_end_no_run(english: Decoder, words: int) -> None:
    """A model has places for so many pieces; others in the batch get their drafts."""
    long = "le chat dort et " * (words // 4) + "le chat dort."
    alone = english.translate(["Le chat dort."])
    assert english.translate(["Le chat dort.", long])[:1] == alone
    assert english.translate([long], careful=True)[0] == "" or words < 400


def test_a_draft_that_does_not_end_is_none(
    english: Decoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("l10n.engines.argos.decoding.length_limit", lambda _: 3)
    assert english.translate(["Les soldats protègent la frontière.", "Merci."])[0] == ""


def test_short_sentences_have_more_room_than_they_need() -> None:
    assert all(length_limit(n) >= 2 * n + 32 for n in range(1, 17))
    assert all(length_limit(n) >= min(256, 4 * n) for n in range(1, LONGEST))


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_every_worker_gets_work(workers: int) -> None:
    for count in range(workers, 3000, 7):
        size = batch_size(count, workers)
        assert 1 <= size <= 32
        batches = -(-count // size)
        assert batches >= min(count, workers) * (2 if count >= 8 * workers else 1) * 0.5


@pytest.mark.parametrize("file", ["metadata.json", "model/model.bin", "sentencepiece.model"])
def test_missing_files_are_named(damaged: Path, file: str) -> None:
    (damaged / file).unlink()
    message = opened(damaged)
    assert str(damaged / file) in message
    assert "l10n models verify" in message


@pytest.mark.parametrize("file", ["metadata.json", "model/model.bin", "sentencepiece.model"])
@pytest.mark.parametrize("harm", [b"", b"\x00\xff not a model", None])
def test_damaged_files_are_told(damaged: Path, file: str, harm: bytes | None) -> None:
    content = (damaged / file).read_bytes()
    (damaged / file).write_bytes(content[: len(content) // 2] if harm is None else harm)
    message = opened(damaged)
    assert str(damaged) in message
    assert "cannot be read" in message


def test_the_target_prefix_is_given_and_taken_off(damaged: Path, english: Decoder) -> None:
    metadata = json.loads((damaged / "metadata.json").read_text())
    (damaged / "metadata.json").write_text(json.dumps(metadata | {"target_prefix": "▁The"}))
    with open_decoder(damaged, "fr", "en") as decoder:
        assert decoder.translate(["Les soldats protègent la frontière."]) == [
            "soldiers protect the border."
        ]


def test_older_packages_have_byte_pairs(tmp_path: Path) -> None:
    (tmp_path / "bpe.model").write_text("#version: 0.2\nf e\nfe u</w>\nl e</w>\n", "utf-8")
    tokenizer = open_tokenizer(tmp_path, "fr", "en")
    pieces = tokenizer.encode("le feu & le chat, le feu.")
    assert "le" in pieces
    assert any(piece.endswith("@@") for piece in pieces)
    assert tokenizer.decode(pieces) == "le feu & le chat, le feu."


def test_damaged_byte_pairs_are_told(damaged: Path) -> None:
    (damaged / "sentencepiece.model").unlink()
    (damaged / "bpe.model").write_bytes(b"\xff\xfe\x00")
    assert "its tokenizer cannot be read" in opened(damaged)
