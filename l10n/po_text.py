"""The grammar of PO text: text to entries, entries to units (gettext manual, "PO Files").

Errors tell the line alone, as `:7`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from l10n.catalog import Previous, Unit
from l10n.errors import L10nError
from l10n.po_references import references

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
RARE = re.compile(r'\\[^abfnrtv\\"]')
BYTE = re.compile(r"\\x([0-9a-fA-F]+)|\\([0-7]+)")
BLANK = " \t\r"
# An entry as tools write it, and a look at what follows: nothing that could still belong to it.
# What this takes, the grammar below takes too, as the same entry.
TEXT = r'[^"\\\n]*+(?:\\.[^"\\\n]*+)*+'
LINE = rf'"{TEXT}"\n'
OLD_LINES = rf"{LINE}(?:\#~\ {LINE})*+"
USUAL = re.compile(
    rf"""
    \n*+ (?P<entry> (?P<comments> (?: \#(?![~|]).*\n )*+ )
    (?: (?: msgctxt\ "(?P<context> {TEXT} (?: "\n"{TEXT} )*+ )"\n )?+
      msgid\ "(?P<source> {TEXT} (?: "\n"{TEXT} )*+ )"\n
      msgstr\ "(?P<target> {TEXT} (?: "\n"{TEXT} )*+ )"\n
    | (?: \#\|\ (?: msg(?:ctxt|id|id_plural)\  )?+ {LINE} )*+
      (?: msgctxt\ (?:{LINE})++ )?+ msgid\ (?:{LINE})++
      (?: msgstr\ (?:{LINE})++
      | msgid_plural\ (?:{LINE})++ (?: msgstr\[[0-9]++\]\ (?:{LINE})++ )++ )
    | (?: \#~\|\ (?: msg(?:ctxt|id|id_plural)\  )?+ {LINE} )*+
      (?: \#~\ msgctxt\ {OLD_LINES} )?+ \#~\ msgid\ {OLD_LINES}
      \#~\ msgstr\ {OLD_LINES}
    ) )
    (?= \n*+ (?: \#(?!~) | (?:\#~\ )?msg(?:ctxt|id)\  | \#~\| | \Z ) )
    """,
    re.VERBOSE,
)
COMMENT = re.compile(r"#([.:,!=]?)(.*)\n")
FLAG = re.compile(r"[ \t]*[a-z]")  # and no line drawn with =, say


class Entry(NamedTuple):
    """The lines of one PO entry: comments, then strings.

    plain: its parts, if it has a source and a target, written as tools write them.
    """

    text: str
    line: int
    plain: re.Match[str] | None = None

    @property
    def lines(self) -> list[str]:
        """Its lines without the white space around them."""
        return [line.strip(BLANK) for line in self.text.split("\n")]

    @property
    def only_comments(self) -> bool:
        return not any(map(STRING.fullmatch, self.lines))


def entries(text: str) -> Iterator[Entry]:
    """Cut PO text into entries, line ends kept, checking its grammar line by line.

    The last one may hold comments alone.
    """
    line, end = 1, 0
    while match := USUAL.match(text, end):
        start = match.start("entry")
        line += start - end
        plain = match if match["source"] is not None else None
        yield Entry(match["entry"].rstrip("\n"), line, plain)
        line += text.count("\n", start, match.end())
        end = match.end()
    yield from other_entries(text[end:], line)


def other_entries(text: str, first: int) -> Iterator[Entry]:
    """Cut PO text of any spelling into entries; first: the number of its first line."""
    lines: list[str] = []
    start, keyword = first, ""
    for number, line in enumerate(text.split("\n"), first):
        bare = line.strip(BLANK)
        match = STRING.fullmatch(bare)
        blank = not bare or (bare == "#~" and bool(lines and lines[-1].strip(BLANK)))
        refuse_other(bare, match, number)
        begins = not match or (match["keyword"] or "") in ("msgctxt", "msgid")
        if lines and keyword.startswith("msgstr") and begins and not blank:
            yield Entry("\n".join(lines).strip("\r\n"), start)
            lines, keyword = [], ""
        if match:
            refuse_order(keyword, match["keyword"], number)
            keyword = match["keyword"] or keyword
        if not lines:
            start = number
        if lines or not blank:
            lines.append(line)
    if keyword and not keyword.startswith("msgstr"):
        raise L10nError(
            f"the entry ends after its {keyword}",
            where=f":{start}",
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


def refuse_order(before: str, keyword: str | None, line: int) -> None:
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
        where=f":{line}",
        hint="Compare with the entries around it; `msgfmt -c` tells more.",
    )


def refuse_other(line: str, match: re.Match[str] | None, number: int) -> None:
    """Raise when a line is neither strings nor a comment."""
    kept = line in ("", "#|", "#~|") or match or PREVIOUS.fullmatch(line)
    if not kept and not re.match(r"#(?![~|])|#~[ \t]*(#|$)", line):
        raise broken(line, number)


def broken(line: str, number: int) -> L10nError:
    """Say what is wrong with a line that is no PO."""
    at = f":{number}"
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


def unit(entry: Entry) -> Unit:
    """Read one entry; raises L10nError with its line for escapes that gettext has not."""
    if entry.plain and not RARE.search(entry.text):
        return plain_unit(entry.plain, entry.line)
    strings: dict[str, str] = {}
    before: dict[str, str] = {}
    comments = ""
    keyword = last = ""
    obsolete = False
    for number, line in enumerate(entry.lines, entry.line):
        if match := STRING.fullmatch(line):
            keyword = match["keyword"] or keyword
            obsolete = bool(match["old"]) if match["keyword"] == "msgid" else obsolete
            strings[keyword] = strings.get(keyword, "") + string(match, number)
        elif match := PREVIOUS.fullmatch(line):
            last = match["keyword"] or last
            before[last] = before.get(last, "") + string(match, number)
        elif line.startswith("#") and line not in ("#~", "#|", "#~|"):
            comments += re.sub(r"^#~[ \t]*(?=#)", "", line) + "\n"
    forms = {int(key[7:-1]): text for key, text in strings.items() if "[" in key}
    return Unit(
        strings["msgid"],
        strings.get("msgstr", ""),
        strings.get("msgctxt"),
        *sorted_out(comments),
        previous=previous(before),
        obsolete=obsolete,
        plural=strings.get("msgid_plural", ""),
        targets=tuple(forms[index] for index in sorted(forms)),
        line=entry.line,
    )


def plain_unit(parts: re.Match[str], line: int) -> Unit:
    """Read an entry of a source and a target, whose escapes are all of one letter."""
    comments, context, source, target = parts.group("comments", "context", "source", "target")
    return Unit(
        plain_string(source),
        plain_string(target),
        None if context is None else plain_string(context),
        *sorted_out(comments),
        line=line,
    )


def plain_string(lines: str) -> str:
    text = lines.replace('"\n"', "")
    return re.sub(r"\\(.)", lambda escape: ESCAPED[escape[1]], text) if "\\" in text else text


def previous(strings: dict[str, str]) -> Previous | None:
    if not strings:
        return None
    return Previous(strings.get("msgid"), strings.get("msgctxt"), strings.get("msgid_plural"))


Lines = tuple[str, ...]


def sorted_out(comments: str) -> tuple[Lines, Lines, Lines, Lines]:
    """Tell the translators' comments, the extracted ones, references and flags of an entry.

    `#!` and, in newer versions, `#=` hold flags too, for gettext.
    """
    kinds: dict[str, list[str]] = {"": [], ".": [], ":": [], ",": []}
    for sign, told in COMMENT.findall(comments):
        mark, text = sign, told.rstrip(BLANK)
        if sign in ("!", "="):
            mark, text = (",", text) if FLAG.match(text) else ("", sign + text)
        kinds[mark].append(text.removeprefix(" "))
    places = [place for line in kinds[":"] for place in references(line)]
    flags = [flag.strip() for line in kinds[","] for flag in line.split(",")]
    return tuple(kinds[""]), tuple(kinds["."]), tuple(places), tuple(filter(None, flags))


def string(match: re.Match[str], line: int) -> str:
    """Give the text of the strings on a line, as gettext reads it."""
    quoted = match["strings"].strip(BLANK)
    pieces = re.findall(r'"((?:[^"\\]|\\.)*)"', quoted)
    return "".join(ESCAPE.sub(lambda found: unescaped(found, line), piece) for piece in pieces)


def unescaped(escape: re.Match[str], line: int) -> str:
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
        where=f":{line}",
        hint="Write the character itself; a backslash is written \\\\.",
    )
