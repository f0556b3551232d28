"""The best chain of installed packages from the articles' language to a locale."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from l10n.catalog import Origin
from l10n.engines import Engine, Package, Pair
from l10n.locales import fallbacks

LONGEST = 3  # hops; every one more loses meaning


@dataclass(frozen=True, slots=True)
class Route:
    """Packages to go through, one after the other."""

    hops: tuple[Package, ...]

    def __str__(self) -> str:
        return ">".join([self.hops[0].pair.source, *(hop.pair.target for hop in self.hops)])

    @property
    def origin(self) -> Origin:
        """Give what is stored with every draft made along this route."""
        return Origin(
            str(self), " + ".join(f"{hop.engine} {hop.name} {hop.version}" for hop in self.hops)
        )

    @property
    def prefixes(self) -> tuple["Route", ...]:
        """List the routes that this one begins with, itself last."""
        return tuple(Route(self.hops[: n + 1]) for n in range(len(self.hops)))


def best(pair: Pair, packages: Iterable[Package], engines: Mapping[str, Engine]) -> Route | None:
    """Choose a route: fewest hops, then closest locale, then preferred engines.

    Equal ones are told apart by name, so that the choice never changes by
    itself.
    """
    if fallbacks(pair.source)[-1] == fallbacks(pair.target)[-1]:
        return None  # no engine goes from Swiss to Belgian French, whatever lies between
    starting: dict[str, list[Package]] = {}
    for package in packages:
        starting.setdefault(package.pair.source, []).append(package)
    wanted = fallbacks(pair.target)

    def cost(route: Route) -> tuple[int, int, int, str]:
        ranks = sum(engines[hop.engine].rank for hop in route.hops)
        near = wanted.index(route.hops[-1].pair.target)
        return (len(route.hops), near, ranks, str(route.origin))

    for source in fallbacks(pair.source):
        found = [Route(hops) for hops in chains((), source, frozenset(wanted), starting)]
        if found:
            return min(found, key=cost)
    return None


def chains(
    so_far: tuple[Package, ...],
    here: str,
    wanted: frozenset[str],
    starting: Mapping[str, list[Package]],
) -> Iterator[tuple[Package, ...]]:
    """Walk every chain to a wanted language that visits none twice."""
    visited = {here, *(hop.pair.source for hop in so_far)}
    for package in starting.get(here, ()):
        hops = (*so_far, package)
        if package.pair.target in wanted:
            yield hops
        elif len(hops) < LONGEST and package.pair.target not in visited:
            yield from chains(hops, package.pair.target, wanted, starting)
