"""Scalars of YAML: a text in the style that the author chose, or in the next that can hold it."""

import re
from collections.abc import Callable

from l10n.front_matter.fields import OUTER

BLANKS = " \t\r\n\x85\u2028\u2029"
QUOTINGS = {"": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}
STRING = "tag:yaml.org,2002:str"
# What only double quotes can hold: controls, halves of characters, all line ends but LF.
PRINTABLE = r"\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
SPECIAL = re.compile(rf"[^{PRINTABLE}]")
SPECIAL_IN_LINES = re.compile(rf"[^\t\n{PRINTABLE}]")
ESCAPED = re.compile(rf'[\\"]|{SPECIAL.pattern}')
SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
LETTER = re.compile(r"[^\W\d_]")
# Not at the beginning of a plain scalar (to Ruby, a colon there is a symbol's); not inside one.
NOT_FIRST = re.compile(r"[:,\[\]{}#&*!|>'\"%@`]|[?-](?: |\Z)")
NOT_INSIDE = {"block": re.compile(r":(?: |\Z)| #"), "flow": re.compile(r"[,?:\[\]{}]| #")}
# Strings for PyYAML; for parsers of YAML 1.2, or of 1.1 to the letter, something else.
AMBIGUOUS = re.compile(r"[yn]|0o[0-7]+|[-+]?[\d_,.]+e[-+]?\d+", re.IGNORECASE)
HEADER = re.compile(r"([|>])[-+0-9]*([ \t]+#[^\r\n]*)?[ \t]*(\r\n|\r|\n)[ \t\r\n]*")
INDENTED = re.compile(r"^[ \t]", re.MULTILINE)
ODD_LINE_END = re.compile(r"[\x85\u2028\u2029]")
PARAGRAPH_END = re.compile(r"\n+")


def spelled(style: tuple[str, ...], raw: str, target: str) -> str:
    """Spell a scalar for the place of another one, in the first way that can hold it."""
    _, quoting, context, before, after = style
    text = before + target + after
    if quoting in ("literal", "folded"):
        return block(raw, before, target) or double(text) + comment(raw)
    return next(way(text) for holds, way in WAYS[quoting] if holds(text, context))


def is_string(text: str) -> bool:
    """Tell whether every parser takes a plain scalar for a string."""
    import yaml

    kinds = yaml.SafeLoader.yaml_implicit_resolvers
    tags = (tag for tag, pattern in kinds.get(text[:1], ()) if pattern.match(text))
    return next(tags, STRING) == STRING and not AMBIGUOUS.fullmatch(text)


def is_plain(text: str, context: str) -> bool:
    return not (
        NOT_FIRST.match(text)
        or NOT_INSIDE[context].search(text)
        or SPECIAL.search(text)
        or text != text.strip()
        or not LETTER.search(text)
        or not is_string(text)
    )


def is_single(text: str, context: str) -> bool:
    return not SPECIAL.search(text)


def is_bare(text: str, context: str) -> bool:
    """Tell whether single quotes can hold a text without doubling its apostrophes."""
    return "'" not in text and is_single(text, context)


def is_any(text: str, context: str) -> bool:
    return True


def plain(text: str) -> str:
    return text


def single(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def double(text: str) -> str:
    return f'"{ESCAPED.sub(escape, text)}"'


def escape(found: re.Match[str]) -> str:
    return SHORT.get(found[0], f"\\u{ord(found[0]):04x}")


Way = tuple[Callable[[str, str], bool], Callable[[str], str]]
WAYS: dict[str, tuple[Way, ...]] = {
    "plain": ((is_plain, plain), (is_bare, single), (is_any, double)),
    "single": ((is_single, single), (is_any, double)),
    "double": ((is_any, double),),
}


def block(raw: str, before: str, target: str) -> str | None:
    """Spell a block scalar under the header of another one; None for what none can hold.

    raw begins with the header and all that comes before the first letter, and
    so does the result; what comes after the last letter is not in it.
    """
    header = HEADER.match(raw)
    if header is None or target != target.strip(OUTER) or not target:
        return None
    if ODD_LINE_END.search(raw) or SPECIAL_IN_LINES.search(target):
        return None
    kind, joint = header[1], header[3]
    lead = re.split(r"[\r\n]", header[0])[-1]
    indent = lead[: len(lead) - len(before.rpartition("\n")[2])]
    if kind == ">" and before.strip("\n"):
        return None
    if kind == ">" and not INDENTED.search(target):
        return header[0] + PARAGRAPH_END.sub(
            lambda found: joint * (len(found[0]) + 1) + indent, target
        )
    first, *lines = target.split("\n")
    rest = "".join(joint + (indent + line if line else "") for line in lines)
    return f"|{header[0][1:]}{first}{rest}"


def comment(raw: str) -> str:
    """Give the comment in a block scalar's header, which stays if another style comes."""
    header = HEADER.match(raw)
    return (header[2] or "") if header else ""
