"""Wrapping: the width that lines were wrapped at, and lines filled up to it."""

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


def test_an_endless_line_is_never_broken() -> None:
    assert wrapped("mot " * 999 + "fin", Wrapping(ENDLESS, "\n"), never) == ["mot " * 999 + "fin"]


def test_recognizable() -> None:
    assert recognizable("Une phrase avec 言葉.")
    assert not recognizable("言葉の海 (HTML)。言葉の海。")
    assert not recognizable("مرحبا بالعالم")
    assert not recognizable("สวัสดีชาวโลก")
