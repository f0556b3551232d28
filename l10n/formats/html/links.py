"""Where an article can be pointed at, and where it points."""

import re

from l10n.formats import Links
from l10n.formats.html.attributes import values_of
from l10n.formats.html.references import resolved
from l10n.formats.html.syntax import attributes
from l10n.formats.html.tree import Scope, elements, parseable

ADDRESS = re.compile(r"""\b(?:href|src)\s*=\s*["']?([^"'>]*)""", re.IGNORECASE)
TARGETS = {
    **dict.fromkeys(("a", "area"), "href"),
    **dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src"),
}


def addresses(text: str) -> list[str]:
    """List all that looks like the address of a link or an image, wherever it stands."""
    return [resolved(found) for found in ADDRESS.findall(text)]


def links(text: str) -> Links:
    """List the ids of an article, and its links and images with their lines."""
    looked_at = parseable(text)
    ids: set[str] = set()
    targets: list[tuple[int, str]] = []
    line, counted = 1, 0
    for element in sorted(
        (one for one in elements(looked_at, Scope()) if one.start >= 0), key=lambda one: one.start
    ):
        values = values_of(attributes(text, element.start, element.inside), text)
        names = ("id", "name") if element.name == "a" else ("id",)
        ids.update(values[name] for name in names if values.get(name))
        target = values.get(TARGETS.get(element.name, ""))
        if target is not None:
            line += looked_at.count("\n", counted, element.start)
            counted = element.start
            targets.append((line, target.strip()))
    return Links(frozenset(ids), tuple(targets))
