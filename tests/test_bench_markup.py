"""The benchmark of formatting: tags are read as they are spelled, and placements judged fairly."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "bench"))
import apart
import blanks
import outside
import placement
import sameness
import xliff

from l10n.alignment import Alignment, Link
from l10n.alignment.words import words
from l10n.markup.plan import plan

LINE = 'un <g id="1">mot <g id="2">doux</g></g>, <x id="3"/>ici &amp; là'


def test_tags_are_read_and_spelled_again() -> None:
    one = xliff.marked(LINE)
    assert one.text == "un mot doux, ici & là"
    assert [one.text[node.start : node.end] for node in one.nodes] == ["mot doux", "doux", ""]
    assert xliff.spelled(one) == LINE
    with pytest.raises(ValueError, match="nothing closes"):
        xliff.marked('<g id="1">mot')


@pytest.mark.parametrize(
    ("made", "f1", "exact", "away"),
    [
        ('un <g id="1">mot</g> doux', 100.0, 1, 0),
        ('<g id="1">un mot</g> doux', 200 / 3, 0, 2),
        ('un mot <g id="1">doux</g>', 0.0, 0, 7),
    ],
)
def test_placements_are_judged(made: str, f1: float, exact: int, away: int) -> None:
    gold = xliff.marked('un <g id="1">mot</g> doux')
    total = placement.Gold(gold).judged(gold, xliff.marked(made), ()).total
    assert total.f1 == pytest.approx(f1)
    assert (total.exact, total.away) == (exact, away)
    assert total.wrong == 1 - exact


def test_tags_of_one_kind_may_stand_for_each_other() -> None:
    gold = xliff.marked('<g id="1">un</g> <g id="2">mot</g>')
    made = xliff.marked('<g id="2">un</g> <g id="1">mot</g>')
    assert placement.Gold(gold, loosely=True).judged(gold, made, ()).total.exact == 2
    assert placement.Gold(gold).judged(gold, made, ()).total.exact == 0


def test_lost_and_crossed_tags_are_seen() -> None:
    gold = xliff.marked(LINE)
    lost = replace(gold, nodes=gold.nodes[:1])
    held = placement.Gold(gold).judged(gold, lost, ()).structure
    assert (held["segments"], held["multiset"], held["nesting"]) == (1, 0, 0)
    crossed = replace(gold, nodes=(gold.nodes[0], replace(gold.nodes[1], end=14), gold.nodes[2]))
    assert not placement.nests(crossed)


def test_blanks_are_written_around_words_and_read_again() -> None:
    one = plan(xliff.marked('[un] <g id="1">mot <g id="2">doux</g></g>'))
    assert blanks.blanked(one) == r"\[un\] [[0]]mot[[/]] [[0; 1]]doux[[/]]"
    came = blanks.read(one, r"\[a\] [[0; 1]]sweet[[/]] [[0]]word[[/]]")
    assert came.text == "[a] sweet word"
    found = [came.text[node.start : node.end] for node in came.nodes]
    assert found == ["sweet word", "sweet"]


def test_misplaced_words_and_empty_tags_are_counted() -> None:
    gold = xliff.marked('un <g id="1">mot doux</g>')
    made = xliff.marked('<g id="1">un mot</g> doux')
    assert placement.Gold(gold).judged(gold, made, ()).total.misplaced == 2
    empty = xliff.marked('un <g id="1"></g>mot doux')
    assert placement.Gold(gold).judged(gold, empty, ()).total.empty == 1


def test_intervals_are_around_the_figure_and_always_the_same() -> None:
    score = placement.Score()
    gold = xliff.marked('un <g id="1">mot</g> doux')
    for made in (*['<g id="1">un</g> mot doux'] * 5, *['un <g id="1">mot</g> doux'] * 15):
        score.add(placement.Gold(gold).judged(gold, xliff.marked(made), ()))
    low, high = score.interval(lambda one: one.f1)
    assert low < score.total.f1 == 75 < high
    assert (low, high) == score.interval(lambda one: one.f1)
    assert placement.Score().interval(lambda one: one.f1) == (0, 0)


# Split at tags


def aligned(*pairs: tuple[tuple[int, int], tuple[int, int]]) -> list[Alignment]:
    return [Alignment(tuple(Link(one, other, 1.0) for one, other in pairs), 1.0, "test")]


def test_stretches_apart_keep_the_order_of_the_source() -> None:
    one = plan(xliff.marked('le <g id="1">chat</g> noir'))
    assert [one.text[a:b] for a, b in apart.stretches(one)] == ["le ", "chat", " noir"]
    kept = aligned(((0, 2), (0, 3)), ((3, 7), (4, 7)), ((8, 12), (8, 13)))
    (node,) = apart.in_order(one, "the cat black", kept).marked.nodes
    assert (node.start, node.end) == (4, 7)
    swapped = aligned(((0, 2), (0, 3)), ((8, 12), (4, 9)), ((3, 7), (10, 13)))
    made = apart.in_order(one, "the black cat", swapped).marked
    assert made.nodes[0].start == 4  # as good as any: with `cat`, `black` comes into the tag
    assert placement.nests(made)


def test_drafts_of_stretches_are_put_together() -> None:
    one = plan(xliff.marked('le <g id="1">chat</g><x id="2"/> noir'))
    made = apart.joined(one, iter(["the ", "cat", " black"]))
    assert made.text == "the cat black"
    assert [(node.start, node.end) for node in made.nodes] == [(4, 7), (7, 7)]


def test_balanced_html_is_told() -> None:
    assert apart.balanced("<b>a</b> <b><b>c</b></b>")
    assert not apart.balanced("</b>a<b>")
    assert not apart.balanced("<b>a")


# eflomal's output: one line for each pair of sentences, the source's word first

OUTPUT = "0-0 1-2 2-1\n\n0-0 1-1\n"


def test_links_of_the_program_are_read() -> None:
    assert outside.points(OUTPUT) == [{(0, 0), (1, 2), (2, 1)}, set(), {(0, 0), (1, 1)}]


@pytest.mark.parametrize(
    ("forward", "reverse", "wanted"),
    [
        ({(0, 0), (1, 1)}, {(0, 0), (1, 1)}, {(0, 0), (1, 1)}),
        ({(0, 0), (1, 1)}, {(0, 0)}, {(0, 0), (1, 1)}),  # a neighbour of what both say
        ({(0, 0), (5, 5)}, {(0, 0)}, {(0, 0)}),  # no neighbour
        ({(0, 0), (1, 1), (0, 1)}, {(0, 0), (1, 1)}, {(0, 0), (1, 1)}),  # both words are taken
        ({(0, 0), (1, 1)}, {(0, 0), (2, 2)}, {(0, 0), (1, 1), (2, 2)}),  # of a neighbour
        ({(0, 0)}, {(1, 1)}, set()),
    ],
)
def test_both_directions_are_joined(
    forward: outside.Points, reverse: outside.Points, wanted: outside.Points
) -> None:
    assert outside.grown(forward, reverse) == wanted


def test_links_become_an_alignment() -> None:
    source, target = words("le chat noir"), words("the black cat")
    made = outside.linked(source, target, {(0, 0), (1, 2), (2, 1), (2, 2)})
    assert made.links == (
        Link((0, 2), (0, 3), 1.0),
        Link((3, 7), (10, 13), 0.5),
        Link((8, 12), (4, 9), 1.0),
        Link((8, 12), (10, 13), 0.5),
    )


@pytest.mark.skipif(not outside.program(), reason="eflomal is not installed")
def test_the_program_itself() -> None:
    found = outside.aligned([("le chat noir", "the black cat"), ("", "x"), ("le chat", "the cat")])
    assert [one.origin for one in found] == ["eflomal"] * 3


# The same text with and without formatting


def test_twins_say_the_same() -> None:
    for both in sameness.made_up(20):
        assert both.bare.asked.text == both.dressed.asked.text
        assert both.dressed.asked.spans
        assert not both.bare.asked.spans or both.bare.asked.atoms
