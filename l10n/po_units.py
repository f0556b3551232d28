"""Entries of PO text to units (gettext manual, "PO Files"). Errors tell the line alone."""

import re
from collections.abc import Iterable
from itertools import chain

from l10n.catalog import Previous, Unit
from l10n.errors import L10nError
from l10n.po_references import references
from l10n.po_text import BLANK, PREVIOUS, STRING, Entry

ESCAPE = re.compile(r"((?:\\[0-7]{1,3}|\\x[0-9a-fA-F]+)+)|\\(.)")
ESCAPED = dict(zip('abfnrtv\\"', '\a\b\f\n\r\t\v\\"', strict=True))
BYTE = re.compile(r"\\x([0-9a-fA-F]+)|\\([0-7]+)")
COMMENT = re.compile(r"#([.:,!=]?)(.*)\n")
PLAIN_COMMENTS = ("notes", "extracted", "places", "flags", "others")
FLAG = re.compile(r"[ \t]*[a-z]")  # and no line drawn with =, say
Lines = tuple[str, ...]


def unit(entry: Entry) -> Unit:
    """Read one entry; raises L10nError with its line for escapes that gettext has not."""
    if entry.plain:
        try:
            return plain_unit(entry.plain, entry.line)
        except KeyError:  # a rare escape
            return any_unit(entry)
    return any_unit(entry)


def any_unit(entry: Entry) -> Unit:
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
    """Read an entry of a source and a target; raises KeyError for escapes by number."""
    source, target, context = parts.group("source", "target", "context")
    notes, extracted, places, flags, others = parts.group(*PLAIN_COMMENTS)
    return Unit(
        plain_string(source),
        plain_string(target),
        None if context is None else plain_string(context),
        *(
            sorted_out(parts["comments"])
            if others
            else (
                told(notes, "# "),
                told(extracted, "#. "),
                tuple(chain.from_iterable(map(references, told(places, "#: ")))),
                named_flags(told(flags, "#, ")),
            )
        ),
        line=line,
    )


def told(lines: str, mark: str) -> Lines:
    """Give what lines say that all begin with one mark."""
    return tuple(lines[len(mark) : -1].split(f"\n{mark}")) if lines else ()


def named_flags(lines: Iterable[str]) -> Lines:
    return tuple(filter(None, [flag.strip() for line in lines for flag in line.split(",")]))


def plain_string(lines: str) -> str:
    text = lines.replace('"\n"', "")
    return re.sub(r"\\(.)", lambda escape: ESCAPED[escape[1]], text) if "\\" in text else text


def previous(strings: dict[str, str]) -> Previous | None:
    if not strings:
        return None
    return Previous(strings.get("msgid"), strings.get("msgctxt"), strings.get("msgid_plural"))


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
    places = chain.from_iterable(map(references, kinds[":"]))
    return tuple(kinds[""]), tuple(kinds["."]), tuple(places), named_flags(kinds[","])


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
