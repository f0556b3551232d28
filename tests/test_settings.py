"""The configuration: every key is checked, and every complaint names file and key."""

from pathlib import Path, PurePosixPath

import pytest

from l10n.errors import L10nError
from l10n.globs import matches
from l10n.pipeline.localize import Ship
from l10n.project import find
from l10n.settings import Settings, read, validated
from l10n.typography import House


def written(folder: Path, text: str, name: str = "l10n.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_every_key_is_read(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
        source-language = "fr"
        targets = ["es", "pt_br", "es"]
        source = "articles"
        catalogs = "po/catalogs"
        output = "site"
        name = "Journal"
        engine = "apertium"
        ship = "final"
        exclude = ["^Plus$"]
        models-index = ["file:index.json"]
        minimum = { final = 90 }
        keep = ["Radio Mer"]
        typography.pt_br = { percent-space = "", quotes = ["«", "»"] }
        """,
    )
    settings = read(path)
    assert settings == Settings(
        "fr", ("es", "pt-BR"), "articles", "po/catalogs", "site", "Journal", "apertium",
        Ship.FINAL, ("^Plus$",), {"final": 90}, ("file:index.json",),
        ("Radio Mer",), {"pt-BR": House(quotes=("«", "»"), percent_space="")},
    )  # fmt: skip
    assert settings.thresholds == {"translated": 100, "final": 90}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("target = []", "unknown key 'target'. Did you mean targets?"),
        ("targets = 'es'", "targets: must be a list"),
        ("targets = [1]", "targets: must be a text"),
        ("targets = ['klingonish']", "targets: 'klingonish' is not a language tag"),
        ("targets = ['xx']", "targets: no language has the code 'xx'"),
        ("targets = ['fr']", "holds the source language"),
        ("source-language = 3", "source-language: must be a text"),
        ("source = '/etc'", "source: must be a folder inside the project"),
        ("source = '../other'", "source: must be a folder inside the project"),
        ("source = '.'", "source: must be a folder of its own"),
        ("output = 'source/out'", "output (source/out) lies inside source (source)"),
        ("catalogs = 'localized'", "lies inside"),
        ("engine = 'argus'", "engine: no engine is called 'argus'. Did you mean argos?"),
        ("ship = 'all'", "ship: must be one of final, draft, any"),
        ("exclude = ['(']", "exclude: '(' is no regular expression"),
        ("minimum = 100", "minimum: must be a table"),
        ("minimum = { finale = 1 }", "minimum: unknown key 'finale'. Did you mean final?"),
        ("minimum = { final = 101 }", "minimum: final must be a whole number"),
        ("minimum = { final = true }", "minimum: final must be a whole number"),
        ("name = ''", "name: must be a text"),
        ('name = "two\\nlines"', "name: must be one line of text"),
        ('name = "a\\u0007bell"', "name: must be one line of text"),
        ('name = "two\\u2028lines"', "name: must be one line of text"),
        ("keep = 'Mer'", "keep: must be a list"),
        ('keep = [" Mer"]', "keep: must be words without spaces around them"),
        ('keep = ["*"]', "keep: must be words"),
        ('keep = ["a\\nb"]', "keep: must be one line of text"),
        ("typography = { es = {}, ES = {} }", "typography: ES: is there twice"),
        ("typography = 'es'", "typography: must be a table"),
        ("typography.es = 3", "typography: es: must be a table"),
        ("typography.es = { clok = ':' }", "typography: es: unknown option 'clok'"),
        ("typography.es = { clock = '?' }", "typography: es: clock: must be one of"),
        ("typography.xx = {}", "typography: xx: no language has the code 'xx'"),
        ("targets = [", "is no valid TOML"),
    ],
)
def test_complaints_name_the_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(L10nError) as caught:
        read(written(tmp_path, text))
    assert said in str(caught.value)
    assert "l10n.toml" in caught.value.where


def test_toml_errors_name_the_line(tmp_path: Path) -> None:
    with pytest.raises(L10nError) as caught:
        read(written(tmp_path, 'engine = "auto"\ntargets = [[\n'))
    assert caught.value.where.rpartition(":")[2] in ("2", "3")


def test_settings_are_found_upwards(tmp_path: Path) -> None:
    written(tmp_path, "[tool.l10n]\ntargets = ['es']", "pyproject.toml")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find(inner).root == tmp_path
    written(tmp_path / "a", "targets = ['ca']")
    assert find(inner).settings.targets == ("ca",)


def test_a_pyproject_of_others_is_passed_over(tmp_path: Path) -> None:
    written(tmp_path, "[tool.other]\n", "pyproject.toml")
    assert find(tmp_path).settings == Settings()


@pytest.mark.parametrize("text", ["tool = 5\n", "tool = []\n", "tool = 'l10n'\n"])
def test_a_pyproject_without_tables_of_tools_is_passed_over(tmp_path: Path, text: str) -> None:
    assert read(written(tmp_path, text, "pyproject.toml")) is None


def test_a_name_that_no_file_can_hold_is_refused() -> None:
    with pytest.raises(L10nError, match="name: must be one line of text"):
        validated({"name": "half \ud83d"}, "l10n.toml")
    assert validated({"name": "L’été\u00a0: «\u202fà la mer\u202f»"}, "l10n.toml").name


def test_formats_and_their_options_are_read(tmp_path: Path) -> None:
    settings = read(
        written(
            tmp_path,
            'formats = { "*.inc" = "html", "docs/**" = "markdown", "LISEZMOI" = "text" }\n'
            '[markdown]\nfront-matter = ["title"]\n[html]\n[text]\n',
        )
    )
    assert settings
    assert settings.options == {"markdown": {"front-matter": ["title"]}, "html": {}, "text": {}}
    named = {path: settings.named_format(PurePosixPath(path)) for path in NAMED}
    assert named == NAMED


# Which format, and whether the glob alone makes the file an article.
NAMED = {
    "a.inc": ("html", True),
    "docs/a.inc": ("html", True),
    "docs/a.txt": ("markdown", False),
    "docs/img/a.png": ("markdown", False),
    "LISEZMOI": ("text", True),
    "a.txt": ("", False),
    "old/docs/a.txt": ("", False),
}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("formats = 'html'", "formats: must be a table"),
        ("formats = { '*.inc' = 'htm' }", "formats: *.inc: no format is called 'htm'. Did you mean html?"),
        ("formats = { '*.inc' = 1 }", "formats: *.inc: no format is called 1."),
        ("formats = { '' = 'html' }", "formats: must be a text"),
        ("formats = { '[z-a]' = 'html' }", "formats: '[z-a]' is no glob"),
        ("[markdwon]", "unknown key 'markdwon'. Did you mean markdown?"),
        ("html = true", "html: must be a table"),
        ("[html]\nnonsense = 1", "html: "),
        ("[markdown]\nnonsense = 1", "markdown: "),
        ("[text]\nnonsense = 1", "text: plain text has no option 'nonsense'"),
    ],
)  # fmt: skip
def test_complaints_about_formats(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(L10nError) as caught:
        read(written(tmp_path, text))
    assert said in str(caught.value)
    assert "l10n.toml" in caught.value.where


GLOBS = {
    "*.htm": (("a.htm", "x/y/a.htm"), ("a.html", "a.htm/b")),
    "docs/**": (("docs/a", "docs/x/a.md"), ("docs", "x/docs/a")),
    "docs/*": (("docs/a",), ("docs/x/a",)),
    "**/x/*.md": (("x/a.md", "y/x/a.md"), ("x/y/a.md",)),
    "a?.md": (("ab.md", "x/ab.md"), ("a.md", "a/.md")),
    "[a-c].md": (("a.md",), ("d.md",)),
    "[!a-c].md": (("d.md",), ("a.md",)),
    "a[b.md": (("a[b.md",), ("ab.md",)),
    "a.b": (("a.b",), ("axb",)),
}


@pytest.mark.parametrize("glob", GLOBS)
def test_globs(glob: str) -> None:
    fitting, others = GLOBS[glob]
    assert [path for path in (*fitting, *others) if matches(glob, path)] == list(fitting)
