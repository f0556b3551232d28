"""The benchmark of formatting: tags are read as they are spelled, and placements judged fairly."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "bench"))
import blanks
import placement
import xliff

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
