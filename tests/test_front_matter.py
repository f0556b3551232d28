"""Front matter: the cases, put in every line end; the laws over them; every rule of spelling."""

import json
import math
import random
import re
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.front_matter import DEFAULT_KEYS, Field, FrontMatter, read, spelled

FOLDER = Path(__file__).parent / "cases" / "front_matter"
REAL = Path(__file__).parents[2] / "shared" / "corpus" / "01_markdown" / "fr"
REAL_TEXTS = sorted(path for path in REAL.rglob("*") if path.is_file()) if REAL.is_dir() else []
KEYS = (
    *DEFAULT_KEYS,
    "tags",
    "params.*.title",
    "params.rows.cells.title",
    "menu.*.name",
    "hero.name",
    "hero.text",
    "hero.tagline",
    "hero.actions.text",
    "features.title",
    "features.details",
)
VARIANTS: dict[str, Callable[[str], str]] = {
    "lf": str,
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "cr": lambda text: text.replace("\n", "\r"),
    "bom": lambda text: f"\ufeff{text}",
    "nothing below": lambda text: text.rstrip("\n"),
}
OUTER = " \t\n\x85\u2028\u2029"


class Case(NamedTuple):
    """A front matter; below it, what is to be read."""

    name: str
    text: str

    def __repr__(self) -> str:
        return self.name


def cases(*files: str) -> list[Case]:
    found = []
    for file in files:
        text = (FOLDER / f"{file}.txt").read_text("utf-8")
        for name, body in re.findall(r"^%% (.*)\n((?:(?!%% ).*\n)*)", text, re.MULTILINE):
            found.append(Case(f"{file}: {name}", body))
    return found


NONE, BROKEN = cases("none"), cases("broken")
READABLE = cases(
    *(path.stem for path in sorted(FOLDER.iterdir()) if path.stem not in ("none", "broken"))
)

each_readable = pytest.mark.parametrize("case", READABLE, ids=repr)
each_variant = pytest.mark.parametrize("variant", VARIANTS)


def front(text: str, keys: Sequence[str] = KEYS) -> FrontMatter:
    found = read(text, keys)
    assert found is not None
    return found


def test_there_are_a_hundred_front_matters() -> None:
    assert len(READABLE) >= 100


@each_variant
@each_readable
def test_fields(case: Case, variant: str) -> None:
    text = VARIANTS[variant](case.text)
    found = front(text)
    seen = [f"{entry.path} {entry.value}" for entry in found.fields]
    body = [line for line in re.split(r"\r\n|\r|\n", text[found.end :]) if line]
    expected = [line.partition(' "') for line in body]
    assert seen == [f"{path} {json.loads(quote[1:] + value)}" for path, quote, value in expected]
    assert found.problem is None
    for entry in found.fields:
        lines = re.split(r"\r\n|\r|\n", text[: entry.start])
        assert entry.line == len(lines)
        assert spelled(entry.style, text[entry.start : entry.end], entry.value)


@each_variant
@pytest.mark.parametrize("case", NONE, ids=repr)
def test_none(case: Case, variant: str) -> None:
    assert read(VARIANTS[variant](case.text), KEYS) is None


@pytest.mark.parametrize("variant", ["lf", "crlf", "cr", "bom"])
@pytest.mark.parametrize("case", BROKEN, ids=repr)
def test_broken(case: Case, variant: str) -> None:
    text = VARIANTS[variant](case.text)
    found = front(text)
    assert found.fields == ()
    assert found.values == {}
    assert found.problem is not None
    assert text[found.end :].startswith("! ")
    assert f"! {found.problem[0]} {found.problem[1]}".startswith(text[found.end :].strip())


# What is read again, told apart by the parsers of each syntax and by nothing of ours.

Leaf = tuple[str, str, object]


def content(text: str, end: int) -> str:
    """Give what is between the fences; between them for YAML, the document's mark as well."""
    text = text[:end].removeprefix("\ufeff")
    if text.startswith("{"):
        return text
    first = re.match(r"[^\r\n]*(?:\r\n|\r|\n)", text)
    assert first is not None
    return text[first.end() : len(text.rstrip()) - 3]


def leaves(text: str, end: int) -> list[Leaf]:
    """List everything that a front matter says: place, type and value."""
    inside = content(text, end)
    start = text.removeprefix("\ufeff")
    if start.startswith(("{", ";;;", "---json")):
        return list(json_leaves(json.loads(inside, object_pairs_hook=Pairs), ""))
    if start.startswith(("+++", "---toml")):
        return list(json_leaves(tomllib.loads(re.sub(r"\r(?!\n)", "\n", inside)), ""))
    return [event_leaf(event) for event in yaml.parse(inside, Loader=yaml.CSafeLoader)]


class Pairs(list[tuple[str, object]]):
    """A JSON object with all its pairs."""


def json_leaves(value: object, path: str) -> Iterator[Leaf]:
    if isinstance(value, Pairs | dict):
        pairs = value if isinstance(value, Pairs) else value.items()
        yield path, "table", len(value)
        for key, below in pairs:
            yield from json_leaves(below, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        yield path, "list", len(value)
        for at, below in enumerate(value):
            yield from json_leaves(below, f"{path}[{at}]")
    else:
        yield path, type(value).__name__, value


def event_leaf(event: object) -> Leaf:
    """Tell all of an event of PyYAML but its place and its quotes."""
    value = getattr(event, "value", None)
    tag = getattr(event, "tag", None)
    if isinstance(event, yaml.ScalarEvent) and tag is None:
        resolver = yaml.resolver.Resolver()
        plain = (event.implicit[0], False) if not event.style else (False, True)
        tag = resolver.resolve(yaml.ScalarNode, value, plain)
    return f"{type(event).__name__} {getattr(event, 'anchor', None)} {tag}", "", value


def replaced(text: str, targets: dict[Field, str]) -> str:
    """Put targets in the places of fields."""
    parts, end = [], 0
    for entry, target in targets.items():
        raw = text[entry.start : entry.end]
        parts += [text[end : entry.start], spelled(entry.style, raw, target)]
        end = entry.end
    return "".join([*parts, text[end:]])


def law(text: str, targets: dict[Field, str], keys: Sequence[str] = KEYS) -> None:
    """Assert that what is put in is read again, and that nothing else has changed."""
    before = front(text, keys)
    result = replaced(text, targets)
    after = front(result, keys)
    assert after.problem is None, result
    assert result[after.end :] == text[before.end :]
    assert list(after.values) == list(before.values)
    new, old = leaves(result, after.end), leaves(text, before.end)
    assert len(new) == len(old), result
    changed = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert [a[:2] for a, _ in changed] == [b[:2] for _, b in changed], result
    expected = [(entry, target) for entry, target in targets.items() if target != entry.value]
    assert len(changed) == len(expected), result
    for (entry, target), (was, now) in zip(expected, changed, strict=True):
        assert isinstance(was[2], str)
        lead = was[2][: len(was[2]) - len(was[2].lstrip(OUTER))]
        assert was[2].strip(OUTER) == entry.value
        assert now[2] == lead + target + was[2][len(lead) + len(entry.value) :], result


TARGETS = (
    *(
        "Oui",
        "no",
        "Null",
        "~",
        "y",
        "1.0",
        "1e3",
        "0x1F",
        "0o17",
        "12:30",
        "2024-01-01",
        "=",
        "<<",
    ),
    *("- x", "-x", "? x", "?x", ": x", ":x", "a: b", "a:b", "a:", "a #b", "a#b", "#b", "@x", "`x"),
    *("%x", "!x", "&x", "*x", "|", ">", "[x]", "{x}", "a, b", "a,b", "{{ x }}", "a {{ x }}", "x]"),
    *(
        "'",
        '"',
        "l'été",
        'dit "oui"',
        "'l' \"x\"",
        "\\",
        "a\\nb",
        "\\u00e9",
        "x'",
        'x"',
        "'''",
        '"""',
    ),
    *("a'''b", 'a"""b', 'a""', "a''", '"""" x', "a\nb", "a\n\nb", "a\n b", "a\n\n\tb\nc", "a \nb"),
    *("a\n   \nb", "+++\nx", "x\n+++\ny", "x\n---\ny", "x\n...", "# x\ny", "x\n# y", "a\\\nb"),
    *(" x", "x ", "\nx", "x\n", "x\n\n", "\tx", "a\tb", "a  b", "", " ", "\n", "\u00a0x\u00a0"),
    *("a\r\nb", "a\rb", "a\x85b", "a\u2028b", "a\u2029b", "\x00", "a\x1bb", "\x7f", "\x9f"),
    *("\ufeffx", "a\ufeffb", "\ufffe\uffff", "é 言 ع 😀 𝄞", "«\u202fOui\u202f»", "a" * 3000),
)


@each_readable
def test_targets(case: Case) -> None:
    for target in TARGETS:
        law(case.text, dict.fromkeys(front(case.text).fields, target))


@pytest.mark.parametrize("variant", ["crlf", "cr", "bom"])
@each_readable
def test_targets_in_other_line_ends(case: Case, variant: str) -> None:
    text = VARIANTS[variant](case.text)
    for target in ("Oui : non", "a\n\nb", "a\n b\n+++\nc"):
        law(text, dict.fromkeys(front(text).fields, target))


@each_variant
@each_readable
def test_identity(case: Case, variant: str) -> None:
    text = VARIANTS[variant](case.text)
    assert replaced(text, {}) == text
    law(text, {entry: entry.value for entry in front(text).fields})


WITH_FIELDS = [case.text for case in READABLE if front(case.text).fields]
ANY = st.text(st.characters(codec="utf-8"), max_size=30)
SIGNS = st.text("ab é'\"\\:#-+,[]{}&*!|>%@`?=~\n\t 0.\u00a0\u2028\x85\r", max_size=12)


@settings(max_examples=500)
@given(st.sampled_from(WITH_FIELDS), st.sampled_from(sorted(VARIANTS)), st.data())
def test_any_target(text: str, variant: str, choice: st.DataObject) -> None:
    text = VARIANTS[variant](text)
    fields = choice.draw(st.lists(st.sampled_from(front(text).fields), min_size=1, unique=True))
    fields.sort(key=lambda entry: entry.start)
    law(text, {entry: choice.draw(ANY | SIGNS) for entry in fields})


NAME = st.text("abé -", min_size=1, max_size=4)
TEXT = st.text("ab é'\"\\\\:#-+,[]{}&*!|>%@=~\n 0\u00a0\u2028", max_size=12)
LEAF = TEXT | st.integers(-9, 9) | st.booleans() | st.dates()
VALUE = st.recursive(
    LEAF, lambda below: st.lists(below, max_size=3) | st.dictionaries(NAME, below, max_size=3)
)
DATA = st.dictionaries(NAME, VALUE, min_size=1, max_size=4)
EVERYTHING = [".".join("*" * depth) for depth in range(1, 30)]


def yaml_text(data: object, chance: random.Random) -> str:
    style = {
        "default_style": chance.choice([None, None, "'", '"', "|", ">"]),
        "default_flow_style": chance.choice([None, True, False]),
        "indent": chance.choice([2, 4]),
        "width": chance.choice([10, 80]),
    }
    text = yaml.dump(data, allow_unicode=True, sort_keys=False, **style)
    return f"---\n{text}\n---\n"  # it may end in U+2028


def json_text(data: object, chance: random.Random) -> str:
    indent, separators = chance.choice([None, 1]), chance.choice([(",", ":"), (" , ", " : ")])
    return json.dumps(data, indent=indent, separators=separators, default=str)


def toml_text(data: dict[str, object], chance: random.Random) -> str:
    """Write what json can write, and dates; a table of the first level is one with a header."""
    tables = [key for key, value in data.items() if isinstance(value, dict)]
    lines = [f"{json.dumps(k)} = {toml_value(data[k], chance)}" for k in data if k not in tables]
    for table in tables:
        inside = data[table]
        assert isinstance(inside, dict)
        lines.append(f"[ {json.dumps(table)} ] # a = 'b'")
        lines += [f"{json.dumps(k)}={toml_value(inside[k], chance)}" for k in inside]
    return "\n".join(["+++", *lines, "+++\n"])


def toml_value(value: object, chance: random.Random) -> str:
    if isinstance(value, str):
        ways = [json.dumps(value, ensure_ascii=chance.random() < 0.5)]
        quoted = value.replace("\\", "\\\\").replace('"', '\\"')
        ways.append(f'"""{quoted}"""' if "\n+++" not in value and value[:1] != "\n" else ways[0])
        ways.append(f"'{value}'" if "'" not in value and "\n" not in value else ways[0])
        return chance.choice(ways)
    if isinstance(value, list):
        gap = chance.choice(["", " ", "\n # ]\n"])
        return "[" + "".join(f"{gap}{toml_value(v, chance)}{gap}," for v in value) + "]"
    if isinstance(value, dict):
        pairs = (f"{json.dumps(k)} = {toml_value(v, chance)}" for k, v in value.items())
        return "{ " + ", ".join(pairs) + " }"
    return str(value).lower()


def texts(value: object, toml: bool = False) -> Iterator[str]:
    """List the values with letters; in TOML, those of the tables come last."""
    if isinstance(value, str):
        if re.search(r"[^\W\d_]", re.sub(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}", "", value)):
            yield value.strip(OUTER)
    elif isinstance(value, list):
        for below in value:
            yield from texts(below)
    elif isinstance(value, dict):
        for below in sorted(value.values(), key=lambda v: toml and isinstance(v, dict)):
            yield from texts(below)


@given(DATA, st.randoms(use_true_random=False))
def test_any_front_matter(data: dict[str, object], chance: random.Random) -> None:
    """What other programs write in the three syntaxes is found, all of it, and takes targets."""
    for write in (yaml_text, json_text, toml_text):
        text = write(data, chance)
        found = front(text, EVERYTHING)
        assert found.problem is None, text
        said = yaml.safe_load(text[4:-4]) if write is yaml_text else data  # dump can err
        assert [entry.value for entry in found.fields] == list(texts(said, write is toml_text))
        law(text, {entry: chance.choice(TARGETS) for entry in found.fields}, EVERYTHING)


PIECES = st.sampled_from(
    [
        *("---\n", "+++\n", "...\n", "{", "}", "[", "]", "\n", "\r", "  ", "- ", "title", "tags"),
        *(": ", ":", " = ", ",", '"', "'", "'''", '"""', "\\", "|", ">", "#", "&a ", "*a", "!x "),
        *("é", "a", "1", "\ufeff", "\u2028", "\x00", "\t", "{{ x }}", "? ", "<<", "title: a\n"),
        *('title = "a"\n', '"title": "a"', "[[images]]\n", "\ud800"),
    ]
)
ODD = st.lists(PIECES, max_size=25).map("".join)


@settings(max_examples=500)
@given(st.sampled_from(["---\n", "+++\n", "{", "---json\n", ""]), ODD)
def test_any_text(opening: str, text: str) -> None:
    """Whatever is there, what is found spells what it says, and takes a target."""
    text = f"{opening}{text}\n{opening}"
    found = read(text, KEYS)
    if found is not None and found.problem is None:
        law(text, dict.fromkeys(found.fields, "Oui : non\n'x'"))


@pytest.mark.parametrize("variant", ["lf", "crlf", "cr", "bom"])
def test_both_loaders_of_pyyaml(monkeypatch: pytest.MonkeyPatch, variant: str) -> None:
    texts = [VARIANTS[variant](case.text) for case in [*READABLE, *NONE]]
    in_c = [read(text, KEYS) for text in texts]
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert [read(text, KEYS) for text in texts] == in_c


# The rules, one by one.

AT = "---\n{}: {}\nz: 1\n---\n"
SPELLINGS = [
    ("Titre", "Título", "Título"),
    ("Titre", "Guía: uno", "'Guía: uno'"),
    ("Titre", "L'été : un: deux", '"L\'été : un: deux"'),
    ("Titre", 'dit: "l\'été"', '"dit: \\"l\'été\\""'),
    ("Titre", "¿Qué?", "¿Qué?"),
    ("Titre", "-5 grados", "-5 grados"),
    ("Titre", "yes", "'yes'"),
    ("Titre", "2024", "'2024'"),
    ("Titre", "2024-01-01", "'2024-01-01'"),
    ("Titre", "1,000", "'1,000'"),
    ("Titre", "y", "'y'"),
    ("Titre", "1e3", "'1e3'"),
    ("Titre", "0o17", "'0o17'"),
    ("Titre", "a\nb", '"a\\nb"'),
    ("Titre", "a\u2028b", '"a\\u2028b"'),
    ("'Titre'", "l'été", "'l''été'"),
    ("'Titre'", "a\nb", '"a\\nb"'),
    ('"Titre"', 'dit "oui" \\', '"dit \\"oui\\" \\\\"'),
    ("[a, Titre]", "uno, dos", "[a, 'uno, dos']"),
    ("[a, Titre]", "¿qué?", "[a, '¿qué?']"),
    ("{title: Titre}", "uno} dos", "{title: 'uno} dos'}"),
    ("&x !!str Titre # c", "a: b", "&x !!str 'a: b' # c"),
    ("|\n  Titre\n", "uno\n\ndos", "|\n  uno\n\n  dos\n"),
    (">-\n   Titre\n   long\n", "uno\ndos", ">-\n   uno\n\n   dos\n"),
    (">+ # c\n  Titre\n\n", "uno\n - dos", "|+ # c\n  uno\n   - dos\n\n"),
    ("|2- # c\n     Titre\n", "uno\n dos", "|2- # c\n     uno\n   dos\n"),
    ("|-\n  Titre\u2028  long\n", "uno\ndos", '"uno\\ndos"\n'),
    ("\n- |-\n  Titre\u2028- b", "uno", "\n- |-\n  uno\u2028- b"),
    ("| # c\n  Titre\n", "uno\x00", '"uno\\u0000\\n" # c\n'),
]


@pytest.mark.parametrize(("written", "target", "result"), SPELLINGS)
def test_spelling_of_yaml(written: str, target: str, result: str) -> None:
    text = AT.format("x", written)
    found = read(text, ("x", "x.title"))
    assert found is not None
    field = next(entry for entry in found.fields if entry.value.startswith("Titre"))
    assert replaced(text, {field: target}) == AT.format("x", result)


SPELLINGS_OF_TOML = [
    ("'Titre'", "Título", "'Título'"),
    ("'Titre'", "l'été", '"l\'été"'),
    ('"Titre"', 'dit "oui"\n\\', '"dit \\"oui\\"\\n\\\\"'),
    ("'''\nTitre\n'''", "uno\nl'été", "'''\nuno\nl'été\n'''"),
    ("'''\nTitre\n'''", "a'''b", '"""\na\'\'\'b\n"""'),
    ('"""\nTitre"""', 'dit "oui"', '"""\ndit "oui\\""""'),
    ('"""Titre"""', "uno\n+++", '"""uno\n\\u002b++"""'),
    ("['a', 'Titre'] # c", "dos", "['a', 'dos'] # c"),
    ("{ title = 'Titre' }", "a\tb", "{ title = 'a\tb' }"),
]


@pytest.mark.parametrize(("written", "target", "result"), SPELLINGS_OF_TOML)
def test_spelling_of_toml(written: str, target: str, result: str) -> None:
    text = f"+++\nx = {written}\n+++\n"
    found = read(text, ("x", "x.title"))
    assert found is not None
    assert replaced(text, {found.fields[-1]: target}) == f"+++\nx = {result}\n+++\n"


PATTERNS = [
    ("title", ["title"]),
    ("Title", ["title"]),
    ("tags", ["tags[0]", "tags[1][0]"]),
    ("seo.title", ["seo.title"]),
    ("*.title", ["seo.title", "rows[0].title"]),
    ("rows.title", ["rows[0].title"]),
    ("*", ["title", "tags[0]", "tags[1][0]"]),
    ("*.*", ["seo.title", "rows[0].title"]),
    ("*.*.alt", ["seo.image.alt"]),
    ("seo", []),
    ("seo.*.*", ["seo.image.alt"]),
    ("title.seo", []),
    ("", []),
]


@pytest.mark.parametrize(("pattern", "paths"), PATTERNS)
def test_patterns(pattern: str, paths: list[str]) -> None:
    text = '{"title": "a", "tags": ["b", ["c"]], "seo": {"title": "d", "image": {"alt": "e"}}, "rows": [{"title": "f"}]}'
    found = read(text, [pattern])
    assert found is not None
    assert [entry.path for entry in found.fields] == paths


def test_byte_order_mark_behind_the_fence() -> None:
    assert read("---\n\ufefftitle: Été\n---\n", KEYS) is None


def test_values() -> None:
    text = "---\ntitle: a\ndraft: true\nweight: 1\nlang: fr\ntags: [a, *b]\n---\n"
    broken = read(text, KEYS)
    assert broken is not None
    assert broken.values == {}
    found = read(text.replace("*b", "{c: 1.5}"), KEYS)
    assert found is not None
    assert found.values == {
        "title": "a",
        "draft": True,
        "weight": 1,
        "lang": "fr",
        "tags": ["a", {"c": 1.5}],
    }


@pytest.mark.skipif(not REAL_TEXTS, reason="the real texts (../shared/corpus) are not here")
def test_real_articles() -> None:
    count = 0
    for path in REAL_TEXTS:
        text = path.read_bytes().decode("utf-8", "replace")
        found = read(text, DEFAULT_KEYS)
        if found is not None:
            count += len(found.fields)
            for target in ("Uno: «dos» #3", "no", 'l\'été "x"\nfin'):
                law(text, dict.fromkeys(found.fields, target))
    assert count > 100


WORST: dict[str, Callable[[int], str]] = {
    "keys": lambda n: "---\n" + "".join(f"k{at}: Un été\n" for at in range(n // 14)) + "---\n",
    "fields": lambda n: "---\ntags:\n" + "- 'é\n  é'\n" * (n // 12) + "---\n",
    "a long title": lambda n: "---\ntitle: " + "é: b" * (n // 4) + "\n---\n",
    "a long word": lambda n: "---\ntitle: " + "1" * n + "\n---\n",
    "a folded text": lambda n: "---\ntitle: >\n" + "  é b\n\n" * (n // 7) + "---\n",
    "a flow list": lambda n: "---\ntags: [" + "é, " * (n // 3) + "]\n---\n",
    "brackets": lambda n: "---\ntags: " + "[" * n + "\n---\n",
    "closed brackets": lambda n: "---\ntags: " + "[" * (n // 2) + "]" * (n // 2) + "\n---\n",
    "dashes": lambda n: "---\ntags: \n" + "- " * (n // 2) + "\n---\n",
    "aliases": lambda n: "---\na: &a [x]\ntags: [" + "*a, " * (n // 4) + "]\n---\n",
    "more aliases": lambda n: (
        "---\na0: &a0 [x]\n"
        + "".join(f"a{k}: &a{k} [*a{k - 1}, *a{k - 1}]\n" for k in range(1, n // 25))
        + "---\n"
    ),
    "hours": lambda n: "---\ntitle: 1" + ":30" * (n // 3) + "\n---\n",
    "braces": lambda n: "---\ntitle: '" + "{{" * (n // 2) + "'\n---\n",
    "open braces": lambda n: "---\ntitle: '" + "{{ a " * (n // 5) + "'\n---\n",
    "rules": lambda n: "---\n" + "--- a\n" * (n // 6),
    "blank lines": lambda n: "---\n" + " \n" * (n // 2) + "---\n",
    "TOML keys": lambda n: "+++\n" + "".join(f"k{at} = 'é'\n" for at in range(n // 14)) + "+++\n",
    "TOML dots": lambda n: "+++\n" + "a." * (n // 2) + "a = 1\n+++\n",
    "TOML quotes": lambda n: '+++\ntitle = """' + '"" ' * (n // 3) + '"""\n+++\n',
    "TOML open quotes": lambda n: '+++\ntitle = """' + '\\"' * (n // 2) + "\n+++\n",
    "TOML array": lambda n: "+++\ntags = [" + "'é'," * (n // 4) + "]\n+++\n",
    "TOML brackets": lambda n: "+++\ntags = " + "[" * n + "\n+++\n",
    "TOML tables": lambda n: "+++\n" + "[[tags]]\ntitle = 'é'\n" * (n // 22) + "+++\n",
    "JSON array": lambda n: '{"tags": [' + '"é", ' * (n // 5) + '"b"]}',
    "JSON brackets": lambda n: '{"tags": ' + "[" * n,
    "JSON fences": lambda n: '{\n"tags": ' + "}\na" * (n // 3),
}


def seconds(text: str) -> float:
    """Measure the processor time of reading a text and of putting as long a target in."""
    begin = time.process_time()
    found = read(text, KEYS)
    for entry in found.fields[:1] if found else ():
        spelled(entry.style, text[entry.start : entry.end], text)
    return time.process_time() - begin


@pytest.mark.parametrize("name", WORST)
def test_time_is_linear(name: str) -> None:
    """Four times the text takes four times the time; sixteen times if it were quadratic."""
    small, large = (seconds(WORST[name](size)) for size in (60_000, 240_000))
    assert large < 10 * small + 1


def test_a_thousand_front_matters() -> None:
    """Ten lines are read in a fraction of a millisecond, and what is none in no time."""
    text = "---\n" + "".join(f"k{at}: Une valeur, une autre\n" for at in range(8)) + "---\nTexte\n"
    best = min(seconds_of(text), seconds_of(text))
    assert best < 2  # it is about 0.3; only a change of kind is told here
    assert seconds_of("Texte\n" * 1000) < 0.5


def seconds_of(text: str) -> float:
    begin = time.process_time()
    for _ in range(1000):
        read(text, DEFAULT_KEYS)
    return time.process_time() - begin


def test_nothing_is_a_number_that_is_none() -> None:
    found = read("---\na: .nan\nb: 1_000\nc: 0b1\n---\n", KEYS)
    assert found is not None
    assert math.isnan(found.values["a"])  # type: ignore[arg-type]
    assert (found.values["b"], found.values["c"]) == (1000, 1)
