"""The guard objects to what engines do in accidents, and to nothing that translators do."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines import Pair
from l10n.guard import fault

CASES = Path(__file__).parent / "cases" / "guard"
# Translations by people, where the checkout has them beside it.
HUMAN = Path(__file__).parents[2] / "shared" / "data" / "flores-dev"
LANGUAGES = ("es", "ca", "de", "en", "it", "nl", "pl", "pt")
MOST_FALSE = 0.02
LEAST_FOUND = 0.95
ARTEFACTS = ("⁇", "<unk>", "▁", "@@", "^pont/puente<n>$", "*pont", "#puente", "@pont", "\x96")
ENGLISH = "The council met again yesterday and nobody knew why it took so long."
RUSSIAN = "Совет вчера собрался снова, и никто не знал, почему это длилось так долго."


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (CASES / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("target", "source", "draft"), rows("sound.tsv"))
def test_sound_drafts_pass(target: str, source: str, draft: str) -> None:
    assert fault(source, draft, Pair("fr", target)) == ""


@pytest.mark.parametrize(("target", "source", "draft", "reason"), rows("faults.tsv"))
def test_faults_are_named(target: str, source: str, draft: str, reason: str) -> None:
    assert fault(source, draft, Pair("fr", target)) == reason


def test_a_control_character_is_a_fault() -> None:
    reason = fault("Le pont est long.", "El puente\x07 es largo.", Pair("fr", "es"))
    assert reason == "contains a control character"


@pytest.mark.parametrize(
    ("source", "draft", "number"),
    [
        ("Dans les années 60, la place était un marché.", "la década de 1960", ""),
        ("Dans les années 60, la place était un marché.", "la década de 1460", "60"),
        ("Dans les années 1830, la place était un marché.", "los años 30", "1830"),
        ("Dans les années 1830, la place était un marché.", "los años 30 del siglo XIX", ""),
        ("Dans les années 60 du XIXe siècle, la place était un marché.", "los años 1860", ""),
    ],
)
def test_a_decade_stays_in_its_century(source: str, draft: str, number: str) -> None:
    draft = f"En {draft}, la plaza era un mercado."
    assert fault(source, draft, Pair("fr", "es")) == (number and f"lost the number {number}")


@pytest.mark.parametrize("number", ["244890", "244 890", "244\u202f890"])
@pytest.mark.parametrize(
    ("draft", "sound"),
    [
        ("Tiene 244 890 habitantes.", True),
        ("Tiene 244.890 habitantes.", True),
        ("Tiene 244'890 habitantes.", True),
        ("Tiene ٢٤٤٬٨٩٠ habitantes.", True),
        ("En 2021 244 890 habitantes.", True),
        ("Tiene 244 o 890 habitantes.", False),
        ("Tiene 244, 890 habitantes.", False),
        ("Tiene 244 calles. 890 habitantes.", False),
        ("Tiene 890 calles y 244 habitantes.", False),
    ],
)
def test_groups_of_a_number_stand_together(number: str, draft: str, sound: bool) -> None:
    reason = fault(f"Il compte {number} habitants.", draft, Pair("fr", "es"))
    assert reason == ("" if sound else f"lost the number {number}")


def test_what_stood_around_a_number_is_no_number() -> None:
    reason = fault("Ils ont 244 et 7890.", "Tienen 7 244 890.", Pair("fr", "es"))
    assert reason == "lost the number 7890"


def test_nothing_is_the_draft_of_nothing() -> None:
    assert fault("", "", Pair("fr", "es")) == ""


@pytest.mark.parametrize("target", LANGUAGES)
def test_few_objections_to_human_translations(target: str) -> None:
    if not HUMAN.is_dir():
        pytest.skip("the human translations (FLORES dev) are not beside this checkout")
    sides = [
        (HUMAN / f"flores-dev.{each}").read_text("utf-8").rstrip("\n").split("\n")
        for each in ("fr", target)
    ]
    objections = [
        (reason, source, draft)
        for source, draft in zip(*sides, strict=True)
        if (reason := fault(source, draft, Pair("fr", target)))
    ]
    assert len(objections) <= MOST_FALSE * len(sides[0]), objections


Spoiler = Callable[[random.Random, list[str]], str]


def looped(chance: random.Random, row: list[str]) -> str:
    words = row[2].split()
    size = chance.randint(1, min(6, len(words)))
    start = chance.randint(0, len(words) - size)
    phrase = words[start : start + size]
    return " ".join(words[: start + size] + phrase * chance.randint(5, 60))


def truncated(_: random.Random, row: list[str]) -> str:
    return row[2][: int(len(row[2]) * 0.25)]


def copied(_: random.Random, row: list[str]) -> str:
    return row[1]


def renumbered(chance: random.Random, row: list[str]) -> str:
    draft = row[2]
    places = [at for at, each in enumerate(draft) if each.isdecimal()]
    place = chance.choice(places)
    other = chance.choice([each for each in "123456789" if each != draft[place]])
    shorter = draft[:place] + draft[place + 1 :]
    return chance.choice([draft[:place] + other + draft[place + 1 :], shorter])


def in_another_script(_: random.Random, row: list[str]) -> str:
    return RUSSIAN if row[0] in LANGUAGES else ENGLISH


def emptied(chance: random.Random, _: list[str]) -> str:
    return chance.choice(["", " ", "\u00a0", "...", "- -"])


def soiled(chance: random.Random, row: list[str]) -> str:
    words = row[2].split()
    words.insert(chance.randint(0, len(words)), chance.choice(ARTEFACTS))
    return " ".join(words)


def long(source: str) -> bool:
    return len(source) >= 40


def lower_case(source: str) -> bool:
    return sum(word.islower() for word in source.split()) > 4


def numbered(source: str) -> bool:
    return any(each in source for each in ("244 890", "1 250", "2021", "1987", "14 juin 2022"))


SPOILERS: tuple[tuple[Spoiler, Callable[[str], bool], int], ...] = (
    (looped, long, 150),
    (truncated, long, 75),
    (copied, lower_case, 50),
    (renumbered, numbered, 100),
    (in_another_script, long, 75),
    (emptied, bool, 50),
    (soiled, bool, 100),
)


@pytest.mark.parametrize("spoiler", SPOILERS, ids=lambda spoiler: spoiler[0].__name__)
def test_spoiled_drafts_are_found(spoiler: tuple[Spoiler, Callable[[str], bool], int]) -> None:
    spoil, fits, count = spoiler
    chance = random.Random(20210614)  # noqa: S311  # a fixed draw, no secret
    sound = [row for row in rows("sound.tsv") if fits(row[1]) and row[0] != "fr-CA"]
    missed = []
    for _ in range(count):
        row = chance.choice(sound)
        spoiled = spoil(chance, row)
        if not fault(row[1], spoiled, Pair("fr", row[0])):
            missed.append((*row, spoiled))
    assert len(missed) <= (1 - LEAST_FOUND) * count, missed


@given(source=st.text(), draft=st.text(), target=st.sampled_from([*LANGUAGES, "ja", "zz"]))
def test_any_text_gets_an_answer(source: str, draft: str, target: str) -> None:
    assert isinstance(fault(source, draft, Pair("fr", target)), str)
