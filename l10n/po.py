"""Catalogs as PO text (gettext manual, "The Format of PO Files"), by polib.

What polib would lose or change is kept all the same: an entry that nobody
changed is written back with the very characters it was read from.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import polib

from l10n.catalog import Catalog, Previous, Unit
from l10n.errors import L10nError

STRING = re.compile(
    r"(?P<old>#~[ \t]*)?(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)[ \t]*)?"
    r'"(?:[^"\\]|\\.)*"[ \t]*'
)
CHARSET = re.compile(rb"Content-Type:[^\n]*?charset=([\w.:-]+)", re.IGNORECASE)
# polib cuts its text with str.splitlines, which ends lines at these too
# (seen in polib 1.2.0): they travel as private-use characters.
ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
PRIVATE = 0xF8500
PAGE = 79  # bytes
REFERENCES = re.compile(r"(?m)^#: (.*)$")
REFERENCE = re.compile("\u2068.*?\u2069\\S*|\\S+")
NOTHING = chr(PRIVATE + 0xFF)  # polib drops `#.` lines without text
SHIELD = {ord(end): PRIVATE + index for index, end in enumerate(ENDS)}
UNSHIELD = {private: end for end, private in SHIELD.items()}
STRAY = re.compile("[\udc80-\udcff]")  # bytes that are no text (PEP 383)
ISOLATED = re.compile("\u2068(.*?)\u2069", re.DOTALL)  # how gettext writes names with spaces


@dataclass(frozen=True, slots=True)
class Entry:
    """The lines of one PO entry: comments, then strings."""

    text: str
    line: int


def load(content: bytes, where: str = "") -> Catalog:
    """Read PO bytes, in the charset that the header names.

    Raises L10nError with file and line for anything gettext would refuse.
    """
    units, trailer = parsed(decoded(content, where), where)
    header = next((unit for unit in units if not unit.source and not unit.obsolete), Unit(""))
    rest = tuple(unit for unit in units if unit is not header)
    refuse_doubles(rest, where)
    return Catalog(header, rest, trailer)


def dump(catalog: Catalog, like: bytes = b"") -> bytes:
    """Write a catalog as PO bytes.

    like: the file it was read from; units that are still as they were there
    keep their exact spelling, line ends and charset included.
    """
    text = decoded(like, "")
    spelled = spellings(text)
    blocks = [spelled.get(unit) or spell(unit) for unit in (catalog.header, *catalog.units)]
    joined = "\n\n".join(blocks) + "\n"
    if catalog.trailer:
        joined += f"\n{catalog.trailer}\n"
    if joined == text.replace("\r\n", "\n").removeprefix("\ufeff").rstrip("\n") + "\n":
        return like
    if "\r\n" in text:
        joined = joined.replace("\n", "\r\n")
    return encoded("\ufeff" + joined if text.startswith("\ufeff") else joined)


def encoded(text: str) -> bytes:
    """Write PO text in the charset of its header; in UTF-8, and saying so, if that falls short."""
    name = charset(text.encode("utf-8", "surrogateescape"))
    try:
        return text.encode(name, "surrogateescape")
    except UnicodeEncodeError:
        return text.replace(f"charset={name}", "charset=UTF-8", 1).encode(
            "utf-8", "surrogateescape"
        )


def decoded(content: bytes, where: str) -> str:
    """Decode PO bytes; stray bytes pass in comments, as gettext lets them, and nowhere else."""
    name = charset(content)
    try:
        text = content.decode(name, "surrogateescape")
    except LookupError as error:
        raise L10nError(
            f"its header names an unknown charset, {name}",
            where=f"{where}:1",
            hint="Write `charset=UTF-8` in its Content-Type field and save it so.",
        ) from error
    for number, line in enumerate(text.split("\n") if STRAY.search(text) else (), 1):
        if STRAY.search(line) and not line.startswith("#"):
            raise L10nError(
                f"is not {name} text, as its header says",
                where=f"{where}:{number}",
                hint="Save it in the charset of its Content-Type field.",
            )
    return text


def charset(content: bytes) -> str:
    match = CHARSET.search(content)
    name = match[1].decode("ascii") if match else "UTF-8"
    return "UTF-8" if name == "CHARSET" else name


def entries(text: str, where: str) -> Iterator[Entry]:
    """Cut PO text into entries, checking its grammar line by line.

    The last one may hold comments alone.
    """
    lines: list[str] = []
    start, keyword = 1, ""
    for number, line in enumerate(text.split("\n"), 1):
        match = STRING.fullmatch(line.strip(" \t"))
        said = match["keyword"] or keyword if match else ""
        if not match and line.strip() and not line.lstrip().startswith("#"):
            raise broken(line, where, number)
        begins = not match or (match["keyword"] or "") in ("msgctxt", "msgid")
        if lines and keyword.startswith("msgstr") and begins and line.strip():
            yield Entry("\n".join(lines).strip("\n"), start)
            lines, keyword = [], ""
        if match:
            refuse_order(keyword, match["keyword"], where, number)
            keyword = said
        if not lines:
            start = number
        if line.strip() or lines:
            lines.append(line)
    if keyword and not keyword.startswith("msgstr"):
        raise L10nError(
            f"the entry ends after its {keyword}",
            where=f"{where}:{start}",
            hint="Give it a msgstr line, or take it out.",
        )
    if any(line.strip() for line in lines):
        yield Entry("\n".join(lines).strip("\n"), start)


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


def broken(line: str, where: str, number: int) -> L10nError:
    """Say what is wrong with a line that is no PO."""
    if re.match(r"(<{7}|={7}|>{7})", line):
        return L10nError(
            "holds an unresolved merge conflict",
            where=f"{where}:{number}",
            hint="Keep one side and delete the <<<<<<<, ======= and >>>>>>> lines.",
        )
    what = "has an unclosed or wrongly escaped string" if '"' in line else "is no PO line"
    shown = line.strip()[:40]
    return L10nError(
        f"{what}: {shown}",
        where=f"{where}:{number}",
        hint='Strings stand in "double quotes" on one line, with \\" inside.',
    )


def refuse_doubles(units: tuple[Unit, ...], where: str) -> None:
    seen: dict[tuple[str | None, str], Unit] = {}
    for unit in units:
        first = seen.setdefault(unit.key, unit)
        if first is not unit and not (first.obsolete or unit.obsolete):
            raise L10nError(
                f"the message of line {first.line} stands here again",
                where=f"{where}:{unit.line}",
                hint="Keep one of the two; `msguniq` shows all.",
            )


def parsed(text: str, where: str) -> tuple[tuple[Unit, ...], str]:
    """Give the units of PO text, and the comments after the last one."""
    plain = text.replace("\r\n", "\n").removeprefix("\ufeff")
    cut = list(entries(plain, where))
    trailer = ""
    if cut and not any(map(STRING.fullmatch, cut[-1].text.split("\n"))):
        trailer = cut.pop().text
    if not cut:
        return (), trailer
    shielded = "\n\n".join(entry.text for entry in cut).translate(SHIELD)
    # polib passes over the previous strings of obsolete entries
    shielded = re.sub(r"(?m)^#~\|", "#|", shielded) + "\n"
    shielded = re.sub(r"(?m)^#\.[ \t]*$", f"#. {NOTHING}", shielded)
    try:
        found = polib.pofile(shielded, klass=WithHeader)
    except OSError as error:
        raise L10nError(str(error), where=where, hint="`msgfmt -c` tells more.") from error
    if len(found) != len(cut):
        raise L10nError("its entries cannot be told apart", where=where, hint="Try `msgcat`.")
    if found.header:  # polib takes the first entry's comments for the file's
        found[0].tcomment = "\n".join(filter(None, (found.header, found[0].tcomment)))
    return tuple(unit(entry, at.line) for entry, at in zip(found, cut, strict=True)), trailer


class WithHeader(polib.POFile):  # type: ignore[misc]
    """A POFile whose header entry stays among the entries, character for character."""

    def find(self, *_: object, **__: object) -> None:
        return None


def unit(entry: polib.POEntry, line: int) -> Unit:
    previous = (entry.previous_msgid, entry.previous_msgctxt, entry.previous_msgid_plural)
    return Unit(
        source=plain(entry.msgid),
        target=plain(entry.msgstr),
        context=None if entry.msgctxt is None else plain(entry.msgctxt),
        notes=lines(entry.tcomment),
        extracted=lines(entry.comment),
        references=references(entry.occurrences),
        flags=tuple(entry.flags),
        previous=None if previous == (None, None, None) else Previous(*map(maybe, previous)),
        obsolete=bool(entry.obsolete),
        plural=plain(entry.msgid_plural),
        targets=tuple(plain(entry.msgstr_plural[key]) for key in sorted(entry.msgstr_plural)),
        line=line,
    )


def plain(text: str) -> str:
    return text.translate(UNSHIELD).replace(NOTHING, "")


def maybe(text: str | None) -> str | None:
    return None if text is None else plain(text)


def lines(comment: str) -> tuple[str, ...]:
    return tuple(plain(comment).split("\n")) if comment else ()


def references(occurrences: list[tuple[str, str]]) -> tuple[str, ...]:
    """Give `file:line` strings, names with spaces whole."""
    joined = " ".join(f"{name}:{line}" if line else name for name, line in occurrences)
    hidden = ISOLATED.sub(lambda match: match[1].replace(" ", "\x00"), plain(joined))
    return tuple(reference.replace("\x00", " ") for reference in hidden.split())


def spellings(text: str) -> dict[Unit, str]:
    """Map the units of PO text to the very lines they were read from."""
    if not text:
        return {}
    units, _ = parsed(text, "")
    cut = entries(text.replace("\r\n", "\n").removeprefix("\ufeff"), "")
    return {unit: entry.text for unit, entry in zip(units, cut, strict=False)}


def spell(unit: Unit) -> str:
    """Write one entry as `msgcat --no-wrap` does."""
    entry = polib.POEntry(
        msgid=unit.source,
        msgstr=unit.target,
        msgctxt=unit.context,
        msgid_plural=unit.plural,
        msgstr_plural=dict(enumerate(unit.targets)),
        obsolete=unit.obsolete,
        flags=list(unit.flags),
        tcomment="\n".join(unit.notes),
        comment="\n".join(unit.extracted),
        occurrences=[occurrence(reference) for reference in unit.references],
        previous_msgid=unit.previous.source if unit.previous else None,
        previous_msgctxt=unit.previous.context if unit.previous else None,
        previous_msgid_plural=unit.previous.plural if unit.previous else None,
    )
    shielded = REFERENCES.sub(broken_up, entry.__unicode__(wrapwidth=0))
    return re.sub(r"(?m)^(#\.?) $", r"\1", shielded).rstrip("\n")


def broken_up(match: re.Match[str]) -> str:
    """Break a line of references where gettext does, which even `--no-wrap` does not hinder."""
    lines = ["#:"]
    for reference in REFERENCE.findall(match[1]):
        if len(lines[-1]) > 2 and len(f"{lines[-1]} {reference}".encode()) > PAGE:
            lines.append("#:")
        lines[-1] += f" {reference}"
    return "\n".join(lines)


def occurrence(reference: str) -> tuple[str, str]:
    name, _, line = reference.rpartition(":")
    name, line = (name, line) if name and line.isdigit() else (reference, "")
    return (f"\u2068{name}\u2069" if re.search(r"\s", name) else name), line


def template_of(catalog: Catalog) -> Catalog:
    """Give the catalog without targets, as a POT holds it."""
    return replace(catalog, units=tuple(replace(u, target="") for u in catalog.active))
