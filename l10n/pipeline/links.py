"""Links between articles: which of them lead nowhere."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath, splitext
from urllib.parse import unquote

from l10n.formats import Links

# Addresses of other places, from the root of a site, or through what only a generator knows.
ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\@~]")
TEMPLATE = re.compile(r"[{}]|<[%?]")
# Fragments that every page answers to, and those that programs read or that quote a text.
EVERYWHERE = re.compile(r"(top)?\Z|!|/|.*:~:", re.IGNORECASE)
BUILT = (".html", ".htm")  # what an article is called once a site's generator has made a page of it


@dataclass(frozen=True, slots=True)
class Site:
    """All articles of one language.

    articles: their paths, with `/`, each by itself and by itself without its
    suffix; beside: tells whether any file or folder is at a path; ids: the
    fragments that an article answers to, None where that cannot be told.
    """

    articles: Mapping[str, str]
    beside: Callable[[str], bool]
    ids: Callable[[str], Collection[str] | None]


def dead(article: str, links: Links, site: Site) -> Iterator[tuple[int, str, str]]:
    """Give line, address and fault of every link of an article that leads nowhere."""
    for line, address in links.targets:
        if fault := fault_of(article, address.strip(), site):
            yield line, address, fault


def judged(address: str) -> bool:
    """Tell whether an address can be followed from here.

    >>> [judged(a) for a in ("b.md#x", "?q#x", "https://a.b", "/root", "{{< ref b >}}", "")]
    [True, True, False, False, False, False]
    """
    return bool(address) and not ELSEWHERE.match(address) and not TEMPLATE.search(address)


def fault_of(article: str, address: str, site: Site) -> str:
    if not judged(address):
        return ""
    path, _, fragment = address.partition("#")
    path = unquote(path.partition("?")[0])
    found = list(dict.fromkeys(meant(article, path, site))) if path else [article]
    if not found:
        alive = any(site.beside(normpath(join(base, path))) for base in bases(article))
        return "" if alive else "leads to no file"
    if EVERYWHERE.match(fragment) or any(answers(one, fragment, site) for one in found):
        return ""
    return f"leads to no #{unquote(fragment)}" + (f" in {found[0]}" if path else "")


def bases(article: str) -> tuple[str, str]:
    """Give the folders that an address may start from: the file's, and its built page's.

    >>> bases("posts/a.md")
    ('posts', 'posts/a')
    """
    return dirname(article), splitext(article)[0]


def meant(article: str, path: str, site: Site) -> Iterator[str]:
    """Give the articles that a path may lead to, with the suffix or without, or built."""
    for base in bases(article):
        place = normpath(join(base, path))
        stem = splitext(place)[0] if place.endswith(BUILT) else place
        folder = dirname(stem) if basename(stem) == "index" else stem
        for name in (place, stem, join(folder, "index"), join(folder, "_index")):
            if normpath(name) in site.articles:
                yield site.articles[normpath(name)]


def answers(article: str, fragment: str, site: Site) -> bool:
    """Tell whether an article has a fragment, or may have it."""
    ids = site.ids(article)
    return ids is None or fragment in ids or unquote(fragment) in ids
