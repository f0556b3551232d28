"""Wrapping: the width that lines were wrapped at, and lines filled up to it."""

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.document import Wrapping
from l10n.wrapping import ENDLESS, SHORTEST, columns, end_column, recognizable, told, words, wrapped

TEXT = st.lists(st.text("abcdéf-", min_size=1, max_size=14), min_size=1).map(" ".join)


def never(word: str) -> bool:
    return word == ""


def test_columns() -> None:
    assert [columns(text) for text in ("", "été", "\t", "a\tb", "言葉", "e\u0301")] == [
        0, 3, 8, 9, 4, 1,
    ]  # fmt: skip


def test_the_width_that_most_lines_allow() -> None:
    assert told([(70, 5), (68, 6), (72, 4), (71, 3)]) == 72
    assert told([(70, 5), (68, 6), (72, 4), (45, 2)]) == 72


def test_short_long_and_scattered_lines_tell_no_width() -> None:
    assert told([]) == 0
    assert told([(30, 5), (31, 6), (32, 4)]) == 0
    assert told([(150, 5), (300, 6), (500, 4)]) == 0
    assert told([(50, 1), (75, 1), (100, 1), (115, 1)]) == 0


PAIRS = {
    "what both allow": ([(50, 2), (52, 1)], 52),
    "the narrower, where two lines allow nothing in common": ([(50, 1), (52, 1)], 50),
    "what two of three allow": ([(50, 1), (50, 1), (60, 1)], 50),
    "what three of five allow": ([(50, 1)] * 2 + [(60, 1)] * 3, 60),
    "just enough lines that fit": ([(50, 1)] * 3 + [(60, 1)] * 2, 50),
    "two lines of five fit": ([(50, 1)] * 2 + [(70, 1), (80, 1), (90, 1)], 0),
    "the shortest that is no verse": ([(40, 5)], 40),
    "verse": ([(39, 5)], 0),
    "verse among lines that are none": ([(39, 40), (60, 5)], 60),
    "the widest": ([(120, 5)], 120),
    "wider than anybody wraps": ([(121, 5)], 0),
    "a word that would have gone beyond the widest": ([(110, 30), (118, 30)], 118),
    "a line as short as may be": ([(60, 1), (60, 1), (47, 1), (100, 1)], 60),
    "a line that is shorter": ([(60, 1), (60, 1), (46, 1), (100, 1)], 0),
    "a line as long as may be": ([(60, 1), (60, 1), (62, 1), (100, 1)], 60),
    "a line that is longer": ([(60, 1), (60, 1), (63, 1), (100, 1)], 0),
}


@pytest.mark.parametrize("name", PAIRS)
def test_widths(name: str) -> None:
    pairs, width = PAIRS[name]
    assert told(pairs) == width


@given(
    st.lists(st.text("abc", min_size=1, max_size=9), min_size=60, max_size=90),
    st.integers(52, 120),
)
def test_the_width_that_is_told_gives_the_same_lines(text: list[str], width: int) -> None:
    lines = textwrap.wrap(" ".join(text), width)
    pairs = [(len(line), len(after.split()[0])) for line, after in pairwise(lines)]
    again = textwrap.wrap(" ".join(text), told(pairs))
    assert again[: len(pairs)] == lines[:-1]  # the last one goes on nowhere


def pieces(text: str, *openers: str) -> list[str]:
    return [text[a:b] for a, b in words(text, lambda word: word in openers)]


def test_words_stay_with_what_would_open_a_line() -> None:
    assert pieces("un deux") == ["un", "deux"]
    assert pieces("un - deux", "-") == ["un -", "deux"]
    assert pieces("un - - deux", "-") == ["un - -", "deux"]
    assert pieces("- un", "-") == ["-", "un"]
    assert pieces("12\u00a0500 habitants") == ["12\u00a0500", "habitants"]
    assert pieces(" ") == []


@given(TEXT, st.integers(40, 100), st.integers(0, 20))
def test_lines_are_full_and_whole(text: str, width: int, indent: int) -> None:
    layout = Wrapping(width, "\n", indent)
    lines = wrapped(text, layout, never)
    assert " ".join(lines) == text
    taken = [indent + columns(lines[0]), *map(columns, lines[1:])]
    for length, following in zip(taken, lines[1:], strict=False):
        assert length >= SHORTEST * width
        assert length + 1 + columns(following.split(" ")[0]) > width
    longest = 14
    assert all(length <= max(width, SHORTEST * width + 1 + longest) for length in taken)
    assert end_column(lines, layout) == taken[-1]


def test_a_short_line_takes_a_word_that_is_too_long() -> None:
    address = "https://example.org/" + "x" * 60
    assert wrapped(f"Voir {address} ici.", Wrapping(60, "\n"), never) == [f"Voir {address}", "ici."]


def test_a_line_is_short_up_to_three_fifths_of_the_width() -> None:
    layout = Wrapping(50, "\n")
    long = "x" * 30
    assert wrapped(f"{'y' * 30} {long}", layout, never) == ["y" * 30, long]
    assert wrapped(f"{'y' * 29} {long}", layout, never) == [f"{'y' * 29} {long}"]


def test_an_endless_line_is_never_broken() -> None:
    assert wrapped("mot " * 999 + "fin", Wrapping(ENDLESS, "\n"), never) == ["mot " * 999 + "fin"]


def test_recognizable() -> None:
    assert recognizable("Une phrase avec 言葉.")
    assert not recognizable("言葉の海 (HTML)。言葉の海。")
    assert not recognizable("مرحبا بالعالم")
    assert not recognizable("สวัสดีชาวโลก")
    assert not recognizable("ab言葉")
    assert recognizable("abc言葉")
    assert not recognizable("abc言葉海の")
