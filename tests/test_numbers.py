"""Numbers: what a draft has lost of its source's, and what it only wrote otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.numbers import (
    GROUPING,
    Run,
    cut,
    figures,
    kept,
    lost,
    rewritten,
    romans,
    runs,
    same_decade,
    spelled,
    take,
    thousandfold,
)

KEPT = {
    "as it was": ("Il a 21 ans.", "Tiene 21 años."),
    "in words": ("Il a 15 ans.", "Tiene quince años."),
    "a clock of twelve hours": ("Il part à 15 h 45.", "Sale a las 3:45."),
    "a clock without spaces": ("Il part à 15h45.", "Sale a las 3.45."),
    "a full hour": ("Il part à 21h.", "Sale a las 9."),
    "a clock with a colon": ("Il part à 15:45.", "Sale a las 3.45."),
    "a date apart": ("Le 14.06.2022.", "El 14 de 06 de 2022."),
    "a Roman century": ("Au 21e siècle.", "En el siglo XXI."),
    "a decade": ("Les années 1930.", "Los años 30."),
    "thousands in a word": ("Il y a 24 000 ponts.", "Hay 24 mil puentes."),
    "thousands of millions": ("Il coûte 2,3 milliards.", "Cuesta 2300 millones."),
    "an idiom said once": ("Ouvert 24 heures sur 24.", "Abierto las 24 horas."),
    "ten thousands in a word": ("Il y a 250 000 ponts.", "橋は25万本。"),
    "none": ("Il n’y en a pas.", "No hay 21."),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_is_only_written_otherwise(name: str) -> None:
    assert lost(*KEPT[name]) == ""


LOST = {
    "another number": ("Il a 21 ans.", "Tiene 22 años.", "21"),
    "none": ("Il y a 21 ponts.", "Hay puentes.", "21"),
    "a small one beside a changed one": ("Il a 15 ans.", "Tiene 51 años.", "15"),
    "the first of two": ("De 31 à 42.", "De a.", "31"),
    "the second of two": ("De 31 à 42.", "De 31 a.", "42"),
    "one of two that are alike": ("De 31 à 31.", "De 31 a.", "31"),
    "part of another number": ("Il y a 345 ponts.", "Hay 1345 puentes.", "345"),
    "an hour of the morning": ("Il part à 11 h 45.", "Sale a las 3:45.", "11"),
    "the hour of a clock with a colon": ("Il part à 11:45.", "Sale a las 3.45.", "11:45"),
    "the minutes of a clock": ("Il part à 15 h 45.", "Sale a las 3:50.", "45"),
    "the minutes of a clock with a colon": ("Il part à 15:45.", "Sale a las 3:50.", "15:45"),
    "no hour": ("Il y a 22 hommes.", "Hay 10 hombres.", "22"),
    "half a date": ("Le 14.06.2022.", "El 14 de 2022.", "14.06.2022"),
    "another century": ("Au 21e siècle.", "En el siglo XX.", "21"),
    "millions, not thousands of them": ("Il coûte 2,3 millions.", "Cuesta 2300.", "2,3"),
    "other thousands of millions": ("Il coûte 2,3 milliards.", "Cuesta 2400 millones.", "2,3"),
    "another idiom": ("Ouvert 24 heures sur 25.", "Abierto las 24 horas.", "25"),
}


@pytest.mark.parametrize("name", LOST)
def test_what_is_lost(name: str) -> None:
    source, draft, number = LOST[name]
    assert lost(source, draft) == number


NUMBERS = st.integers(21, 10**12).filter(lambda number: number % 10)


@given(NUMBERS, st.sampled_from(GROUPING))
def test_a_number_may_be_grouped_otherwise(number: int, mark: str) -> None:
    grouped = f"{number:,}".replace(",", mark)
    assert lost(f"Il y a {number} ponts.", f"Hay {grouped} puentes.") == ""


@given(NUMBERS, NUMBERS)
def test_another_number_is_none(number: int, other: int) -> None:
    expected = "" if number == other else str(number)
    assert lost(f"Il y a {number} ponts.", f"Hay {other} puentes.") == expected


WORDS = {
    **dict.fromkeys(("0", "9", "15", "19", "20", "30", "90", "100"), True),
    **dict.fromkeys(("21", "22", "27", "33", "99", "101", "110", "1234"), False),
    **dict.fromkeys(("15 000", "20 000 000", "100 000 000"), True),  # fifteen thousand
    **dict.fromkeys(("21 000", "1 000 000 000"), False),
    **dict.fromkeys(("1,5", "1.5", "1,25", "1:30"), False),
}


@pytest.mark.parametrize("number", WORDS)
def test_what_languages_write_in_words(number: str) -> None:
    assert spelled(number, unexplained=False) == WORDS[number]
    assert not spelled(number, unexplained=True), "the draft has another number in its place"


@pytest.mark.parametrize(
    ("number", "before", "found", "after"),
    [
        ("21", [["21"]], True, []),
        ("21", [["2", "1"]], True, []),
        ("21", [["2"], ["1"]], False, [["2"], ["1"]]),
        ("21", [["121"]], False, [["121"]]),
        ("10:30", [["10", "30"]], True, []),
        ("10:30", [["30"], ["10"]], True, []),
        ("10:30", [["10"], ["31"]], False, [["10"], ["31"]]),
        ("10:30", [["2021", "10"], ["30", "7"]], True, [["2021"], ["7"]]),
        ("10:30", [["9", "8"], ["1", "10", "2"], ["30"]], True, [["9", "8"], ["1"], ["2"]]),
        ("10.10", [["10"]], False, [["10"]]),
        ("10.10", [["10"], ["10"]], True, []),
        ("10 300", [["10"], ["300"]], False, [["10"], ["300"]]),
        ("10 300", [["5"], ["10", "300"]], True, [["5"]]),
    ],
)
def test_keeping(number: str, before: list[Run], found: bool, after: list[Run]) -> None:
    assert (kept(number, before), before) == (found, after)


@pytest.mark.parametrize(
    ("digits", "before", "found", "after"),
    [
        ("244890", [["7", "244", "890", "1"]], True, [["7"], ["1"]]),
        ("890", [["3"], ["244", "890"], ["890"]], True, [["3"], ["244"], ["890"]]),
        ("12345", [["1", "2", "3", "4", "5"]], True, []),
        ("123456", [["1", "2", "3", "4", "5", "6"]], False, [["1", "2", "3", "4", "5", "6"]]),
        ("12", [["1"], ["2"]], False, [["1"], ["2"]]),
        ("1", [], False, []),
    ],
)
def test_taking(digits: str, before: list[Run], found: bool, after: list[Run]) -> None:
    assert (take(digits, before), before) == (found, after)


def test_what_stands_around_what_is_cut_is_two_runs() -> None:
    left = [["0"], ["1", "2", "3", "4"], ["5"]]
    cut(left, 1, 1, 3)
    assert left == [["0"], ["1"], ["4"], ["5"]]
    cut(left, 1, 0, 1)
    assert left == [["0"], ["4"], ["5"]]


@pytest.mark.parametrize(
    ("number", "groups", "source", "draft", "found"),
    [
        ("1930", ["30"], "", "los años 30", True),
        ("1930", ["40"], "", "los años 40", False),
        ("1830", ["30"], "", "los años 30", False),
        ("1830", ["30"], "", "los años 30 del siglo XIX", True),
        ("1830", ["30"], "du XIXe siècle", "los años 30", False),
        ("30", ["1830"], "les années 30 du XIXe siècle", "los años 1830", True),
        ("30", ["1830"], "les années 30", "los años 1830 del siglo XIX", False),
        ("30", ["1930"], "les années 30", "los años 1930", True),
        ("24 000", ["24"], "", "24 mil puentes", True),
        ("24 000", ["24"], "", "24 puentes", False),
        ("24 000", ["5"], "", "24 mil puentes", False),
        ("24 000 000", ["24"], "", "24 mil millones", True),
        ("24 001", ["24"], "", "24 mil puentes", False),
        ("124 000", ["24"], "", "24 mil puentes", False),
    ],
)
def test_other_shapes(number: str, groups: list[str], source: str, draft: str, found: bool) -> None:
    left = [["7"], groups, ["8"]]
    assert rewritten(number, left, source, draft) == found
    assert left == ([["7"], ["8"]] if found else [["7"], groups, ["8"]])


@pytest.mark.parametrize(
    ("one", "other", "text", "same"),
    [
        ("60", "1960", "", True),
        ("1960", "60", "", True),
        ("10", "2010", "", True),
        ("20", "2020", "", True),
        ("30", "2030", "", False),
        ("00", "1900", "", False),
        ("60", "1860", "", False),
        ("60", "1860", "au XIXe siècle", True),
        ("60", "1860", "au 19e siècle", True),
        ("60", "1860", "au 18e siècle", False),
        ("60", "1860", "au XXe siècle", False),
        ("60", "60", "", False),
        ("1960", "1960", "", False),
        ("60", "960", "au 10e siècle", False),
        ("0", "1960", "", False),
        ("960", "1960", "", False),
        ("50", "1960", "", False),
    ],
)
def test_a_decade_and_its_year(one: str, other: str, text: str, same: bool) -> None:
    assert same_decade(one, other, text) == same


@pytest.mark.parametrize(
    ("number", "millions", "same"),
    [
        ("2,3", "2300", True),
        ("2.34", "2340", True),
        ("2", "2000", True),
        ("2,3", "2400", False),
        ("2,3", "230", False),
        ("2,3", "23000", False),
        ("10:30", "10300", False),
    ],
)
def test_thousand_millions_are_given_in_millions(number: str, millions: str, same: bool) -> None:
    assert thousandfold(number, [["5"], [millions]]) == same


@pytest.mark.parametrize(
    ("numeral", "value"),
    {
        "I": 1, "II": 2, "IV": 4, "IX": 9, "XIX": 19, "XIXe": 19, "XX": 20, "XL": 40, "CD": 400,
        "MDCLXVI": 1666, "MCMXCIV": 1994,
    }.items(),
)  # fmt: skip
def test_roman_numerals(numeral: str, value: int) -> None:
    assert list(romans(f"au {numeral} siècle")) == [str(value)]


def test_what_is_no_roman_numeral() -> None:
    assert list(romans("Il Ment en Xe et en MCe")) == ["10"]


def test_figures_of_any_script() -> None:
    assert figures("En ٢٠٢١, १२ x ３") == ["2021", "12", "3"]
    assert runs("٢٤٤٬٨٩٠ y 1  2, 3 y 4:5") == [["244", "890"], ["1"], ["2"], ["3"], ["4", "5"]]
