"""The Argos index: which packages there are, and which ones a language needs."""

import heapq
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from l10n.engines import Pair
from l10n.engines.argos import web
from l10n.engines.argos.download import Wanted
from l10n.engines.argos.package import SAFE, Installed, recency, tag
from l10n.engines.argos.web import Patience, RefusalError
from l10n.errors import L10nError
from l10n.locales import fallbacks

MOST_BYTES = 16 << 20
LONGEST = 3  # hops; every one more loses meaning
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A package that can be downloaded; wanted: its file."""

    pair: Pair
    name: str
    version: str
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Index:
    """The newest package of every pair, and the address that told."""

    address: str
    entries: Mapping[Pair, Entry]


def default_addresses() -> tuple[str, ...]:
    """Give the index that Argos's own tools use; ARGOS_PACKAGE_INDEX changes it for both."""
    from argostranslate import settings

    return (f"{str(settings.package_index).rstrip('/')}/index.json",)


def fetch(addresses: Sequence[str], *, patience: Patience) -> Index:
    """Read the index from the first address that gives one.

    addresses: http, https, `file:` or paths, of the file or its folder. Raises
    L10nError telling what each of them answered.
    """
    reasons: dict[str, str] = {}
    for address in map(_file, addresses):
        try:
            content = web.read(address, most=MOST_BYTES, patience=patience)
            return parse(content, address)
        except RefusalError as error:
            reasons[address] = str(error)
        except L10nError as error:
            if len(addresses) == 1:
                raise
            reasons[address] = error.message
    raise web.give_up("the index of packages", reasons)


def _file(address: str) -> str:
    if address.endswith("/"):
        return f"{address}index.json"
    return str(Path(address) / "index.json") if Path(address).is_dir() else address


def parse(content: bytes, address: str) -> Index:
    """Read an index; entries that are no translation packages are passed over.

    Raises L10nError when it has none.
    """
    try:
        raw: object = json.loads(content)
    except (ValueError, RecursionError):
        raw = None
    newest: dict[Pair, Entry] = {}
    for entry in _entries(raw, address):
        known = newest.get(entry.pair)
        if not known or recency(entry.version) > recency(known.version):
            newest[entry.pair] = entry
    if not newest:
        raise L10nError(
            "is no index of Argos packages",
            where=address,
            hint="Check the address; it should end in index.json.",
        )
    return Index(address, newest)


def _entries(raw: object, address: str) -> Iterator[Entry]:
    for metadata in raw if isinstance(raw, list) else []:
        match metadata:
            case {"type": str(kind)} if kind != "translate":
                continue
            case {
                "from_code": str(source),
                "to_code": str(target),
                "package_version": str(version),
                "links": list(links),
            }:
                name = f"translate-{source}_{target}"
                file = f"{name}-{version.replace('.', '_')}.argosmodel"
                if SAFE.fullmatch(file):
                    wanted = _wanted(file, metadata, _links(links, address))
                    yield Entry(Pair(tag(source), tag(target)), name, version, wanted)


def _wanted(name: str, metadata: Mapping[str, object], links: tuple[str, ...]) -> Wanted:
    sha256, size = metadata.get("sha256"), metadata.get("size")
    digest = sha256.lower() if isinstance(sha256, str) else ""
    if sha256 and not SHA256.fullmatch(digest):
        raise L10nError(f"the index has {sha256!r} for the SHA-256 of {name}")
    return Wanted(name, links, digest, size if isinstance(size, int) else None)


def _links(links: Iterable[object], address: str) -> tuple[str, ...]:
    """Resolve links; one that a server sends must not point into this machine."""
    found = [web.beside(address, link) for link in links if isinstance(link, str) and link]
    remote = web.remote(address)
    return tuple(link for link in found if web.remote(link) or (not remote and web.is_local(link)))


def plan(
    source: str, targets: Iterable[str], index: Index, installed: Iterable[Installed]
) -> tuple[Entry, ...]:
    """Choose the packages still needed for translating into every target.

    For each target: fewest hops, closest locale, fewest downloads (hops shared
    with another target come once), English as pivot; then by name. Raises
    L10nError when no chain of packages leads there.
    """
    versions = {package.pair: package.version for package in installed}
    chosen: dict[Pair, Entry] = {}
    for target in targets:
        here = {**versions, **{pair: entry.version for pair, entry in chosen.items()}}
        for pair in _route(source, target, index, here):
            if _outdated(pair, index, here):
                chosen[pair] = index.entries[pair]
    return tuple(chosen.values())


def _outdated(pair: Pair, index: Index, versions: Mapping[Pair, str]) -> bool:
    """Tell whether a hop must be downloaded: it is not here, or a newer one is there."""
    if pair not in versions or pair not in index.entries:
        return pair not in versions
    return recency(index.entries[pair].version) > recency(versions[pair])


def _route(
    source: str, target: str, index: Index, versions: Mapping[Pair, str]
) -> tuple[Pair, ...]:
    """Find the cheapest chain of pairs, by a uniform-cost search from the source."""
    pairs = sorted({*index.entries, *versions}, key=str)
    wanted = fallbacks(target)
    for start in fallbacks(source):
        queue: list[tuple[tuple[int, ...], tuple[str, ...]]] = [((0, 0, 0, 0), (start,))]
        while queue:
            cost, way = heapq.heappop(queue)
            if way[-1] in wanted:
                return tuple(Pair(*hop) for hop in pairwise(way))
            for pair in pairs if len(way) <= LONGEST else ():
                if pair.source == way[-1] and pair.target not in way:
                    step = _cost(pair, wanted, _outdated(pair, index, versions))
                    total = tuple(map(sum, zip(cost, step, strict=True)))
                    heapq.heappush(queue, (total, (*way, pair.target)))
    raise L10nError(
        f"no package leads from {source} to {target}",
        where=index.address,
        hint="`l10n models list --available` shows what there is.",
    )


def _cost(pair: Pair, wanted: Sequence[str], download: bool) -> tuple[int, ...]:
    """Weigh one hop: itself, how far the locale is, a download, a pivot other than English."""
    last = pair.target in wanted
    near = wanted.index(pair.target) if last else 0
    return (1, near, int(download), int(not last and pair.target != "en"))
