"""The grammar of PO text: text to entries (gettext manual, "PO Files").

Errors tell the line alone, as `:7`. What the entries say: l10n.po_units.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from l10n.errors import L10nError

STRINGS = r'(?P<strings>(?:"(?:[^"\\]|\\.)*"[ \t]*)+)'
STRING = re.compile(
    r"(?P<old>#~[ \t]*)?"
    r"(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]+\])?)[ \t]*)?" + STRINGS
)
PREVIOUS = re.compile(
    r"#~?\|[ \t]*(?:(?P<keyword>msgctxt|msgid_plural|msgid)[ \t]*)?(?:" + STRINGS + ")"
)
BLANK = " \t\r"
# An entry as tools write it, and a look at what follows: nothing that could still belong to it.
# What this takes, the grammar below takes too, as the same entry.
TEXT = r'[^"\\\n]*+(?:\\.[^"\\\n]*+)*+'
LINE = rf'"{TEXT}"\n'
TOLD = r".*+(?<![ \t\r])\n"
OLD_LINES = rf"{LINE}(?:\#~\ {LINE})*+"
USUAL = re.compile(
    rf"""
    \n*+ (?P<entry> (?P<comments> (?P<notes> (?: \#\ {TOLD} )*+ )
      (?P<extracted> (?: \#\.\ {TOLD} )*+ ) (?P<places> (?: \#:\ {TOLD} )*+ )
      (?P<flags> (?: \#,\ {TOLD} )*+ ) (?P<others> (?: \#(?![~|]).*\n )*+ ) )
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


class Entry(NamedTuple):
    """The lines of one PO entry: comments, then strings.

    plain: its parts, if it has a source and a target, written as tools write them.
    """

    line: int
    own: str = ""
    plain: re.Match[str] | None = None

    @property
    def text(self) -> str:
        """Its lines as they stand in the file, without the last line end."""
        return self.plain["entry"].rstrip("\n") if self.plain else self.own

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
        end = match.end()
        plain = match["source"] is not None
        yield Entry(line, "", match) if plain else Entry(line, text[start:end].rstrip("\n"))
        line += text.count("\n", start, end)
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
            yield Entry(start, "\n".join(lines).strip("\r\n"))
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
        yield Entry(start, "\n".join(lines).strip("\r\n"))


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
