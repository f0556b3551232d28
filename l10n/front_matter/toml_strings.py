"""Strings of TOML: a text in the quotes that the author chose, or in the next that can hold it."""

import re

CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
CONTROL_IN_LINES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
FENCE = re.compile(r"^(?:\+\+\+|---)", re.MULTILINE)  # would end the front matter
ESCAPED = re.compile(r'[\\"\x00-\x08\x0a-\x1f\x7f]')
ESCAPED_IN_LINES = re.compile(
    r'[\\\x00-\x08\x0b-\x1f\x7f]|"(?="|\Z)|^[+-](?=\+\+|--)', re.MULTILINE
)
SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
OPENING = re.compile(r"(?:'''|\"\"\")(?:\r\n|\r|\n)?")


def spelled(style: tuple[str, ...], raw: str, target: str) -> str:
    """Spell a string for the place of another one."""
    _, quoting, line_end, before, after = style
    text = before + target + after
    if quoting == "literal" and "'" not in text and not CONTROL.search(text):
        return f"'{text}'"
    if quoting in ("basic", "literal"):
        return f'"{ESCAPED.sub(escape, text)}"'
    literal = quoting == "long_literal" and holds_lines(text)
    quotes = "'''" if literal else '"""'
    opening = OPENING.match(raw)
    broken = text.startswith("\n") or (opening is not None and len(opening[0]) > len(quotes))
    spelling = text if literal else ESCAPED_IN_LINES.sub(escape, text)
    lines = spelling.replace("\n", line_end)
    return f"{quotes}{line_end if broken else ''}{lines}{quotes}"


def holds_lines(text: str) -> bool:
    """Tell whether a literal string of several lines can hold a text."""
    return not (
        "'''" in text or text.endswith("'") or CONTROL_IN_LINES.search(text) or FENCE.search(text)
    )


def escape(found: re.Match[str]) -> str:
    return SHORT.get(found[0], f"\\u{ord(found[0]):04x}")
