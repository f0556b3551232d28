"""The grammar of PO text: text to entries (gettext manual, "PO Files").

Errors tell the line alone, as `:7`. What the entries say: l10n.po_units.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from l10n.errors import L10nError

# Nothing here is tried twice: a line of any length costs its length, and no memory to go back.
PIECE = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
STRINGS = rf"(?P<strings>(?:{PIECE}[ \t]*+)++)"
STRING = re.compile(
    r"(?P<old>#~[ \t]*)?"
    r"(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]+\])?)[ \t]*)?" + STRINGS
)
PREVIOUS = re.compile(r"#~?\|[ \t]*(?:(?P<keyword>msgctxt|msgid_plural|msgid)[ \t]*)?" + STRINGS)
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

    text: without the last line end; plain: its parts, if it has a source and a
    target, written as tools write them; only_comments: whether it has no strings.
    """

    line: int
    text: str
    plain: re.Match[str] | None = None
    only_comments: bool = False


def entries(text: str) -> Iterator[Entry]:
    """Cut PO text into entries, line ends kept, checking its grammar line by line.

    The last one may hold comments alone.
    """
    line, end = 1, 0
    while match := USUAL.match(text, end):
        start = match.start("entry")
        line += start - end
        end = match.end()
        plain = match if match["source"] is not None else None
        yield Entry(line, match["entry"].rstrip("\n"), plain)
        line += text.count("\n", start, end)
    yield from other_entries(text, end, line)


def lines_of(text: str, at: int = 0) -> Iterator[tuple[int, int]]:
    """Give where the lines of a text begin and end, one by one."""
    while (end := text.find("\n", at)) >= 0:
        yield at, end
        at = end + 1
    yield at, len(text)


def other_entries(text: str, at: int, first: int) -> Iterator[Entry]:
    """Cut PO text of any spelling into entries, from a place on; first: the number of its line."""
    keyword = ""
    begun, begin, start, stop = False, at, first, at  # stop: where the last line with a mark ends
    for number, (left, right) in enumerate(lines_of(text, at), first):
        bare = text[left:right].strip(BLANK)
        if not bare or (bare == "#~" and begun and stop == left - 1):
            stop = right if bare else stop
            continue
        match = None if is_comment(bare) else STRING.fullmatch(bare)
        if match is None:
            refuse_other(bare, number)
        if begun and keyword.startswith("msgstr") and begins(match):
            yield Entry(start, text[begin:stop].strip("\r\n"))
            begun, keyword = False, ""
        if match:
            refuse_order(keyword, match["keyword"], number)
            keyword = match["keyword"] or keyword
        if not begun:
            begun, begin, start = True, left, number
        stop = right
    if keyword and not keyword.startswith("msgstr"):
        raise L10nError(
            f"the entry ends after its {keyword}",
            where=f":{start}",
            hint="Give it a msgstr line, or take it out.",
        )
    if begun:
        yield Entry(start, text[begin:stop].strip("\r\n"), only_comments=not keyword)


def is_comment(line: str) -> bool:
    """Tell whether a line is a comment, and neither obsolete nor about what was before."""
    return line.startswith("#") and line[1:2] not in ("~", "|")


def begins(match: re.Match[str] | None) -> bool:
    """Tell whether a line that is not blank begins an entry, after the strings of another."""
    return not match or (match["keyword"] or "") in ("msgctxt", "msgid")


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


def refuse_other(line: str, number: int) -> None:
    """Raise when a line that holds no strings is no comment either."""
    if is_comment(line) or line in ("#|", "#~|") or PREVIOUS.fullmatch(line):
        return
    if not re.match(r"#~[ \t]*(#|$)", line):
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
