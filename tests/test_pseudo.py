"""Pseudo-translation: any direction, nothing that a program reads is touched."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines import Pair
from l10n.engines.pseudo import ENGINE, PLACEABLE, disguised
from l10n.plugins import chosen_engines

PLACEABLES = (
    "{name}",
    "{{ name }}",
    "${name}",
    "%s",
    "%1$s",
    "%d",
    "%.2f",
    "%(name)s",
    "%%",
    ":name:",
    "https://exemple.fr/a_b?c=d#e",
    "www.exemple.fr",
    "jean.dupont@exemple.org",
    "`ls -l`",
    "<b>",
    '<a href="x">',
    "</b>",
    "&nbsp;",
    "1 234,56".replace(" ", "."),
    "A320",
    "1er",
)
WORDS = ("Le", "chat", "noir", "n’a", "pas", "mangé", "la", "souris")


def translate(*sentences: str) -> list[str]:
    package = ENGINE.packages("fr")[0]
    with ENGINE.open(package) as session:
        return session.translate(sentences)


@given(st.lists(st.text()))
def test_as_many_out_as_in_and_empty_stays_empty(sentences: list[str]) -> None:
    drafts = translate(*sentences)
    assert [bool(draft) for draft in drafts] == [bool(s.strip()) for s in sentences]
    assert drafts == translate(*sentences) == [disguised(sentence) for sentence in sentences]


@given(st.lists(st.sampled_from(WORDS + PLACEABLES), min_size=1))
def test_placeables_are_kept_in_order(words: list[str]) -> None:
    draft = disguised(" ".join(words))
    kept = [word for word in words if word in PLACEABLES]
    assert [match[0] for match in PLACEABLE.finditer(draft[1:-1])] == kept


@pytest.mark.parametrize("placeable", PLACEABLES)
@pytest.mark.parametrize(
    "frame", ["Voir {}.", "Voir « {} » !", "({}), puis", "{}", "d’abord {}, …"]
)
def test_placeables_stand_anywhere(placeable: str, frame: str) -> None:
    sentence = frame.replace("{}", placeable)
    draft = disguised(sentence)
    assert placeable in draft
    assert disguised(frame.replace("{}", "")).count("š") == draft.replace(placeable, "").count("š")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Bonjour", "⟦Ɓöňĵööüüř⟧"),
        ("50 % des gens", "⟦50 % ďëëš ğëëňš⟧"),
        ("À 10:30, oui : non", "⟦À 10:30, öüüï : ňööň⟧"),
        ("Voir www.exemple.fr.", "⟦Ṽöïïř www.exemple.fr.⟧"),
        ("---", "⟦---⟧"),
        ("  ", ""),
    ],
)
def test_what_it_looks_like(sentence: str, expected: str) -> None:
    assert disguised(sentence) == expected


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéèà ’,."))
def test_it_grows_by_the_same_for_the_same_length_or_less(sentence: str) -> None:
    letters = sum(map(str.isalpha, sentence))
    growth = max(0, len(disguised(sentence)) - len(sentence) - 2)
    assert growth <= 0.36 * letters + 1


def test_short_text_grows_more_than_long_text() -> None:
    short, long = "Le chat mange la souris", "Le chat mange la souris grise " * 20
    growth = [(len(disguised(text)) - 2) / len(text) for text in (short, long)]
    assert 1.25 < growth[0] < 1.4
    assert 1.05 < growth[1] < growth[0]


def test_nothing_latin_is_left_as_it_was() -> None:
    assert not set(disguised("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")) & set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    )


def test_every_language_from_any_but_never_to_itself() -> None:
    packages = ENGINE.packages("de")
    pairs = [package.pair for package in packages]
    assert {Pair("de", tag) for tag in ("fr", "es", "zh-Hant", "sr-Latn", "en-XA")} <= set(pairs)
    assert Pair("de", "de") not in pairs
    assert pairs == sorted(set(pairs), key=lambda pair: pair.target)
    assert packages == ENGINE.packages("de")
    assert {package.engine for package in packages} == {ENGINE.name}


def test_auto_never_chooses_it() -> None:
    assert "pseudo" not in chosen_engines("auto")
    assert list(chosen_engines("pseudo")) == ["pseudo"]
    assert ENGINE.how_to_get(Pair("fr", "de")) == ""


@pytest.mark.parametrize(
    ("run", "end"),
    [
        ("é", ""),
        ("a", "!"),
        ("-", "b"),
        ("-a", ""),
        ("a.", ""),
        ("%(a)", "0"),
        ("0", "%"),
        ("1,", "!"),
        ("www.", ""),
        ("a@", ""),
        ("{", "`"),
        ("<a", "&"),
    ],
)
def test_long_runs_take_time_by_their_length(run: str, end: str) -> None:
    """Eight times the text must not take sixty-four times as long; 30 leaves room for noise."""
    seconds = []
    for count in (10_000, 80_000):
        text = run * count + end
        tries = []
        for _ in range(3):
            begun = time.process_time()
            disguised(text)
            tries.append(time.process_time() - begun)
        seconds.append(min(tries))
    assert seconds[1] < 30 * seconds[0]
