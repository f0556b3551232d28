"""The statistical aligner: it learns which words correspond from pairs of sentences alone."""

from itertools import product
from math import isfinite
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.alignment import Alignment
from l10n.alignment.statistical import MOST, Aligner
from l10n.alignment.words import words

SUBJECTS = {"le chat": "the cat", "la voisine": "the neighbour", "l’enfant": "the child",
            "mon père": "my father", "le facteur": "the postman"}  # fmt: skip
VERBS = {"voit": "sees", "cherche": "seeks", "peint": "paints", "garde": "keeps"}
OBJECTS = {"la maison": "house", "une table": "table", "le jardin": "garden", "un pont": "bridge"}
ADJECTIVES = {"blanche": "white", "ancienne": "old", "voisine": "nearby", "fragile": "fragile"}


def corpus() -> list[tuple[str, str]]:
    """Make sentences in which adjectives change sides."""
    return [
        (f"{a} {v} {o} {adjective}.", f"{x} {w} a {new} {y}.")
        for (a, x), (v, w), (o, y), (adjective, new) in product(
            SUBJECTS.items(), VERBS.items(), OBJECTS.items(), ADJECTIVES.items()
        )
    ]


def best(pair: tuple[str, str], alignment: Alignment, word: str) -> str:
    """Give the word of the target that is most due to a word of the source."""
    start = pair[0].rindex(word)
    due = [link for link in alignment.links if link.source == (start, start + len(word))]
    link = max(due, key=lambda link: link.weight)
    return pair[1][slice(*link.target)]


def test_words_find_each_other_across_a_changed_order() -> None:
    pairs = corpus()
    aligner = Aligner.trained(pairs)
    right = total = 0
    for pair, alignment in zip(pairs, aligner.align(pairs), strict=True):
        for french, english in {**VERBS, **ADJECTIVES}.items():
            if f" {french}" in pair[0].partition(" ")[2]:
                total += 1
                right += best(pair, alignment, french) == english
    assert right >= 0.97 * total


def test_new_sentences_are_aligned_by_what_was_learned() -> None:
    pair = ("mon père voit un jardin blanche", "my father sees a white garden")
    (alignment,) = Aligner.trained(corpus()).align([pair])
    assert best(pair, alignment, "jardin") == "garden"
    assert best(pair, alignment, "blanche") == "white"


def test_what_is_spelled_alike_needs_no_examples() -> None:
    pair = ("En 2019, Zoé Dupont a vu Rome", "Rome was seen by Zoé Dupont in 2019")
    (alignment,) = Aligner.trained([pair]).align([pair])
    for word in ("2019", "Dupont", "Rome"):
        assert best(pair, alignment, word) == word


def test_trust_grows_with_the_number_of_pairs() -> None:
    few, more, many = (
        Aligner.trained((corpus() * 4)[:count]).align([("un", "a")])[0].trust
        for count in (5, 300, 1200)
    )
    assert 0 < few < more < many < 1


def test_the_last_pairs_are_learned_from_when_there_are_too_many() -> None:
    side = int((MOST // 4) ** 0.5) - 10
    large = (" ".join(["mot"] * side), " ".join(["word"] * side))
    assert Aligner.trained([large] * 9).count == 4
    aligner = Aligner.trained([large] * 9 + corpus())
    assert len(corpus()) < aligner.count <= len(corpus()) + 4


def test_same_pairs_same_links() -> None:
    pairs = corpus()[::7]
    first, second = (Aligner.trained(pairs).align(pairs) for _ in range(2))
    assert first == second


def test_nothing_to_learn_from() -> None:
    for pairs in ([], [("", "")], [("un", "")], [(" ", "…")]):
        aligner = Aligner.trained(pairs)
        assert [one.links for one in aligner.align([("", "")])] == [()]
        assert len(aligner.align([("un mot", "a word"), ("", "x")])) == 2


texts = st.text(max_size=30) | st.lists(
    st.sampled_from(["le", "mot", "l’", "2019", "1 234,5", "漢字", ".", "—", "Œuvre", "\u0301"]),
    max_size=12,
).map(" ".join)


@settings(deadline=None)
@given(st.lists(st.tuples(texts, texts), max_size=5), st.lists(st.tuples(texts, texts), max_size=3))
def test_links_are_sound_whatever_the_texts(
    known: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    pairs = known[:2] + new
    alignments = Aligner.trained(known).align(pairs)
    assert len(alignments) == len(pairs)
    for (source, target), alignment in zip(pairs, alignments, strict=True):
        due: dict[tuple[int, int], float] = {}
        for link in alignment.links:
            assert link.source in words(source).spans
            assert link.target in words(target).spans
            assert isfinite(link.weight)
            assert 0 < link.weight <= 1
            due[link.target] = due.get(link.target, 0.0) + link.weight
        assert all(total <= 1.05 for total in due.values())


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("L’Économie qu'elle", "l' economie qu' elle"),
        ("1 234,5 1,234.5 2019", "12345 12345 2019"),
        ("développement dell'anno", "developp dell' anno"),
        ("« A » “b” peut-être", '" a " " b " peut - etre'),
        ("漢字", "漢 字"),
    ],
)
def test_words(text: str, keys: str) -> None:
    found = words(text)
    assert list(found.keys) == keys.split()
    assert [text[start:end] for start, end in found.spans] == [
        text[start:end] for start, end in sorted(found.spans) if start < end
    ]


def test_time_grows_with_the_text_alone() -> None:
    """Eight times the sentences take about eight times as long; a long one is cut in parts."""

    def seconds(pairs: list[tuple[str, str]]) -> float:
        begun = process_time()
        Aligner.trained(pairs).align(pairs)
        return process_time() - begun

    few = corpus()[:80]
    small = min(seconds(few) for _ in range(3))
    assert seconds(few * 8) < 20 * small + 0.1
    joined = [(" ".join(a for a, _ in few), " ".join(b for _, b in few))]
    assert seconds(joined) < 20 * small + 0.1
