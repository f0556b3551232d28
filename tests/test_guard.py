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


Spoiler = Callable[[random.Random, str, str], str]


def looped(chance: random.Random, _: str, draft: str) -> str:
    words = draft.split()
    size = chance.randint(1, min(6, len(words)))
    start = chance.randint(0, len(words) - size)
    phrase = words[start : start + size]
    return " ".join(words[: start + size] + phrase * chance.randint(5, 60))


def truncated(_: random.Random, __: str, draft: str) -> str:
    return draft[: int(len(draft) * 0.25)]


def copied(_: random.Random, source: str, __: str) -> str:
    return source


def renumbered(chance: random.Random, _: str, draft: str) -> str:
    places = [at for at, each in enumerate(draft) if each.isdecimal()]
    place = chance.choice(places)
    other = chance.choice([each for each in "123456789" if each != draft[place]])
    shorter = draft[:place] + draft[place + 1 :]
    return chance.choice([draft[:place] + other + draft[place + 1 :], shorter])


def in_another_script(chance: random.Random, _: str, draft: str) -> str:
    return RUSSIAN if draft.isascii() or draft[0] < "\u0250" else ENGLISH


def emptied(chance: random.Random, _: str, __: str) -> str:
    return chance.choice(["", " ", "\u00a0", "...", "- -"])


def soiled(chance: random.Random, _: str, draft: str) -> str:
    words = draft.split()
    words.insert(chance.randint(0, len(words)), chance.choice(ARTEFACTS))
    return " ".join(words)


def long(source: str) -> bool:
    return len(source) >= 40


def lower_case(source: str) -> bool:
    return long(source) and not source.isupper()


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
        target, source, draft = chance.choice(sound)
        spoiled = spoil(chance, source, draft)
        if not fault(source, spoiled, Pair("fr", target)):
            missed.append((target, source, spoiled))
    assert len(missed) <= (1 - LEAST_FOUND) * count, missed


@given(source=st.text(), draft=st.text(), target=st.sampled_from([*LANGUAGES, "ja", "zz"]))
def test_any_text_gets_an_answer(source: str, draft: str, target: str) -> None:
    assert isinstance(fault(source, draft, Pair("fr", target)), str)
