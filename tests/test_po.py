"""Catalogs as PO: nothing is lost, nothing is changed that nobody changed."""

import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import po
from l10n.catalog import Catalog, Origin, Previous, State, Unit
from l10n.errors import L10nError
from l10n.pipeline.extract import header
from l10n.po_references import occurrence, references
from l10n.po_spelling import places, spell, unusual

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "04_po" / "real"
REAL = sorted(CORPUS.glob("*.po")) if CORPUS.is_dir() else []
HEADER = header("project", "fr", "es")
HARD = '\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\t\\"\n é«\u00a0»\u202f🙂'

needs_gettext = pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
needs_corpus = pytest.mark.skipif(not REAL, reason="the corpus of real catalogs is not here")


def gettext(*command: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, input=stdin, capture_output=True, check=False)


def entry(*lines: str) -> bytes:
    return po.dump(Catalog(HEADER)) + b"\n" + "\n".join(lines).encode() + b"\n"


REFERENCES = {
    "a.txt:3": "a.txt:3",
    "a:b.txt:3": "a:b.txt:3",
    "a b.txt:3": "\u2068a b.txt\u2069:3",
    "a b.txt": "\u2068a b.txt\u2069",
    "a b:c": "\u2068a b:c\u2069",
    "a\tb.txt:3": "a%09b.txt:3",
    "a\u00a0b.txt:3": "a%C2%A0b.txt:3",
    "a\u2069 b.txt:3": "\u2068a%E2%81%A9 b.txt\u2069:3",
    "50%.txt:3": "50%.txt:3",
    "a%20b.txt:3": "a%20b.txt:3",
    "a%09b.txt:3": "a%2509b.txt:3",
    "a%25b.txt:3": "a%2525b.txt:3",
    "a%41b.txt:3": "a%41b.txt:3",
}


@pytest.mark.parametrize("reference", REFERENCES)
def test_references_are_spelled_as_gettext_does(reference: str) -> None:
    assert occurrence(reference) == REFERENCES[reference]
    assert references(f"{REFERENCES[reference]} b:1") == [reference, "b:1"]


def test_what_is_not_seen_in_a_name_is_spelled_by_number() -> None:
    """White space but for the space, controls, and the marks of names with spaces."""
    for code in {*range(0x3100)} - {0x20}:
        char = chr(code)
        odd = char.isspace() or unicodedata.category(char) == "Cc" or char in "\u2068\u2069"
        assert (occurrence(f"a{char}:1") == f"a{char}:1") == (not odd), hex(code)


@pytest.mark.parametrize(
    ("names", "lines"),
    [
        ((), ""),
        (("a:1",), "#: a:1\n"),
        (("a:1", "b:2"), "#: a:1 b:2\n"),
        (("x" * 38, "y" * 37), f"#: {'x' * 38} {'y' * 37}\n"),  # 79 bytes
        (("x" * 38, "y" * 38), f"#: {'x' * 38}\n#: {'y' * 38}\n"),
        (("x" * 38, "é" * 19), f"#: {'x' * 38}\n#: {'é' * 19}\n"),
        (("x" * 90, "y"), f"#: {'x' * 90}\n#: y\n"),
        (("x" * 30, "y" * 30, "z" * 30, "a"), f"#: {'x' * 30} {'y' * 30}\n#: {'z' * 30} a\n"),
    ],
)
def test_references_are_broken_at_79_bytes(names: tuple[str, ...], lines: str) -> None:
    assert places(names) == lines


@needs_gettext
@given(st.lists(st.text("xé", min_size=1, max_size=90), max_size=6))
def test_gettext_breaks_references_there_too(names: list[str]) -> None:
    unit = Unit("a", references=tuple(f"{name}:1" for name in dict.fromkeys(names)))
    written = po.dump(Catalog(HEADER, (unit,)))
    assert gettext("msgcat", "--no-wrap", "-", stdin=written).stdout == written


WORDS = st.text(st.sampled_from(HARD) | st.characters(codec="utf-8", exclude_categories=["Cc"]))
NOTES = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1), max_size=2
)
UNITS = st.lists(
    st.builds(
        Unit,
        source=WORDS.filter(bool),
        target=WORDS,
        context=st.none() | WORDS,
        notes=NOTES.map(tuple),
        extracted=NOTES.map(tuple),
        references=st.lists(
            st.builds("source/{} {}.txt:{}".format, *[st.integers(1, 99)] * 3), max_size=2
        ).map(tuple),
        flags=st.sampled_from([(), ("fuzzy",), ("fuzzy", "no-wrap")]),
        previous=st.none() | st.builds(Previous, WORDS.filter(bool), st.none() | WORDS),
    ),
    unique_by=lambda unit: unit.key,
    max_size=4,
)


@given(UNITS)
def test_what_is_written_is_read_again(units: list[Unit]) -> None:
    catalog = Catalog(HEADER, tuple(units))
    assert po.load(po.dump(catalog)) == catalog


@given(UNITS, st.data())
def test_only_what_changed_is_spelled_anew(units: list[Unit], data: st.DataObject) -> None:
    catalog = Catalog(HEADER, tuple(units))
    before = po.dump(catalog).replace(b"\n\n", b"\n\n#  kept as it is \n")
    loaded = po.load(before)
    assert po.dump(loaded, before) == before
    if loaded.units:
        at = data.draw(st.integers(0, len(loaded.units) - 1))
        changed = (
            *loaded.units[:at],
            replace(loaded.units[at], target="otro"),
            *loaded.units[at + 1 :],
        )
        after = po.dump(replace(loaded, units=changed), before).decode().split("\n\n")
        same = [a == b for a, b in zip(after, before.decode().split("\n\n"), strict=False)]
        assert same.count(False) <= 1


@needs_corpus
@needs_gettext
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_catalogs_are_kept(path: Path, tmp_path: Path) -> None:
    content = path.read_bytes()
    catalog = po.load(content, path.name)
    assert po.dump(catalog, content) == content, "rewriting changed a byte"
    anew = tmp_path / "anew.po"
    anew.write_bytes(po.dump(catalog))
    assert compiled(anew, tmp_path) == compiled(path, tmp_path)
    assert normalized(anew) == normalized(path)


def compiled(path: Path, folder: Path) -> bytes:
    made = gettext("msgfmt", "-o", str(folder / "out.mo"), str(path))
    assert made.returncode == 0, made.stderr
    return (folder / "out.mo").read_bytes()


def normalized(path: Path) -> list[bytes]:
    lines = gettext("msgcat", "--no-wrap", str(path)).stdout.splitlines()
    return [line.rstrip() for line in lines]


@needs_gettext
def test_msgfmt_and_msgcat_have_nothing_to_say(tmp_path: Path) -> None:
    draft = Unit(
        "Un « mot »",
        extracted=("heading", "under: Titre"),
        references=("source/a b.txt:3", "source/c.txt:4"),
    ).drafted("Una “palabra”", Origin("fr>es", "apertium fr-es 0.9.4"))
    stale = Unit("Plus loin", "Más", flags=("fuzzy",), previous=Previous("Plus"))
    gone = Unit("Jadis", "Antaño", obsolete=True)
    path = tmp_path / "es.po"
    path.write_bytes(po.dump(Catalog(HEADER, (draft, stale, gone))))
    checked = gettext("msgfmt", "-c", "-o", "/dev/null", str(path))
    assert (checked.returncode, checked.stderr) == (0, b"")
    assert gettext("msgcat", "--no-wrap", str(path)).stdout == path.read_bytes()


@needs_gettext
def test_states_survive_gettext(tmp_path: Path) -> None:
    units = (
        Unit("un").drafted("uno", Origin("fr>en>es", "argos a 1.0 + argos b 1.0")),
        Unit("deux", "dos", flags=("fuzzy",), previous=Previous("de")),
        Unit("trois", "tres", flags=("fuzzy",), notes=("Not sure.",)),
        Unit("quatre", "cuatro"),
        Unit("cinq"),
    )
    path, template = tmp_path / "es.po", tmp_path / "a.pot"
    path.write_bytes(po.dump(Catalog(HEADER, units)))
    bare = tuple(replace(u, target="", flags=(), previous=None, notes=()) for u in units)
    template.write_bytes(po.dump(Catalog(HEADER, bare)))
    wanted = [State.DRAFT, State.STALE, State.DOUBTFUL, State.FINAL, State.NEW]
    for command in (
        ("msgcat", str(path)),
        ("msgmerge", "--quiet", "--previous", str(path), str(template)),
        ("msgattrib", str(path)),
    ):
        kept = po.load(gettext(*command).stdout)
        assert [unit.state for unit in kept.units] == wanted, command
        assert kept.units[0].machine_made


DAMAGED: Sequence[tuple[str, bytes, int, str]] = (
    ("unclosed", entry('msgid "un', 'msgstr "uno"'), 14, "unclosed"),
    ("quote inside", entry('msgid "u"n"', 'msgstr "uno"'), 14, "unclosed"),
    ("no keyword", entry("bonjour", 'msgstr "uno"'), 14, "is no PO line"),
    ("no msgid", entry('msgstr "uno"', 'msgstr "dos"'), 14, "cannot follow"),
    ("two msgid", entry('msgid "un"', 'msgid "deux"', 'msgstr "dos"'), 15, "cannot follow"),
    ("no msgstr", entry('msgid "un"'), 14, "ends after its msgid"),
    ("string first", b'"bonjour"\n', 1, "cannot follow"),
    ("double", entry('msgid "a"', 'msgstr ""', "", 'msgid "a"', 'msgstr ""'), 17, "again"),
    ("conflict", entry("<<<<<<< ours", 'msgid "a"', 'msgstr ""'), 14, "merge conflict"),
    ("bad byte", entry('msgid "a"').rstrip() + b'\nmsgstr "\xff"\n', 15, "is not UTF-8"),
    ("charset", b'msgid ""\nmsgstr "Content-Type: text/plain; charset=klingon\\n"\n', 1, "klingon"),
)


@pytest.mark.parametrize(
    ("content", "line", "said"), [d[1:] for d in DAMAGED], ids=[d[0] for d in DAMAGED]
)
def test_damage_is_refused_with_its_line(content: bytes, line: int, said: str) -> None:
    with pytest.raises(L10nError) as caught:
        po.load(content, "es.po")
    assert caught.value.where == f"es.po:{line}"
    assert said in caught.value.message


def test_line_ends_and_bom_are_kept() -> None:
    before = b"\xef\xbb\xbf" + entry('msgid "a"', 'msgstr "b"').replace(b"\n", b"\r\n")
    loaded = po.load(before)
    changed = replace(loaded, units=(replace(loaded.units[0], target="c"),))
    assert po.dump(changed, before) == before.replace(b'msgstr "b"', b'msgstr "c"')


def test_a_charset_that_falls_short_becomes_utf_8() -> None:
    latin = (
        entry('msgid "a"', 'msgstr "é"').decode().replace("UTF-8", "ISO-8859-1").encode("latin-1")
    )
    loaded = po.load(latin)
    changed = po.dump(replace(loaded, units=(replace(loaded.units[0], target="ł"),)), latin)
    assert po.load(changed).units[0].target == "ł"


REFUSED: Sequence[tuple[str, bytes, int, str]] = (
    ("escape", entry('msgid "a\\q"', 'msgstr ""'), 14, "stands for no character: \\q"),
    ("domain", entry('domain "x"', 'msgid "a"', 'msgstr ""'), 14, "several domains"),
    ("lone CR", entry('msgid "a"\rmsgstr ""'), 14, "carriage return"),
    ("header twice", entry('msgid ""', 'msgstr "x"'), 14, "again"),
    ("old twice", entry(*['#~ msgid "a"', '#~ msgstr ""', ""] * 2), 17, "again"),
    (
        "old and new",
        entry('msgid "a"', 'msgstr ""', "", '#~ msgid "a"', '#~ msgstr ""'),
        17,
        "again",
    ),
    ("no old string", entry("#~ foo", '#~ msgid "a"', '#~ msgstr ""'), 14, "is no PO line"),
    ("previous", entry('#| msgid "a', 'msgid "b"', 'msgstr ""'), 14, "unclosed"),
)


@pytest.mark.parametrize(
    ("content", "line", "said"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_what_gettext_refuses_is_refused(content: bytes, line: int, said: str) -> None:
    with pytest.raises(L10nError) as caught:
        po.load(content, "es.po")
    assert caught.value.where == f"es.po:{line}"
    assert said in caught.value.message


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "name",
    ["idna", "undefined", "punycode", "utf_16", "utf-7", "rot13", "base64", "hz", "unicode_escape"],
)
def test_only_charsets_that_hold_ascii_are_taken(name: str) -> None:
    with pytest.raises(L10nError, match=f"unknown charset, {name}"):
        po.load(entry('msgid "a"', 'msgstr ""').replace(b"UTF-8", name.encode()), "es.po")


@pytest.mark.parametrize("name", ["ISO-8859-15", "windows-1251", "EUC-JP", "GB18030", "koi8-r"])
def test_usual_charsets_are_taken(name: str) -> None:
    content = entry('msgid "a"', 'msgstr "b"').replace(b"UTF-8", name.encode())
    assert po.load(content).units[0].target == "b"


CLAIMS = (
    b'# charset=utf-16, Content-Type: x; charset=ISO-8859-1\nmsgctxt "x"\nmsgid ""\n'
    b'msgstr "Content-Type: text/plain; charset=klingon\\n"\n\nmsgid ""\nmsgstr ""\n'
    b'"X-Charset: charset=x\\n"\n"content-type: text/plain; "\n"Charset=iso-8859-1\\n"\n\n'
    b'msgid "\xe9"\nmsgstr "Content-Type: text/plain; charset=iso-8859-1"\n'
)


def test_only_the_header_names_the_charset() -> None:
    loaded = po.load(CLAIMS)
    assert [unit.source for unit in loaded.units] == ["", "é"]
    assert po.dump(loaded, CLAIMS).count(b"\xe9") == 1
    changed = replace(loaded, units=(*loaded.units, Unit("ł")))
    after = po.dump(changed, CLAIMS).decode("utf-8")
    assert after.count("charset=iso-8859-1") == 1, "a message was changed"
    assert '"Charset=UTF-8\\n"' in after
    assert po.load(after.encode()).units == changed.units


def test_escapes_are_read_as_gettext_does() -> None:
    content = entry(r'msgid "\a\x2e\101\303\251\v"', r'msgstr "\\a\"\101"')
    loaded = po.load(content)
    assert (loaded.units[0].source, loaded.units[0].target) == ("\a.Aé\v", '\\a"A')
    assert po.dump(loaded, content) == content
    assert po.load(po.dump(loaded)) == loaded
    assert rb'"\a.A' in po.dump(loaded)


@needs_gettext
def test_gettext_reads_the_same_escapes() -> None:
    content = entry(r'msgid "\a\x2e\101\\"', r'msgstr "\tb"')
    assert po.load(gettext("msgcat", "-", stdin=content).stdout) == po.load(content)


def test_more_than_ten_plural_forms_survive() -> None:
    forms = [f'msgstr[{index}] "form {index}"' for index in range(12)]
    content = entry('msgid "a"', 'msgid_plural "b"', *forms)
    loaded = po.load(content)
    assert loaded.units[0].targets == tuple(f"form {index}" for index in range(12))
    assert po.load(po.dump(loaded)) == loaded


TERSE = entry(
    "#note",
    "#.x",
    "#:x:1 y:2",
    "#,fuzzy,no-wrap",
    '#|msgid"o" "ld"',
    'msgid"a" "b"',
    'msgstr"c"',
    "",
    "#~",
    '#~msgid"d"',
    '#~msgstr "e"',
    "",
    "#|",
    "# |",
    "#=====",
    "#!fuzzy",
    'msgid "f"',
    'msgstr "g"',
    "",
    "#=no-wrap",
    'msgid "h"',
    'msgstr "i"',
)


def test_terse_spellings_are_read() -> None:
    loaded = po.load(TERSE)
    assert loaded.units == (
        Unit(
            "ab",
            "c",
            None,
            ("note",),
            ("x",),
            ("x:1", "y:2"),
            ("fuzzy", "no-wrap"),
            Previous("old"),
        ),
        Unit("d", "e", obsolete=True),
        Unit("f", "g", notes=("|", "====="), flags=("fuzzy",)),
        Unit("h", "i", flags=("no-wrap",)),
    )
    assert po.dump(loaded, TERSE) == TERSE
    assert po.load(po.dump(loaded)) == loaded


NAMES = st.text(
    st.sampled_from("\n\r\t\v\x85\u00a0\u2028\u2029\u2068\u2069\u3000 %0A25E8:é/.")
    | st.characters(codec="utf-8"),
    min_size=1,
)


@given(st.lists(NAMES.filter(str.strip), max_size=3), st.integers(1, 99))
def test_any_name_of_an_article_is_given_back(names: list[str], line: int) -> None:
    units = (Unit("a", references=tuple(f"{name}:{line}" for name in names)), Unit("b"))
    written = po.dump(Catalog(HEADER, units))
    assert po.load(written).units == units
    assert po.dump(po.load(written)) == written


@pytest.mark.parametrize(
    ("ends", "end"),
    [
        ("nnnnnnnn", "\n"),
        ("rrrnnnnn", "\n"),
        ("rrrrnnnn", "\n"),
        ("rrrrrnnn", "\r\n"),
        ("nnnrrrrr", "\r\n"),
    ],
)
def test_new_units_get_the_line_ends_that_most_lines_have(ends: str, end: str) -> None:
    lines = [
        'msgid ""',
        'msgstr "X: y"',
        "",
        'msgid "a"',
        'msgstr ""',
        "",
        'msgid "b"',
        'msgstr ""',
    ]
    marks = {"n": "\n", "r": "\r\n"}
    before = "".join(f"{ln}{marks[of]}" for ln, of in zip(lines, ends, strict=True)).encode()
    loaded = po.load(before)
    after = po.dump(replace(loaded, units=(*loaded.units, Unit("c", "d"))), before)
    assert f'msgid "c"{end}msgstr "d"'.encode() in after
    assert po.load(after).units == (*loaded.units, Unit("c", "d"))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_comment_at_the_end_stays(end: str, mark: str) -> None:
    head = ['msgid ""', 'msgstr "X: y"', ""]
    old = [*head, 'msgid "a"', 'msgstr ""', "", "# Ana’s", "# last words"]
    new = [*head, 'msgid "a"', 'msgstr "b"', "", 'msgid "c"', 'msgstr ""', *old[5:]]
    before, after = (mark + "".join(f"{ln}{end}" for ln in lines) for lines in (old, new))
    loaded = po.load(before.encode())
    assert (loaded.trailer, loaded.units) == ("# Ana’s\n# last words", (Unit("a"),))
    changed = replace(loaded, units=(Unit("a", "b"), Unit("c")))
    assert po.dump(changed, before.encode()).decode() == after
    assert po.dump(loaded).decode() == "\n".join([*old, ""])


def test_a_comment_alone_is_kept() -> None:
    assert po.dump(po.load(b"# alone\n")) == b'msgid ""\nmsgstr ""\n\n# alone\n'


def test_a_template_names_no_charset_yet() -> None:
    content = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=CHARSET\\n"\n\nmsgid "\xc3\xa9"\nmsgstr ""\n'
    assert po.load(content).units == (Unit("é"),)


def test_the_first_of_two_charsets_counts() -> None:
    fields = "Content-Type: text/plain; charset=ISO-8859-1\\n"
    latin = f'msgid ""\nmsgstr "{fields}{fields}"\n\nmsgid "é"\nmsgstr ""\n'.encode("latin-1")
    loaded = po.load(latin)
    after = po.dump(replace(loaded, units=(Unit("é", "ł"),)), latin).decode()
    assert after.count("UTF-8") == after.count("ISO-8859-1") == 1
    assert after.index("UTF-8") < after.index("ISO-8859-1")


def test_stray_bytes_pass_in_comments() -> None:
    content = b'msgid ""\nmsgstr "X: y"\n\n# \xff\nmsgid "a"\nmsgstr "b"\n'
    loaded = po.load(content)
    assert po.dump(loaded, content) == content
    assert po.dump(replace(loaded, units=(replace(loaded.units[0], target="c"),)), content) == (
        content.replace(b'"b"', b'"c"')
    )


def test_comments_of_all_kinds_in_any_order() -> None:
    """The same unit, whether written as tools do or with a line that they do not write."""
    usual = ["# un", "#. deux", "#: a:1 b:2", "#, fuzzy, no-wrap", 'msgid "a"', 'msgstr "b"']
    unit = Unit("a", "b", None, ("un",), ("deux",), ("a:1", "b:2"), ("fuzzy", "no-wrap"))
    assert po.load(entry(*usual)).units == (unit,)
    for order in (usual[3::-1], usual[1:4] + usual[:1]):
        assert po.load(entry(*order, *usual[4:])).units == (unit,)
    odd = [*usual[:3], "#! fuzzy", "#= no-wrap", *usual[4:]]
    assert po.load(entry(*odd)).units == (unit,)
    later = [*usual[:4], "# trois", "#=====", *usual[4:]]
    assert po.load(entry(*later)).units == (replace(unit, notes=("un", "trois", "=====")),)


@pytest.mark.parametrize(
    ("old", "lines"),
    [
        (True, ['#~ msgid "a"', '#~ msgstr "b"']),
        (True, ['#~ msgctxt ""', '#~ msgid ""', '#~ "a"', '#~ msgstr "b"']),
        (True, ['#~ msgid "a"', 'msgstr "b"']),
        (False, ['msgid "a"', '#~ msgstr "b"']),
        (False, ['msgid "a"', 'msgstr "b"']),
    ],
)
def test_an_entry_is_obsolete_as_its_msgid_is(old: bool, lines: list[str]) -> None:
    (unit,) = po.load(entry(*lines)).units
    assert (unit.source, unit.target, unit.obsolete) == ("a", "b", old)


@pytest.mark.parametrize(
    ("written", "text"),
    {
        r"\101\x41\x4a": "AAJ", r"\303\251": "é", r"\xc3\xA9": "é", r"\18": "\x018", r"\a\b\f\n\r\t\v": "\a\b\f\n\r\t\v",
        r"\\\"": '\\"', r"\177": "\x7f", r"\\x41": r"\x41",
    }.items(),
)  # fmt: skip
def test_escapes(written: str, text: str) -> None:
    assert po.load(entry(f'msgid "{written}"', 'msgstr ""')).units[0].source == text


@pytest.mark.parametrize("escape", [r"\q", r"\377", r"\xff", r"\400", r"\x1F4A9", r"\x", r"\8"])
def test_escapes_of_no_character_are_refused(escape: str) -> None:
    with pytest.raises(L10nError, match="stands for no character") as caught:
        po.load(entry('msgid "a"', f'msgstr "b{escape}"'), "es.po")
    assert caught.value.message.endswith(f": {escape}")
    assert caught.value.where == "es.po:15"


LINES: Sequence[tuple[str, bytes, int, str]] = (
    ("lone CR on top", b'\n\nmsgid "a"\rmsgstr ""\n', 3, "carriage return"),
    ("after empty lines", b'\n\n\nmsgid "a"\nmsgstr "b\n', 5, "unclosed"),
    ("after usual ones", entry('msgid "a"', 'msgstr ""', "", "", "bah"), 18, "is no PO line: bah"),
    ("on two lines", entry('msgid ""', '"a"', "bah"), 16, "is no PO line: bah"),
    ("long", b"x" * 41, 1, "is no PO line: " + "x" * 40),
    ("string and keyword", entry('msgstr[0] "a"'), 14, "msgstr[0] cannot follow msgstr"),
    ("string alone", b'"a"\n', 1, "a string cannot follow this"),
    ("context twice", entry('msgctxt "a"', 'msgctxt "a"'), 15, "msgctxt cannot follow msgctxt"),
    ("form first", entry('msgid "a"', 'msgstr[0] "b"'), 15, "msgstr[0] cannot follow msgid"),
    ("form last", entry('msgid "a"', 'msgstr "b"', 'msgstr[1] "c"'), 16, "cannot follow msgstr"),
    ("no form", entry('msgid "a"', 'msgid_plural "b"', 'msgstr "c"'), 16, "cannot follow msgid_"),
    ("the end", entry('msgid "b"', 'msgstr ""', "# c", 'msgctxt "a"', 'msgid "a"'), 16, "after its msgid"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("content", "line", "said"), [each[1:] for each in LINES], ids=[each[0] for each in LINES]
)
def test_what_is_wrong_is_told_with_its_line(content: bytes, line: int, said: str) -> None:
    with pytest.raises(L10nError) as caught:
        po.load(content, "es.po")
    assert caught.value.where == f"es.po:{line}"
    assert (
        caught.value.message.endswith(said) if said.endswith("x") else said in caught.value.message
    )


def test_mixed_line_ends_stay_where_they_are() -> None:
    before = entry('msgid "a"', 'msgstr "b"') + b'\nmsgid "c"\r\nmsgstr "d"\r\n'
    loaded = po.load(before)
    assert po.dump(loaded, before) == before
    changed = replace(loaded, units=(replace(loaded.units[0], target="x"), loaded.units[1]))
    assert po.dump(changed, before) == before.replace(b'"b"', b'"x"')


def test_private_characters_are_text_like_any() -> None:
    text = "".join(map(chr, range(0xF8500, 0xF8600)))
    content = entry(f"#. {text}", f'msgid "{text}"', f'msgstr "{text}\u2028"')
    loaded = po.load(content)
    assert loaded.units[0].source == text
    assert loaded.units[0].target == text + "\u2028"
    assert loaded.units[0].extracted == (text,)
    assert po.load(po.dump(loaded)) == loaded


SPOKEN = st.text(st.sampled_from('aé"\\\n\t« %{}#~\u00a0言'), max_size=30)


@given(source=SPOKEN.filter(bool), target=SPOKEN, context=st.one_of(st.none(), SPOKEN))
def test_usual_entries_are_spelled_as_polib_does(
    source: str, target: str, context: str | None
) -> None:
    unit = Unit(
        source, target, context, ("un mot",), ("heading", "under: x"), ("a.md:3",), ("fuzzy",)
    )
    assert spell(unit) == unusual(unit)


WRONG_FORMS = ([0, 0], [1], [1, 0], [0, 2], ["9" * 5000], [0, "9" * 5000], ["0" * 5000 + "1"])


@pytest.mark.parametrize("indexes", WRONG_FORMS, ids=lambda indexes: str(indexes)[:20])
def test_plural_forms_are_numbered_as_gettext_wants_them(indexes: list[int | str]) -> None:
    forms = [f'msgstr[{index}] "x"' for index in indexes]
    for quote in ('msgid_plural "b"', 'msgid_plural  "b"'):  # as tools write it, and not
        with pytest.raises(L10nError, match="stands where") as caught:
            po.load(entry('msgid "a"', quote, *forms), "es.po")
        assert caught.value.where in ("es.po:16", "es.po:17")
        assert len(str(caught.value)) < 200


NUL = [entry('msgid "a\0"', 'msgstr "b"'), entry(r'msgid "a\000"', 'msgstr "b"')]


@pytest.mark.parametrize("content", [*NUL, entry(r'msgid "a\x00"', 'msgstr "b"')])
def test_a_text_that_gettext_would_cut_is_refused(content: bytes) -> None:
    with pytest.raises(L10nError) as caught:
        po.load(content, "es.po")
    assert caught.value.where == "es.po:14"


EMPTY = entry("#", "#:\u2068\u2069 a:1", 'msgid "a"', 'msgid_plural ""', 'msgstr[0] "x"')


def test_what_is_there_and_empty_is_kept() -> None:
    loaded = po.load(EMPTY)
    changed = replace(loaded.units[0], references=("a:1", "b:1"))
    assert po.load(po.dump(replace(loaded, units=(changed,)), EMPTY)).units == (changed,)
    obsolete = replace(changed, obsolete=True, references=())
    assert po.load(po.dump(replace(loaded, units=(obsolete,)), EMPTY)).units == (obsolete,)


def test_windows_line_ends_are_read_as_any() -> None:
    dos = (TERSE + b"\n# at the end\n").replace(b"\n", b"\r\n")
    loaded = po.load(dos)
    assert (loaded.units, loaded.trailer) == (po.load(TERSE).units, "# at the end")
    *kept, last = loaded.units
    changed = replace(loaded, units=(*kept, replace(last, target="x")))
    before = b'#=no-wrap\r\nmsgid "h"\r\nmsgstr "i"\r\n'
    after = b'#, no-wrap\r\nmsgid "h"\r\nmsgstr "x"\r\n'
    assert po.dump(changed, dos) == dos.replace(before, after)
