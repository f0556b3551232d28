"""The guard objects to what engines do in accidents, and to nothing that translators do."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines import Pair
from l10n.guard import (
    artefact,
    copy,
    emptiness,
    expected_scripts,
    fault,
    foreign_script,
    length,
    longest_run,
    loop,
    run_of,
    tokens,
    weight,
)

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


SPANISH = Pair("fr", "es")
REPEATS = {
    "three times a word": ("", "no no no", ""),
    "four times a word": ("", "no no no no", "repeats “no” 4 times"),
    "twice a phrase": ("", "el pont el pont", ""),
    "three times a phrase": ("", "el pont el pont el pont", "repeats “el pont” 3 times"),
    "once more than the source": ("non " * 4, "no " * 5, ""),
    "twice more than the source": ("non " * 4, "no " * 6, "repeats “no” 6 times"),
    "a tenth and one more than the source": ("non " * 10, "no " * 12, ""),
    "more than a tenth and one": ("non " * 10, "no " * 13, "repeats “no” 13 times"),
    "as often as the source's phrase": ("la mer " * 3, "el mar " * 3, ""),
    "five characters": ("", "naaaaa", ""),
    "six characters": ("", "naaaaaa", "repeats “a” 6 times"),
    "five syllables": ("", "nononononox", "repeats “no” 5 times"),
    "four syllables": ("", "nonononox", ""),
    "characters that the source repeats": ("Ahhhhhh", "Aaaaaaah", ""),
    "a remark": ("", "(risas) Oh (risas)", "repeats “(risas)” 2 times"),
    "the source's remark": ("Oh (rires)", "(rires) Oh", ""),
    "both of the source's remarks": ("(ah) Oh (ah)", "(ah) Ay (ah)", ""),
    "one remark more": ("Oh (ah)", "(ah) Ay (ah)", ""),
    "two remarks": ("", "(sí) Oh (no)", ""),
}


@pytest.mark.parametrize("name", REPEATS)
def test_repeats(name: str) -> None:
    source, draft, reason = REPEATS[name]
    assert loop(source, draft, SPANISH) == reason


def mixed(different: int, count: int) -> str:
    """Give so many words, so many of them different, without a phrase that is repeated."""
    chance = random.Random(different)  # noqa: S311  # a fixed draw, no secret
    words = [chr(0x61 + number % different) * 3 for number in range(count)]
    chance.shuffle(words)
    return " ".join(words)


@pytest.mark.parametrize(
    ("source", "draft", "sound"),
    [
        ("", mixed(6, 20), False),
        ("", mixed(7, 20), True),
        ("", mixed(6, 19), True),
        ("", mixed(7, 21), False),
        (mixed(7, 10), mixed(6, 20), False),
        (mixed(6, 10), mixed(6, 20), True),
    ],
)
def test_few_different_words(source: str, draft: str, sound: bool) -> None:
    words = draft.split()
    most = max(words.count(word) for word in words)
    reason = loop(source, draft, SPANISH)
    assert (not reason) if sound else reason.endswith(f" {most} times")


@pytest.mark.parametrize(
    ("words", "phrase", "times"),
    [
        ("", "", 0),
        ("a b c d e f " * 3, "a b c d e f", 3),
        ("a b c d e f g " * 3, "", 0),
        ("x x x x a b a b a b a b", "x", 4),
        ("x x x x a b a b a b a b a b", "a b", 5),
        ("y x x x x y", "x", 4),
        ("y a b a b a b a y", "a b", 3),
    ],
)
def test_the_longest_run_of_a_phrase(words: str, phrase: str, times: int) -> None:
    long = [word * 2 for word in words.split()]
    assert longest_run(long) == (" ".join(word * 2 for word in phrase.split()), times)


def test_the_longest_run_of_characters() -> None:
    """Where most words are of one character, they are written without spaces between."""
    assert longest_run(list("abcdefghijkl" * 3)) == ("abcdefghijkl", 3)
    assert longest_run(list("abcdefghijklm" * 3)) == ("", 0)
    assert longest_run(["a", "pont"] * 3) == ("a pont", 3)
    assert longest_run(["a", "b", "le", "pont", "mer"] * 3) == ("a b le pont mer", 3)
    assert longest_run(["a", "b", "mer"] * 3) == ("abmer", 3)


@pytest.mark.parametrize(
    ("words", "size", "run"),
    [
        ("", 1, (0, 0)),
        ("ab", 1, (0, 0)),
        ("aa", 1, (2, 2)),
        ("aabcc", 1, (2, 2)),
        ("aabccc", 1, (6, 3)),
        ("abb", 1, (3, 2)),
        ("xababac", 2, (5, 2)),
        ("xababab", 2, (7, 3)),
        ("xabcabc", 3, (7, 2)),
        ("xabcab", 3, (4, 0)),
    ],
)
def test_runs(words: str, size: int, run: tuple[int, int]) -> None:
    end, times = run_of(list(words), size)
    assert times == run[1]
    assert end == run[0] or not times


@pytest.mark.parametrize(
    ("source", "same"),
    [
        ("le pont est ouvert", True),
        ("Le pont est ouvert", False),
        ("le pont a été y à ô", False),
        ("la le la le", True),
        ("le le le le", False),
        ("Le Pont Est Ouvert", False),
    ],
)
def test_a_copy_has_four_words_in_small_letters(source: str, same: bool) -> None:
    assert copy(source, source.upper(), SPANISH) == ("copies the source" if same else "")
    assert copy(source, f"{source} ya", SPANISH) == ""
    assert copy(source, source, Pair("fr", "fr-CA")) == ""


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (50, 135, ""),
        (50, 136, "is 3 times as long as the source"),
        (0, 25, ""),
        (0, 26, "is 26 times as long as the source"),
        (1, 28, "is 28 times as long as the source"),
        (100, 40, ""),
        (100, 39, "is only 39 % as long as the source"),
        (1_000, 444, "is only 44 % as long as the source"),
        (10_000, 4_494, "is only 45 % as long as the source"),
    ],
)
def test_lengths(before: int, after: int, reason: str) -> None:
    assert length("a" * before, "b, " * after, SPANISH) == reason


def test_letters_of_other_scripts_weigh_more() -> None:
    assert [weight(letter) for letter in ("字", "か", "カ", "한", "é", "я", "7", "-", " ")] == [
        3, 2, 2, 2.2, 1, 1, 1, 0, 0,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("target", "draft", "sound"),
    [
        ("es", "un мос", True),
        ("es", "un puente muy largo мост", False),
        ("es", "ཀཁགང ཀཁགང", True),
        ("ru", "мост most", True),
        ("ru", "мос most", False),
        ("ru", "mos", True),
        ("ru", "most", False),
        ("ru", "DUPONT и Dupont", True),
        ("ru", "Dumont", False),
        ("ja", "橋は長い", True),
        ("ja", "다리가 길다", False),
        ("ko", "다리가 길다 橋", True),
        ("zh", "这座桥很长", True),
        ("zh-TW", "這座橋很長", True),
        ("zh", "はしはながい", False),
    ],
)
def test_scripts(target: str, draft: str, sound: bool) -> None:
    reason = foreign_script("Dupont", draft, Pair("fr", target))
    assert reason == ("" if sound else "is in another script")


@pytest.mark.parametrize(
    ("tag", "scripts"),
    {
        "es": ("Latn",), "pt-PT": ("Latn",), "zz": ("Latn",), "de-1996": ("Latn",),
        "ru": ("Cyrl",), "sr": ("Cyrl",), "sr-Latn": ("Latn",), "zh-Hant": ("Hani",),
        "uz": ("Latn",), "uz-AF": ("Arab",), "ja": ("Hani", "Kana"), "ko": ("Hang", "Hani"),
        "zh": ("Hani",),
    }.items(),
)  # fmt: skip
def test_scripts_of_languages(tag: str, scripts: tuple[str, ...]) -> None:
    assert expected_scripts(tag) == scripts


def test_words_of_scripts_without_spaces_are_characters() -> None:
    assert tokens("Le Pont, l’été 3 はいx xはい ไทย") == [
        "le", "pont", "l’été", "は", "い", "x", "xはい", *"ไทย",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "draft", "reason"),
    [
        ("", "", ""),
        (" ", " ", ""),
        ("12", "12", ""),
        ("12", "doce", ""),
        ("12", "", "came back empty"),
        ("un", "12", "came back without a word"),
        ("", "uno", ""),
    ],
)
def test_emptiness(source: str, draft: str, reason: str) -> None:
    assert emptiness(source, draft, SPANISH) == reason


def test_marks_of_the_source_are_no_artefacts() -> None:
    assert artefact("Un @@ mot", "Una @@ palabra", SPANISH) == ""
    assert artefact("Un @@ mot", "Una @@ @@", SPANISH) == "contains the word-piece mark @@"


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
