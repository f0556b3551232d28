"""Units as PO text, the way `msgcat --no-wrap` writes them."""

from collections.abc import Iterable
from functools import lru_cache

from l10n.catalog import Previous, Unit
from l10n.po_references import occurrence

PAGE = 79  # bytes
ESCAPES = {c: f"\\{letter}" for c, letter in zip('\\\t\r\n\v\b\f"', '\\trnvbf"', strict=True)}


@lru_cache(maxsize=2)  # a new catalog has the units of its template
def spell_all(units: tuple[Unit, ...]) -> str:
    """Write entries one below the other, with empty lines between."""
    return "\n\n".join(map(spell, units))


def spell(unit: Unit) -> str:
    """Write one entry, without the line end after it."""
    mark = "#~ " if unit.obsolete else ""
    lines = [comment("#", unit.notes)]
    if not unit.obsolete:
        lines += (comment("#.", unit.extracted), places(unit.references))
    if unit.flags:
        lines.append(f"#, {', '.join(unit.flags)}\n")
    if unit.previous:
        lines.append(previous(unit.previous, "#~| " if unit.obsolete else "#| "))
    if unit.context is not None:
        lines.append(strings("msgctxt", unit.context, mark))
    lines.append(strings("msgid", unit.source, mark))
    if unit.plural:
        lines.append(strings("msgid_plural", unit.plural, mark))
    if unit.targets:
        lines += (strings(f"msgstr[{n}]", text, mark) for n, text in enumerate(unit.targets))
    else:
        lines.append(strings("msgstr", unit.target, mark))
    return "".join(lines).rstrip("\n").replace("\r", " ").replace("\a", r"\a")


def comment(mark: str, lines: Iterable[str]) -> str:
    if not (text := "\n".join(lines)):
        return ""
    return "".join([f"{mark} {line}\n" if line else f"{mark}\n" for line in text.split("\n")])


def places(references: tuple[str, ...]) -> str:
    """Write references, broken where gettext does, which even `--no-wrap` does not hinder."""
    if len(references) < 2:
        return f"#: {occurrence(references[0])}\n" if any(references) else "#:\n" * len(references)
    lines = ["#:"]
    for shown in filter(None, map(occurrence, references)):
        longer = f"{lines[-1]} {shown}"
        if len(lines[-1]) > 2 and len(longer.encode("utf-8", "surrogateescape")) > PAGE:
            lines.append(f"#: {shown}")
        else:
            lines[-1] = longer
    return "\n".join([*lines, ""])


def previous(was: Previous, mark: str) -> str:
    """Write what a stale unit was made for."""
    fields = (("msgctxt", was.context), ("msgid", was.source), ("msgid_plural", was.plural))
    return "".join(strings(name, text, mark) for name, text in fields if text is not None)


def strings(keyword: str, text: str, mark: str) -> str:
    """Write a keyword and its text; one of several lines begins below the keyword."""
    if text.isprintable():  # no line ends in it, no tabs
        bare = text.replace("\\", r"\\").replace('"', r"\"")
        return f'{mark}{keyword} "{bare}"\n'
    lines = text.splitlines(keepends=True)
    if len(lines) < 2:
        return f'{mark}{keyword} "{escaped(text)}"\n'
    quoted = f'"\n{mark}"'.join(map(escaped, lines))
    return f'{mark}{keyword} ""\n{mark}"{quoted}"\n'


def escaped(text: str) -> str:
    for char, escape in ESCAPES.items():
        text = text.replace(char, escape)
    return text
