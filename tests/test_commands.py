"""The commands as people use them, end to end, with the pseudo engine."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from workbench import Command, tree

from l10n import po
from l10n.catalog import State

ES = "locales/es/LC_MESSAGES/a.po"
OUT = "localized/es/a.txt"


def set_target(path: Path, source: str, target: str, *, final: bool = True) -> None:
    """Edit one entry the way a text editor does."""
    text = path.read_text("utf-8")
    before, found, after = text.partition(f'msgid "{source}"\n')
    assert found, source
    after = re.sub(r'msgstr ".*"', lambda _: f'msgstr "{target}"', after, count=1)
    if final:
        head, _, comments = before.rpartition("\n\n")
        before = f"{head}\n\n" + comments.replace("#, fuzzy\n", "")
    path.write_text(before + found + after, "utf-8")


def test_translate_makes_everything(l10n: Command, workspace: Path) -> None:
    result = l10n("translate", "source/a.txt", "--to", "es,ca")
    assert result.code == 0, result.err
    assert set(tree(workspace)) == {
        "l10n.toml", "source/a.txt", "locales/a.pot",
        ES, "locales/ca/LC_MESSAGES/a.po", OUT, "localized/ca/a.txt",
    }  # fmt: skip
    assert ES in result.out
    catalog = po.load((workspace / ES).read_bytes())
    assert {unit.state for unit in catalog.units} == {State.DRAFT}
    origin = catalog.units[0].origin
    assert origin is not None
    assert (origin.route, origin.packages.split()[0]) == ("fr>es", "pseudo")
    assert catalog.field("Language") == "es"
    assert catalog.field("Plural-Forms") == "nplurals=2; plural=(n != 1);"


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
def test_gettext_accepts_what_is_written(l10n: Command, workspace: Path) -> None:
    l10n("translate")
    compiling = ["msgfmt", "-c", "-o", "/dev/null", str(workspace / ES)]
    ran = subprocess.run(compiling, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    for path in (workspace / ES, workspace / "locales/a.pot"):
        ran = subprocess.run(["msgcat", "--no-wrap", path], capture_output=True, check=False)
        assert ran.stdout == path.read_bytes()


def test_a_second_run_writes_nothing(l10n: Command, workspace: Path) -> None:
    l10n("translate")
    before = {p: p.stat().st_mtime_ns for p in workspace.rglob("*")}
    again = l10n("translate")
    assert (again.code, again.out) == (0, "")
    assert "Nothing to do" in again.err
    assert {p: p.stat().st_mtime_ns for p in workspace.rglob("*")} == before


def test_the_skeleton_is_kept(l10n: Command, workspace: Path) -> None:
    l10n("translate")
    source = (workspace / "source/a.txt").read_text("utf-8").split("\n")
    made = (workspace / OUT).read_text("utf-8").split("\n")
    assert len(made) == len(source)
    for was, now in zip(source, made, strict=True):
        assert was[:4].strip(" •") == "" or now[:1] == "⟦" or was == now
        assert bool(was) == bool(now)


def test_a_persons_edit_changes_one_line(l10n: Command, workspace: Path) -> None:
    l10n("translate")
    before = (workspace / OUT).read_text("utf-8").split("\n")
    set_target(workspace / ES, "Coopération renforcée", "Cooperación reforzada")
    catalog = (workspace / ES).read_bytes()
    assert l10n("build").code == 0
    after = (workspace / OUT).read_text("utf-8").split("\n")
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert [b for _, b in changed] == ["Cooperación reforzada"]
    for arguments in (["translate"], ["translate", "--redraft"], ["extract"], ["build"]):
        l10n(*arguments)
        assert (workspace / ES).read_bytes() == catalog


def test_an_edited_draft_is_kept_while_it_is_fuzzy(l10n: Command, workspace: Path) -> None:
    l10n("translate")
    set_target(workspace / ES, "Coopération renforcée", "Cooperación ¿reforzada?", final=False)
    l10n("translate", "--redraft")
    assert "Cooperación ¿reforzada?" in (workspace / ES).read_text("utf-8")
    assert "Cooperación ¿reforzada?" in (workspace / OUT).read_text("utf-8")


def test_only_overwrite_final_overwrites_and_names_it(l10n: Command, workspace: Path) -> None:
    l10n("translate")
    set_target(workspace / ES, "Coopération renforcée", "Cooperación reforzada")
    result = l10n("translate", "--overwrite-final")
    assert "Cooperación reforzada" not in (workspace / ES).read_text("utf-8")
    assert re.search(rf"{ES}:\d+: replaced: Cooperación reforzada", result.err)
    assert result.err.count("replaced") == 1


def test_a_changed_source(l10n: Command, workspace: Path) -> None:
    l10n("translate")
    set_target(workspace / ES, "Coopération renforcée", "Cooperación reforzada")
    article = workspace / "source/a.txt"
    text = article.read_text("utf-8")
    article.write_text(text.replace("Coopération renforcée", "Coopération très renforcée"), "utf-8")
    result = l10n("translate")
    units = {u.source: u for u in po.load((workspace / ES).read_bytes()).active}
    stale = units["Coopération très renforcée"]
    assert (stale.state, stale.target) == (State.STALE, "Cooperación reforzada")
    assert stale.previous
    assert stale.previous.source == "Coopération renforcée"
    assert "Coopération très renforcée" in (workspace / OUT).read_text("utf-8")
    assert "1 stale" in result.err
    l10n("build", "--ship", "any")
    assert "Cooperación reforzada" in (workspace / OUT).read_text("utf-8")
    article.write_text(text, "utf-8")
    l10n("translate")
    back = {u.source: u for u in po.load((workspace / ES).read_bytes()).active}
    assert back["Coopération renforcée"].state is State.FINAL


def test_a_changed_source_of_a_draft_is_drafted_again(l10n: Command, workspace: Path) -> None:
    l10n("translate")
    article = workspace / "source/a.txt"
    text = article.read_text("utf-8").replace("Coopération renforcée", "Coopération très renforcée")
    article.write_text(text, "utf-8")
    l10n("translate")
    units = {u.source: u for u in po.load((workspace / ES).read_bytes()).active}
    assert units["Coopération très renforcée"].state is State.DRAFT
    assert len(units["Coopération très renforcée"].target) > len("Coopération très renforcée")


def test_ship_final_keeps_the_source_for_drafts(l10n: Command, workspace: Path) -> None:
    result = l10n("translate", "--ship", "final")
    assert (workspace / OUT).read_bytes() == (workspace / "source/a.txt").read_bytes()
    assert "draft" in result.err


def test_status(l10n: Command, workspace: Path) -> None:
    before = l10n("status", "--json")
    assert json.loads(before.out)[0]["translated_percent"] == 0
    l10n("translate")
    (row,) = json.loads(l10n("status", "--json").out)
    assert (row["locale"], row["article"], row["translated_percent"]) == ("es", "source/a.txt", 100)
    assert row["final_percent"] == 0
    assert row["segments"]["draft"] == sum(row["segments"].values()) > 10
    table = l10n("status").out.splitlines()
    assert table[0].split()[:4] == ["locale", "article", "segments", "words"]
    assert table[1].split()[:2] == ["es", "source/a.txt"]
    assert not (workspace / "nothing").exists()


def test_check(l10n: Command, workspace: Path) -> None:
    missing = l10n("check")
    assert (missing.code, missing.out.count("is missing")) == (1, 1)
    l10n("translate")
    assert l10n("check").code == 0
    (workspace / OUT).write_text("x", "utf-8")
    stale = l10n("check")
    assert stale.code == 1
    assert stale.out.startswith(f"{OUT}:1: error: is not what `l10n build` would write [built]")
    l10n("build")
    article = workspace / "source/a.txt"
    article.write_bytes(article.read_bytes() + b"\n\nUn paragraphe de plus.")
    found = json.loads(l10n("check", "--json").out)
    assert {finding["check"] for finding in found} == {"fresh", "complete", "built"}


def test_check_thresholds(l10n: Command, workspace: Path) -> None:
    l10n("translate")
    with (workspace / "l10n.toml").open("a", encoding="utf-8") as settings:
        settings.write("minimum = { final = 10 }\n")
    result = l10n("check")
    assert result.code == 1
    assert "0 % of the words are final, of 10 % wanted [complete]" in result.out


def test_excluded_segments_are_no_text(l10n: Command, workspace: Path) -> None:
    with (workspace / "l10n.toml").open("a", encoding="utf-8") as settings:
        settings.write('exclude = ["Web Analytics", "Plus"]\n')
    l10n("translate")
    assert (workspace / OUT).read_text("utf-8").startswith("Web Analytics\n")
    assert "Analytics" not in (workspace / ES).read_text("utf-8")


def test_init(l10n: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert l10n("init", "--to", "es,pt-br").code == 0
    assert 'targets = ["es", "pt-BR"]' in (tmp_path / "l10n.toml").read_text("utf-8")
    assert (tmp_path / "source").is_dir()
    empty = l10n("status")
    assert (empty.code, "source: holds no articles (" in empty.err) == (2, True)
    again = l10n("init")
    assert again.code == 2
    assert "is there already" in again.err


def test_one_bad_catalog_stops_no_other_article(l10n: Command, workspace: Path) -> None:
    (workspace / "source/b.txt").write_text("Bonjour à tous\n", "utf-8")
    l10n("translate")
    (workspace / ES).write_text('msgid "un', "utf-8")
    (workspace / "source/b.txt").write_text("Bonjour à toutes\n", "utf-8")
    result = l10n("translate")
    assert result.code == 2
    assert f"l10n: error: {ES}:1: has an unclosed" in result.err
    assert (workspace / ES).read_text("utf-8") == 'msgid "un'
    assert "Bonjour à toutes" not in (workspace / "localized/es/b.txt").read_text("utf-8")


def test_quiet_says_results_only(l10n: Command, workspace: Path) -> None:
    assert l10n("--quiet", "translate").err == ""
    assert l10n("-q", "-C", workspace, "translate").out == ""


ENGINES_OWN = "ctranslate2 argostranslate numpy sentencepiece torch"


def brought_in(arguments: list[str], libraries: str) -> str:
    """Run a command in a process of its own; list which of some libraries it imported."""
    code = (
        "import sys; heavy = set(sys.argv[1].split()); sys.argv = ['l10n', *sys.argv[2:]]\n"
        "from l10n.cli import run\n"
        "try: run()\n"
        "except SystemExit: pass\n"
        "print('HEAVY', sorted(heavy & set(sys.modules)))\n"
    )
    command = [sys.executable, "-c", code, libraries, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("arguments", [["--help"], ["status"], ["check"], ["translate", "--help"]])
def test_heavy_libraries_stay_out(arguments: list[str]) -> None:
    assert brought_in(arguments, ENGINES_OWN).endswith("HEAVY []\n")


def test_an_output_never_lands_on_a_source(l10n: Command, workspace: Path) -> None:
    (workspace / "localized").mkdir()
    (workspace / "localized/es").symlink_to("../source")
    before = (workspace / "source/a.txt").read_bytes()
    result = l10n("translate")
    assert result.code == 2
    assert "leads through a link to source, where it may not lie" in result.err
    assert (workspace / "source/a.txt").read_bytes() == before


def test_a_catalog_saved_meanwhile_is_read_again(
    l10n: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A translator saves between our reading and our writing: their words stay."""
    from l10n.article import Article

    l10n("translate")
    article = workspace / "source/a.txt"
    article.write_bytes(article.read_bytes() + b"\n\nUn paragraphe de plus.")
    save, meanwhile = Article.save, [1]

    def interrupted(self: Article, *arguments: object) -> Path | None:
        if meanwhile:
            meanwhile.clear()
            set_target(workspace / ES, "Coopération renforcée", "Cooperación reforzada")
        return save(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Article, "save", interrupted)
    assert l10n("translate").code == 0
    units = {u.source: u for u in po.load((workspace / ES).read_bytes()).active}
    assert units["Coopération renforcée"].target == "Cooperación reforzada"
    assert units["Un paragraphe de plus."].state is State.DRAFT


def test_a_catalog_without_an_article_is_told(l10n: Command, workspace: Path) -> None:
    l10n("translate")
    (workspace / "source/a.txt").rename(workspace / "source/b.txt")
    l10n("translate")
    result = l10n("check")
    assert result.code == 0
    assert f"{ES}:1: warning: belongs to no article" in result.out


def test_a_header_that_lacks_fields_gets_the_locales_own(l10n: Command, workspace: Path) -> None:
    (workspace / ES).parent.mkdir(parents=True)
    (workspace / ES).write_bytes(b'msgid ""\nmsgstr "X-Mine: 1\\n"\n')
    assert l10n("translate").code == 0
    catalog = po.load((workspace / ES).read_bytes())
    assert (catalog.field("Language"), bool(catalog.field("Plural-Forms"))) == ("es", True)


def test_paths_from_elsewhere(
    l10n: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert l10n("translate", ".").code == 0
    assert l10n("translate", ".").out == ""
    monkeypatch.chdir(workspace / "source")
    assert l10n("-C", "..", "status").code == 0
    assert l10n("status", "a.txt").code == 0
    assert l10n("status", "a" * 300).code == 2


def test_a_target_that_breaks_its_article_is_refused(l10n: Command, workspace: Path) -> None:
    """The source text stands in for it, all else is built, and it is said where and why."""
    l10n("translate")
    set_target(workspace / ES, "Coopération renforcée", "2024")
    catalog = (workspace / ES).read_bytes()
    line = catalog.decode().partition('msgid "Coopération renforcée"')[0].count("\n")
    result = l10n("build")
    assert result.code == 1
    assert re.search(rf"{ES}:(\d+): error: would not be read as text; .*\[structure\]", result.err)
    where = re.search(rf"{ES}:(\d+): error", result.err)
    assert where is not None
    assert abs(int(where[1]) - line) < 6
    built = (workspace / OUT).read_text("utf-8").split("\n")
    assert "Coopération renforcée" in built
    assert sum("⟦" in text for text in built) > 10
    assert (workspace / ES).read_bytes() == catalog
    shutil.rmtree(workspace / "localized")
    checked = l10n("check")
    assert (checked.code, checked.out.count("[structure]")) == (1, 1)
    assert l10n("--quiet", "build").err.count("[structure]") == 1
    assert l10n("translate").code == 1


@pytest.mark.parametrize("ship", ["final", "draft", "any"])
def test_check_finds_what_breaks_before_it_ships(l10n: Command, workspace: Path, ship: str) -> None:
    l10n("translate")
    set_target(workspace / ES, "Coopération renforcée", "2024", final=False)
    with (workspace / "l10n.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'ship = "{ship}"\n')
    assert l10n("check").out.count("[structure]") == 1


def test_check_says_nothing_of_stale_targets_that_do_not_ship(
    l10n: Command, workspace: Path
) -> None:
    l10n("translate")
    set_target(workspace / ES, "Coopération renforcée", "2024")
    article = workspace / "source/a.txt"
    text = article.read_text("utf-8")
    article.write_text(text.replace("Coopération renforcée", "Coopération très renforcée"), "utf-8")
    l10n("extract")
    assert "[structure]" not in l10n("check").out
    assert "[structure]" not in l10n("build").err
    with (workspace / "l10n.toml").open("a", encoding="utf-8") as settings:
        settings.write('ship = "any"\n')
    assert "[structure]" in l10n("check").out
    assert "[structure]" in l10n("build").err


def test_a_format_that_loses_something_writes_nothing(
    l10n: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from l10n.document import Document
    from l10n.formats.text import Text

    parse = Text.parse
    monkeypatch.setattr(Text, "parse", lambda *given: Document(parse(*given).parts[1:]))
    before = tree(workspace)
    result = l10n("translate")
    assert result.code == 2
    assert "source/a.txt: is not given back as it was by its format" in result.err
    assert "Please report it" in result.err
    assert tree(workspace) == before


def test_format_reads_what_it_is_told_to(l10n: Command, workspace: Path) -> None:
    article = workspace / "source/b.notes"
    article.write_text("# Le port\n\nUne *grande* ville.\n", "utf-8")
    assert l10n("translate", "source/b.notes").code == 2
    for command in ("extract", "translate", "build", "check"):
        assert l10n(command, "source/b.notes", "--format", "markdown").code == 0, command
    template = (workspace / "locales/b.pot").read_text("utf-8")
    assert 'msgid "Le port"' in template
    assert 'msgid "Une *grande* ville."' in template
    wrong = l10n("build", "--format", "wiki")
    assert (wrong.code, "no format is called 'wiki'. There are:" in wrong.err) == (2, True)


def test_the_configuration_tells_formats(l10n: Command, workspace: Path) -> None:
    (workspace / "source/docs/img").mkdir(parents=True)
    (workspace / "source/docs/b.txt").write_text("# Le *port*\n", "utf-8")
    (workspace / "source/docs/img/c.png").write_bytes(b"\x89PNG\x00")
    (workspace / "source/d.notes").write_text("<p>La <b>mer</b>\n", "utf-8")
    with (workspace / "l10n.toml").open("a", encoding="utf-8") as settings:
        settings.write('formats = { "*.notes" = "html", "docs/**" = "markdown" }\n')
    assert l10n("translate").code == 0
    assert 'msgid "Le *port*"' in (workspace / "locales/docs/b.pot").read_text("utf-8")
    assert 'msgid "La <b>mer</b>"' in (workspace / "locales/d.pot").read_text("utf-8")
    assert not (workspace / "localized/es/docs/img").exists()
    assert l10n("check").code == 0


def test_options_reach_their_format(l10n: Command, workspace: Path) -> None:
    (workspace / "source/b.md").write_text("---\ntitle: Un\nrésumé: Deux\n---\n", "utf-8")
    with (workspace / "l10n.toml").open("a", encoding="utf-8") as settings:
        settings.write('[markdown]\nfront-matter = ["résumé"]\n')
    l10n("extract")
    template = (workspace / "locales/b.pot").read_text("utf-8")
    assert ('msgid "Deux"' in template, 'msgid "Un"' in template) == (True, False)


def test_what_is_left_as_it_is_is_told(
    l10n: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from l10n.formats.text import Text

    parse = Text.parse
    told = ((3, "stands in another text"),)
    monkeypatch.setattr(Text, "parse", lambda *given: replace(parse(*given), unplaced=told))
    for command in ("extract", "translate", "build"):
        result = l10n(command)
        assert result.code == 0
        assert "source/a.txt:3: left as it is: stands in another text" in result.err.splitlines()
    result = l10n("check")
    warning = "source/a.txt:3: warning: left as it is: stands in another text [unplaced]"
    assert (result.code, warning in result.out.splitlines()) == (0, True)


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("arguments", [["--help"], ["status"], ["check"], ["build"]])
def test_parsers_stay_out_where_no_article_needs_them(arguments: list[str]) -> None:
    assert brought_in(arguments, "pyromark turbohtml yaml").endswith("HEAVY []\n")


def test_html_keeps_its_charset(l10n: Command, workspace: Path) -> None:
    """What the charset of an HTML article lacks is written by its number, as its meta stays."""
    page = '<meta charset="iso-8859-1">\n<p>L\u2019\xe9t\xe9.</p>\n'
    (workspace / "source").mkdir(exist_ok=True)
    (workspace / "source" / "page.html").write_bytes(page.encode("cp1252"))
    assert l10n("extract", "source/page.html", "--to", "pl").code == 0
    catalog = workspace / "locales/pl/LC_MESSAGES/page.po"
    text = catalog.read_text("utf-8")
    catalog.write_text(text.replace('msgstr ""\n', 'msgstr "Łódź – lato."\n').replace(
        'msgid ""\nmsgstr "Łódź – lato."\n', 'msgid ""\nmsgstr ""\n'), "utf-8")  # fmt: skip
    assert l10n("build", "source/page.html", "--to", "pl").code == 0
    built = (workspace / "localized/pl/page.html").read_bytes()
    assert b"<p>&#321;\xf3d&#378; \x96 lato.</p>" in built
    assert b'charset="iso-8859-1"' in built
    assert l10n("check", "source/page.html", "--to", "pl").code == 0
