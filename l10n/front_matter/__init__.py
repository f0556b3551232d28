"""Front matter: what stands above an article's body in YAML, TOML or JSON, its texts for people.

The rules are in docs/front-matter.md.
"""

from collections.abc import Callable, Sequence

from l10n.front_matter import json, toml, toml_strings, yaml, yaml_scalars
from l10n.front_matter.fences import fenced, promises_keys
from l10n.front_matter.fields import Field, FrontMatter, Unreadable, line_at, placed
from l10n.front_matter.keys import Place, top

__all__ = ["DEFAULT_KEYS", "Field", "FrontMatter", "read", "spelled"]

# What every generator shows as text, and nothing else reads. Tags, categories
# and keywords are not among them: pages, addresses and filters are made of them.
DEFAULT_KEYS = (
    "title",
    "linkTitle",  # Hugo: the title in menus
    "sidebar_label",  # Docusaurus: the same
    "subtitle",
    "description",
    "summary",
    "excerpt",
    "abstract",
    "lead",
    "tagline",
    "seo.title",
    "seo.description",
    "*.alt",  # an image's or a cover's, in a list or not
    "*.caption",
)

Read = Callable[[str, Place], tuple[dict[str, object] | None, list[Field]]]
Spell = Callable[[tuple[str, ...], str, str], str]

READERS: dict[str, Read] = {"yaml": yaml.read, "toml": toml.read, "json": json.read}
SPELLERS: dict[str, Spell] = {
    "yaml": yaml_scalars.spelled,
    "toml": toml_strings.spelled,
    "json": json.spelled,
}


def read(text: str, keys: Sequence[str]) -> FrontMatter | None:
    """Read the front matter of an article; None if it has none.

    keys: dotted patterns of what is text for people: `title`, `seo.title`,
    `*.alt` for any key's; lists take no step (`images.alt`); small letters and
    capitals are alike.
    """
    found = fenced(text)
    if found is None:
        return None
    content = text[found.start : found.stop]
    try:
        values, fields = READERS[found.syntax](content, top(tuple(keys)))
    except Unreadable as problem:
        if not promises_keys(found.syntax, content):
            return None
        line = 1 + line_at(text, found.start + problem.at)
        return FrontMatter(found.end, problem=(line, problem.reason))
    if values is None:
        return None
    return FrontMatter(found.end, tuple(placed(fields, text, found.start)), values)


def spelled(style: tuple[str, ...], raw: str, target: str) -> str:
    """Spell another text for a field, in the author's quoting where it can hold it.

    style, raw: the field's own, and what the article has between its start and
    end. Read again, the value is the target, with the same spaces and line
    ends around it as before.
    """
    return SPELLERS[style[0]](style, raw, target)
