"""The grammar of PO text: text to entries, entries to units (gettext manual, "PO Files")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from l10n.catalog import Previous, Unit
from l10n.errors import L10nError

STRINGS = r'(?P<strings>(?:"(?:[^"\\]|\\.)*"[ \t]*)+)'
STRING = re.compile(
    r"(?P<old>#~[ \t]*)?"
    r"(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]+\])?)[ \t]*)?" + STRINGS
)
PREVIOUS = re.compile(
    r"#~?\|[ \t]*(?:(?P<keyword>msgctxt|msgid_plural|msgid)[ \t]*)?(?:" + STRINGS + ")"
)
ESCAPE = re.compile(r"((?:\\[0-7]{1,3}|\\x[0-9a-fA-F]+)+)|\\(.)")
ESCAPED = dict(zip('abfnrtv\\"', '\a\b\f\n\r\t\v\\"', strict=True))
BYTE = re.compile(r"\\x([0-9a-fA-F]+)|\\([0-7]+)")
BLANK = " \t\r"
REFERENCE = re.compile("\u2068[^\u2069]*\u2069[^ \t]*|[^ \t]+")
# What would end a line or a name there, or not be seen: percent-encoded.
ODD = [
    *map(chr, (*range(0x20), *range(0x7F, 0xA1), 0x1680, *range(0x2000, 0x200B))),
    *"\u2028\u2029\u202f\u205f\u2068\u2069\u3000",
]
HIDDEN = {ord(odd): quote(odd) for odd in ODD}
SHOWN = {code: chr(odd) for odd, code in HIDDEN.items()} | {"%25": "%"}
CODE = re.compile("|".join(SHOWN))
RULE = re.compile(r"#[=!](?![ \t]*[a-z])")  # a line drawn with =, say


@dataclass(frozen=True, slots=True)
class Entry:
    """The lines of one PO entry: comments, then strings."""

    text: str
    line: int

    @property
    def lines(self) -> list[str]:
        """Its lines without the white space around them."""
        return [line.strip(BLANK) for line in self.text.split("\n")]

    @property
    def only_comments(self) -> bool:
        return not any(map(STRING.fullmatch, self.lines))


def entries(text: str, where: str) -> Iterator[Entry]:
    """Cut PO text into entries, line ends kept, checking its grammar line by line.

    The last one may hold comments alone.
    """
    lines: list[str] = []
    start, keyword = 1, ""
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip(BLANK)
        match = STRING.fullmatch(bare)
        blank = not bare or (bare == "#~" and bool(lines and lines[-1].strip(BLANK)))
        refuse_other(bare, match, where, number)
        begins = not match or (match["keyword"] or "") in ("msgctxt", "msgid")
        if lines and keyword.startswith("msgstr") and begins and not blank:
            yield Entry("\n".join(lines).strip("\r\n"), start)
            lines, keyword = [], ""
        if match:
            refuse_order(keyword, match["keyword"], where, number)
            keyword = match["keyword"] or keyword
        if not lines:
            start = number
        if lines or not blank:
            lines.append(line)
    if keyword and not keyword.startswith("msgstr"):
        raise L10nError(
            f"the entry ends after its {keyword}",
            where=f"{where}:{start}",
            hint="Give it a msgstr line, or take it out.",
        )
    if lines:
        yield Entry("\n".join(lines).strip("\r\n"), start)


AFTER = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgstr", "msgid_plural"),
    "msgid_plural": ("msgstr[",),
    "msgstr": ("msgctxt", "msgid"),
    "msgstr[": ("msgctxt", "msgid", "msgstr["),
}


def refuse_order(before: str, keyword: str | None, where: str, line: int) -> None:
    """Raise when a keyword, or a string without one, cannot stand here."""
    if keyword is None and before:
        return
    if (
        keyword
        and keyword.partition("[")[0] + ("[" if "[" in keyword else "")
        in AFTER[before.partition("[")[0] + ("[" if "[" in before else "")]
    ):
        return
    raise L10nError(
        f"{keyword or 'a string'} cannot follow {before or 'this'}",
        where=f"{where}:{line}",
        hint="Compare with the entries around it; `msgfmt -c` tells more.",
    )


def refuse_other(line: str, match: re.Match[str] | None, where: str, number: int) -> None:
    """Raise when a line is neither strings nor a comment."""
    kept = line in ("", "#|", "#~|") or match or PREVIOUS.fullmatch(line)
    if not kept and not re.match(r"#(?![~|])|#~[ \t]*(#|$)", line):
        raise broken(line, where, number)


def broken(line: str, where: str, number: int) -> L10nError:
    """Say what is wrong with a line that is no PO."""
    at = f"{where}:{number}"
    if re.match(r"(<{7}|={7}|>{7})", line):
        return L10nError(
            "holds an unresolved merge conflict",
            where=at,
            hint="Keep one side and delete the <<<<<<<, ======= and >>>>>>> lines.",
        )
    if re.match(r'domain[ \t]*"', line):
        return L10nError(
            "holds several domains, which l10n does not read",
            where=at,
            hint="Put each domain in a file of its own and delete the `domain` lines.",
        )
    what = "has an unclosed or wrongly escaped string" if '"' in line else "is no PO line"
    return L10nError(
        f"{what}: {line[:40]}",
        where=at,
        hint='Strings stand in "double quotes" on one line, with \\" inside.',
    )


def unit(entry: Entry, where: str) -> Unit:
    """Read one entry; raises L10nError with file and line for escapes that gettext has not."""
    strings: dict[str, str] = {}
    before: dict[str, str] = {}
    notes: dict[str, list[str]] = {kind: [] for kind in ("#", "#.", "#:", "#,")}
    keyword = last = ""
    obsolete = False
    for number, line in enumerate(entry.lines, entry.line):
        if match := STRING.fullmatch(line):
            keyword = match["keyword"] or keyword
            obsolete = bool(match["old"]) if match["keyword"] == "msgid" else obsolete
            strings[keyword] = strings.get(keyword, "") + string(match, f"{where}:{number}")
        elif match := PREVIOUS.fullmatch(line):
            last = match["keyword"] or last
            before[last] = before.get(last, "") + string(match, f"{where}:{number}")
        elif line.startswith("#") and line not in ("#~", "#|", "#~|"):
            comment(re.sub(r"^#~[ \t]*(?=#)", "", line), notes)
    forms = {int(key[7:-1]): text for key, text in strings.items() if "[" in key}
    return Unit(
        source=strings["msgid"],
        target=strings.get("msgstr", ""),
        context=strings.get("msgctxt"),
        notes=tuple(notes["#"]),
        extracted=tuple(notes["#."]),
        references=tuple(r for line in notes["#:"] for r in references(line)),
        flags=tuple(f for line in notes["#,"] for f in map(str.strip, line.split(",")) if f),
        previous=previous(before),
        obsolete=obsolete,
        plural=strings.get("msgid_plural", ""),
        targets=tuple(forms[index] for index in sorted(forms)),
        line=entry.line,
    )


def previous(strings: dict[str, str]) -> Previous | None:
    if not strings:
        return None
    return Previous(strings.get("msgid"), strings.get("msgctxt"), strings.get("msgid_plural"))


# `#!` and, in newer versions, `#=` hold flags too, for gettext.
KINDS = {".": "#.", ":": "#:", ",": "#,", "!": "#,", "=": "#,"}


def comment(line: str, notes: dict[str, list[str]]) -> None:
    """Put a comment line with others of its kind."""
    kind = "#" if RULE.match(line) else KINDS.get(line[1:2], "#")
    notes[kind].append(line[len(kind) :].removeprefix(" "))


def string(match: re.Match[str], where: str) -> str:
    """Give the text of the strings on a line, as gettext reads it."""
    quoted = match["strings"].strip(BLANK)
    pieces = re.findall(r'"((?:[^"\\]|\\.)*)"', quoted)
    return "".join(ESCAPE.sub(lambda found: unescaped(found, where), piece) for piece in pieces)


def unescaped(escape: re.Match[str], where: str) -> str:
    if escape[2] in ESCAPED:
        return ESCAPED[escape[2]]
    try:
        codes = BYTE.findall(escape[1] or "")
        numbers = [int(hexadecimal, 16) if hexadecimal else int(o, 8) for hexadecimal, o in codes]
        if numbers:
            return bytes(numbers).decode()
    except ValueError:
        pass
    raise L10nError(
        f"has an escape that stands for no character: {escape[0]}",
        where=where,
        hint="Write the character itself; a backslash is written \\\\.",
    )


def references(line: str) -> Iterator[str]:
    """Give the `file:line` strings of a `#:` line, names with spaces whole."""
    for reference in REFERENCE.findall(line):
        bare = re.sub("[\u2068\u2069]", "", reference)
        yield CODE.sub(lambda match: SHOWN[match[0]], bare)


def occurrence(reference: str) -> tuple[str, str]:
    """Give name and line of a reference as `references` reads them: on one line, in one piece."""
    safe = CODE.sub(lambda match: f"%25{match[0][1:]}", reference).translate(HIDDEN)
    name, _, line = safe.rpartition(":")
    name, line = (name, line) if name and line.isdigit() else (safe, "")
    return (f"\u2068{name}\u2069" if " " in name else name), line
