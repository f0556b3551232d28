"""The benchmark's made-up articles: the same at every run, and fit to be compared."""

import sys
from pathlib import Path

import pytest

from l10n import po
from l10n.catalog import Catalog, Unit
from l10n.plugins import formats

sys.path.append(str(Path(__file__).parents[1] / "bench"))
import articles
import documents
import peers

SIZES = {"markdown": 3200, "text": 2900, "html": 3000}
each_spelling = pytest.mark.parametrize("name", articles.SPELLINGS)


@each_spelling
def test_articles_are_the_same_at_every_run(name: str, tmp_path: Path) -> None:
    for folder in (tmp_path / "one", tmp_path / "two"):
        articles.write(folder, name, 20)
    pairs = zip(*(sorted((tmp_path / one).iterdir()) for one in ("one", "two")), strict=True)
    texts = [(one.read_bytes(), two.read_bytes()) for one, two in pairs]
    assert all(one == two for one, two in texts)
    assert len({one for one, _ in texts}) == 20
    average = sum(len(one) for one, _ in texts) / len(texts)
    assert average == pytest.approx(SIZES[name], rel=0.1)


@each_spelling
def test_a_format_reads_them(name: str) -> None:
    if name not in formats():
        pytest.skip(f"{name} is not registered")
    _, spelled = articles.SPELLINGS[name]
    text = spelled(articles.Writer(3).article(3))
    assert "{" not in text, "a blank was not filled"
    assert 15 <= len(formats()[name].configured({}, "fr").parse(text).segments) <= 35


def test_every_blank_can_be_filled() -> None:
    writer = articles.Writer(1)
    assert all(writer.drawn(name).strip() for name in writer.BLANKS)


def test_filling_leaves_the_rest_of_a_catalog(tmp_path: Path) -> None:
    folder = tmp_path / "locales/es/LC_MESSAGES"
    folder.mkdir(parents=True)
    units = (Unit("Sur la mer <b title='de la'>", references=("a:1",)), Unit("Oui"))
    (folder / "a.po").write_bytes(po.dump(Catalog(units=units)))
    documents.fill(tmp_path, documents.foreign)
    targets = [unit.target for unit in po.load((folder / "a.po").read_bytes()).units]
    assert targets == ["Sur las mer <b title='de la'>", "Oui"]


def test_ours_is_compared_with_the_best_of_others() -> None:
    ours, *others = found = [documents.Measured(peers.OURS) for _ in range(3)]
    for measured, extract, rebuild in zip(found, (300, 200, 100), (60, 40, 80), strict=True):
        measured.speeds["extract"] += [extract / 2, extract, extract * 9]
        measured.speeds["rebuild"] += [rebuild]
    assert documents.ratios([ours, *others]) == {"extract": 1.5, "rebuild": 0.75}
    assert documents.ratios([ours]) == {}
