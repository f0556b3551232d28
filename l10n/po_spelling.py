"""Units as PO text, the way `msgcat --no-wrap` writes them."""

from functools import lru_cache

from l10n.catalog import Unit
from l10n.po_references import occurrence

PAGE = 79  # bytes
ESCAPES = {c: f"\\{letter}" for c, letter in zip('\\\t\r\n\v\b\f"', '\\trnvbf"', strict=True)}


@lru_cache(maxsize=2)  # a new catalog has the units of its template
def spell_all(units: tuple[Unit, ...]) -> str:
    """Write entries one below the other, with empty lines between."""
    return "\n\n".join(map(spell, units))


def spell(unit: Unit) -> str:
    """Write one entry, without the line end after it.

    The usual ones are written here, twenty times as fast as polib does; polib
    writes those with plural forms, with a previous source, and the obsolete.
    """
    if unit.obsolete or unit.previous or unit.plural or unit.targets:
        return unusual(unit)
    lines = [comment("#", unit.notes), comment("#.", unit.extracted), places(unit.references)]
    if unit.flags:
        lines.append(f"#, {', '.join(unit.flags)}\n")
    if unit.context is not None:
        lines.append(strings("msgctxt", unit.context))
    lines += (strings("msgid", unit.source), strings("msgstr", unit.target))
    return "".join(lines).rstrip("\n").replace("\r", " ").replace("\a", r"\a")


def unusual(unit: Unit) -> str:
    """Write an entry as polib does, its references as gettext does."""
    import polib

    was = unit.previous
    entry = polib.POEntry(
        msgid=unit.source,
        msgstr=unit.target,
        msgctxt=unit.context,
        msgid_plural=unit.plural,
        msgstr_plural=dict(enumerate(unit.targets)),
        obsolete=unit.obsolete,
        flags=list(unit.flags),
        previous_msgid=was.source if was else None,
        previous_msgctxt=was.context if was else None,
        previous_msgid_plural=was.plural if was else None,
    )
    told = [comment("#", unit.notes)]
    if not unit.obsolete:
        told += [comment("#.", unit.extracted), places(unit.references)]
    text = "".join([*told, entry.__unicode__(wrapwidth=0)])
    if unit.targets and not unit.plural:  # an empty one is none for polib, not for gettext
        first = f"{'#~ ' * unit.obsolete}msgstr[0] "
        text = text.replace(f"\n{first}", f'\n{"#~ " * unit.obsolete}msgid_plural ""\n{first}', 1)
    return text.rstrip("\n").replace("\r", " ").replace("\a", r"\a")  # polib leaves \a bare


def comment(mark: str, lines: tuple[str, ...]) -> str:
    if not lines:
        return ""
    shown = "\n".join(lines).split("\n")
    return "".join([f"{mark} {line}\n" if line else f"{mark}\n" for line in shown])


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


def strings(keyword: str, text: str) -> str:
    """Write a keyword and its text; one of several lines begins below the keyword."""
    if text.isprintable():  # no line ends in it, no tabs
        bare = text.replace("\\", r"\\").replace('"', r"\"")
        return f'{keyword} "{bare}"\n'
    lines = text.splitlines(keepends=True)
    if len(lines) < 2:
        return f'{keyword} "{escaped(text)}"\n'
    quoted = '"\n"'.join(map(escaped, lines))
    return f'{keyword} ""\n"{quoted}"\n'


def escaped(text: str) -> str:
    for char, escape in ESCAPES.items():
        text = text.replace(char, escape)
    return text
