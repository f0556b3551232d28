"""Every module of a room is registered, and everything registered meets its Protocol's laws."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench import Command

from l10n.engines import Package
from l10n.plugins import engines, formats

TOP = Path(__file__).parents[1]
POINTS = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
OTHERS = {"routing"}  # modules of a room that offer nothing by themselves


@pytest.mark.parametrize(("room", "objects"), [("formats", formats()), ("engines", engines())])
def test_modules_and_names_agree(room: str, objects: dict[str, object]) -> None:
    folder = TOP / "l10n" / room
    modules = {path.stem for path in folder.iterdir() if re.match(r"[a-z]\w*(\.py)?$", path.name)}
    assert modules - OTHERS - {"__init__"} == set(POINTS[f"l10n.{room}"])
    assert set(objects) >= set(POINTS[f"l10n.{room}"])


def test_suffixes_are_claimed_once() -> None:
    claimed = [suffix for form in formats().values() for suffix in form.suffixes]
    assert len(claimed) == len(set(claimed))
    assert all(re.fullmatch(r"\.[a-z0-9.]+", suffix) for suffix in claimed)


def some_packages() -> list[Package]:
    return [
        package
        for name in ("apertium", "pseudo")
        for package in engines()[name].packages("fr")
        if package.pair.source == "fr" and package.pair.target in ("es", "ca")
    ]


@pytest.mark.parametrize("package", some_packages(), ids=str)
def test_engine_laws(package: Package) -> None:
    engine = engines()[package.engine]
    with engine.open(package) as session:

        @given(
            st.lists(st.sampled_from(["", "La mer.", "Il a dit « non ».", "a{b}c ^d$ [e]", "12"]))
        )
        def law(sentences: list[str]) -> None:
            answers = session.translate(sentences)
            assert len(answers) == len(sentences)
            assert all(answer == "" for s, answer in zip(sentences, answers, strict=True) if not s)
            assert session.translate(sentences) == answers
            alone = [session.translate([sentence])[0] for sentence in sentences]
            assert alone == answers

        law()


def test_engines_say_how_to_get_more(l10n: Command, workspace: Path) -> None:
    result = l10n("doctor", "--to", "de")
    assert result.code == 1
    assert "l10n models install fr de" in result.out
    assert "--engine" not in result.err
    assert not (workspace / "locales").exists()
