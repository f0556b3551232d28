"""Debian's packages of Apertium: which one has a direction, and which version is installed."""

import subprocess
from functools import cache
from itertools import product
from shutil import which

from l10n.engines import Pair
from l10n.locales import fallbacks

# Directions by package, as in Debian 12: `>` one way only, `-` both ways.
PACKAGES = {
    "apertium-arg-cat": "an-ca",
    "apertium-br-fr": "br>fr",
    "apertium-cat-ita": "ca-it",
    "apertium-cat-srd": "ca>sc",
    "apertium-en-gl": "en-gl",
    "apertium-eng-cat": "en-ca",
    "apertium-eng-spa": "en-es",
    "apertium-eo-es": "es>eo",
    "apertium-eo-fr": "fr>eo",
    "apertium-es-gl": "es-gl",
    "apertium-es-pt": "es-pt",
    "apertium-es-ro": "ro>es",
    "apertium-fr-es": "fr-es",
    "apertium-fra-cat": "fr-ca",
    "apertium-fra-frp": "fr-frp",
    "apertium-oc-ca": "oc-ca",
    "apertium-oc-es": "oc-es",
    "apertium-oci-fra": "oc-fr",
    "apertium-por-cat": "pt-ca",
    "apertium-pt-gl": "pt-gl",
    "apertium-spa-arg": "es-an",
    "apertium-spa-ast": "es>ast",
    "apertium-spa-cat": "es-ca",
    "apertium-spa-ita": "es-it",
}
QUERY = ("dpkg-query", "--show", "--showformat=${Package} ${Version}\\n", "apertium-*")
PATIENCE = 5.0  # seconds; it takes some 0.01


def directions() -> dict[Pair, str]:
    """Give the package of every direction there is one for.

    >>> directions()[Pair("ca", "fr")]
    'apertium-fra-cat'
    """
    found: dict[Pair, str] = {}
    for package, languages in PACKAGES.items():
        source, _, target = languages.replace(">", "-").partition("-")
        found[Pair(source, target)] = package
        if "-" in languages:
            found[Pair(target, source)] = package
    return found


def needed(pair: Pair) -> tuple[str, ...]:
    """List the packages that take one language to the other, in one hop or two.

    >>> needed(Pair("fr", "it")), needed(Pair("fr", "pt-BR")), needed(Pair("fr", "de"))
    (('apertium-fr-es', 'apertium-spa-ita'), ('apertium-fr-es', 'apertium-es-pt'), ())
    """
    known = directions()
    wanted = list(product(fallbacks(pair.source), fallbacks(pair.target)))
    for source, target in wanted:
        if direct := known.get(Pair(source, target)):
            return (direct,)
    for source, target in wanted:
        for first in (one for one in known if one.source == source):
            if second := known.get(Pair(first.target, target)):
                return (known[first], second)
    return ()


def installation(pair: Pair, *, with_programs: bool) -> str:
    """Say what to type to get a direction, or an empty string if there is none.

    with_programs: Apertium itself is missing too.
    """
    packages = needed(pair)
    if not packages:
        return ""
    names = " ".join((*(["apertium"] if with_programs else []), *packages))
    if which("apt-get"):
        return f"sudo apt-get install {names}"
    return f"install {names} (Debian's names) as your system does"


@cache
def versions() -> dict[str, str]:
    """Give the installed packages' versions; the names are those of their data folders."""
    if not which(QUERY[0]):
        return {}
    try:
        asked = subprocess.run(  # noqa: S603  # the command is the constant above
            QUERY, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except (OSError, subprocess.SubprocessError):
        return {}
    lines = (line.split(" ") for line in asked.stdout.splitlines())
    return {name: version for name, version in lines if version}
