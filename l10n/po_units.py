"""Entries of PO text to units (gettext manual, "PO Files"). Errors tell the line alone."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain

from l10n.catalog import Previous, Unit
from l10n.errors import L10nError
from l10n.po_references import references
from l10n.po_text import BLANK, PIECE, PREVIOUS, STRING, Entry, is_comment, lines_of

ESCAPE = re.compile(r"((?:\\[0-7]{1,3}|\\x[0-9a-fA-F]++)++)|\\(.)")
QUOTED = re.compile(PIECE)
ESCAPED = dict(zip('abfnrtv\\"', '\a\b\f\n\r\t\v\\"', strict=True))
BYTE = re.compile(r"\\x([0-9a-fA-F]+)|\\([0-7]+)")
COMMENT = re.compile(r"#([.:,!=]?)(.*)")
OLD_COMMENT = re.compile(r"#~[ \t]*(?=#)")
KINDS = {"": "", ".": ".", ":": ":", ",": ",", "!": ",", "=": ","}
PLAIN_COMMENTS = ("notes", "extracted", "places", "flags", "others")
FLAG = re.compile(r"[ \t]*[a-z]")  # and no line drawn with =, say
LONG = 40  # characters of a file that a message shows
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
    strings: dict[str, list[str]] = {}
    before: dict[str, list[str]] = {}
    comments: list[str] = []
    keyword = last = ""
    obsolete, forms = False, 0
    for number, line in enumerate(lines(entry), entry.line):
        if is_comment(line):
            comments.append(line)
        elif match := STRING.fullmatch(line):
            keyword = match["keyword"] or keyword
            if match["keyword"] and keyword.endswith("]"):
                refuse_form(keyword, forms, number)
                forms += 1
            obsolete = bool(match["old"]) if match["keyword"] == "msgid" else obsolete
            strings.setdefault(keyword, []).append(string(match, number))
        elif match := PREVIOUS.fullmatch(line):
            last = match["keyword"] or last
            before.setdefault(last, []).append(string(match, number))
        elif line.startswith("#") and line not in ("#~", "#|", "#~|"):
            comments.append(OLD_COMMENT.sub("", line, count=1))
    told = {key: "".join(pieces) for key, pieces in strings.items()}
    return Unit(
        told["msgid"],
        told.get("msgstr", ""),
        told.get("msgctxt"),
        *sorted_out(comments),
        previous=previous({key: "".join(pieces) for key, pieces in before.items()}),
        obsolete=obsolete,
        plural=told.get("msgid_plural", ""),
        targets=tuple(text for key, text in told.items() if key.startswith("msgstr[")),
        line=entry.line,
    )


def lines(entry: Entry) -> Iterator[str]:
    """Give an entry's lines, one by one, without the white space around them."""
    return (entry.text[start:end].strip(BLANK) for start, end in lines_of(entry.text))


def refuse_form(keyword: str, wanted: int, line: int) -> None:
    """Raise when a plural form is not the next one; gettext wants them all, in order."""
    index = keyword[len("msgstr[") : -1]
    if (index.lstrip("0") or "0") != str(wanted):
        raise L10nError(
            f"msgstr[{index if len(index) < LONG else '…'}] stands where msgstr[{wanted}] must",
            where=f":{line}",
            hint="Number the plural forms from 0 on, each once.",
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
            sorted_out(parts["comments"].split("\n")[:-1])
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
    if not (strings.keys() & {"msgid", "msgctxt", "msgid_plural"}):
        return None
    return Previous(strings.get("msgid"), strings.get("msgctxt"), strings.get("msgid_plural"))


def sorted_out(comments: Iterable[str]) -> tuple[Lines, Lines, Lines, Lines]:
    """Tell the translators' comments, the extracted ones, references and flags of an entry.

    `#!` and, in newer versions, `#=` hold flags too, for gettext.
    """
    kinds: dict[str, list[str]] = {"": [], ".": [], ":": [], ",": []}
    for match in filter(None, map(COMMENT.match, comments)):
        sign, text = match[1], match[2].rstrip(BLANK)
        mark = KINDS[sign]
        if mark != sign and not FLAG.match(text):
            mark, text = "", sign + text
        kinds[mark].append(text.removeprefix(" "))
    places = chain.from_iterable(map(references, kinds[":"]))
    return tuple(kinds[""]), tuple(kinds["."]), tuple(places), named_flags(kinds[","])


def string(match: re.Match[str], line: int) -> str:
    """Give the text of the strings on a line, as gettext reads it."""
    quoted = match["strings"].rstrip(BLANK)
    if "\\" not in quoted and quoted.count('"') == 2:
        return quoted[1:-1]
    pieces = (quoted[m.start() + 1 : m.end() - 1] for m in QUOTED.finditer(quoted))
    return "".join(ESCAPE.sub(lambda found: unescaped(found, line), p) for p in pieces)


def unescaped(escape: re.Match[str], line: int) -> str:
    if escape[2] in ESCAPED:
        return ESCAPED[escape[2]]
    with suppress(ValueError):
        codes = BYTE.finditer(escape[1] or "")
        text = bytes(int(c[1], 16) if c[1] else int(c[2], 8) for c in codes).decode()
        if text and "\0" not in text:
            return text
    shown = escape[0] if len(escape[0]) < LONG else f"{escape[0][:LONG]}…"
    raise L10nError(
        f"has an escape that stands for no character: {shown}",
        where=f":{line}",
        hint="Write the character itself; a backslash is written \\\\.",
    )
