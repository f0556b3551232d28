"""Sends generated ATOMs through every real engine: each comes back as it was, or no draft is made.

    python bench/atoms.py [--count 10000] [--seed 1]

Every kind of ATOM (placeholders, addresses, files, handles, versions, pictures, names that
are not to be translated) is put into French sentences, in plain text, Markdown and HTML: at
the start, in the middle, at the end, after an elision, in quotes, in bold, in a link.
Argos's packages are the tiny ones of the tests.
"""

import argparse
import random
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from l10n.document import Segment
from l10n.engines import Package, Pair
from l10n.engines.argos.package import read
from l10n.engines.routing import Route
from l10n.pipeline.draft import Outcome
from l10n.pipeline.segments import drafts, question
from l10n.pipeline.sessions import Sessions
from l10n.plugins import engines, formats

MODELS = Path(__file__).parents[1] / "tests" / "models"
TERMS = ("Word", "La Poste", "Grand Livre", "Pages", "Le Monde", "Orange")  # not to be translated
WORDS = (
    "nom",
    "total",
    "page_suivante",
    "client",
    "prix",
    "fichier",
    "user",
    "count",
    "dateFin",
    "titre",
)
FILES = (
    "rapport",
    "config",
    "index",
    "notes-v2",
    "photo_01",
    "budget2024",
    "LISEZMOI",
    "main",
    "archive.tar",
)
TYPES = ("yaml", "py", "md", "json", "csv", "pdf", "png", "txt", "html", "toml", "gz", "xlsx")
SITES = ("exemple.fr", "example.org", "journal.example.com", "mairie-lyon.fr", "docs.exemple.net")
SHAPES = ("{x}", "{{x}}", "{{ x }}", "${x}", "$x", "%(x)s", "#{x}", "%x%", "{x.0}", "__x__")
PICTURES = ("🎉", "👩‍👩‍👧", "🇫🇷", "❤️", "👍🏽", "✅", "1️⃣", "🏳️‍🌈", "☀️🌧️")
# Where the ATOM goes; what the tiny package was trained on is among it.
CARRIERS = (
    "{} est un projet très important.",
    "{} : le gouvernement a signé un accord avec la France.",
    "Le président a présenté {} hier à Paris.",
    "Les soldats protègent {} et la frontière.",
    "Nous devons améliorer {} dans notre pays.",
    "Le ministre n’a pas accepté {}, mais la loi est prête.",
    "Hier, les étudiants ont visité {}.",
    "Vous trouverez la liste complète sur {}",
    "La réunion de l’{} aura lieu à Lyon le 12 mars.",
    "Il dépend d’{} et de la ville.",
    "Le texte dit « {} » depuis deux ans.",
    "Le chat noir regarde (voir {}) la fenêtre.",
    "Cette décision est très importante. Voir {}. Le musée est fermé.",
    "Où est {} ?",
)
WITH_MARKUP = {
    "text": (),
    "markdown": (
        "Le **{}** est dans la maison bleue.",
        "Les experts critiquent [la politique {}](https://exemple.fr/politique) du gouvernement.",
        "La *petite maison {}* est en Italie.",
        "Je veux lire [{}](livre.html) ce soir.",
    ),
    "html": (
        "Le <b>{}</b> est dans la maison bleue.",
        'Les experts critiquent <a href="/politique">la politique {}</a> du gouvernement.',
        "La <em>petite maison {}</em> est en Italie.",
        'Je veux lire <a href="livre.html">{}</a> ce soir.',
    ),
}
ROUTES = (
    ("apertium", ("fr", "es")),
    ("apertium", ("fr", "ca")),
    ("apertium", ("fr", "eo")),
    ("apertium", ("fr", "es", "fr")),
    ("argos", ("fr", "en")),
    ("argos", ("fr", "en", "es")),
)
PLACES = {"text": (), "markdown": ("paragraph",), "html": ()}


@dataclass(frozen=True, slots=True)
class Case:
    """A segment with an ATOM of a kind in it."""

    kind: str
    atom: str
    form: str
    source: str


def placeholder(draw: random.Random) -> str:
    if draw.random() < 0.4:
        return draw.choice(("%s", "%d", "%1$s", "%2$d", "%.2f", "{0}", "{}", "%@", "{0:.2f}"))
    return draw.choice(SHAPES).replace("x", draw.choice(WORDS))


def address(draw: random.Random) -> str:
    site, word = draw.choice(SITES), draw.choice(WORDS)
    query = draw.choice(("", f"?id={draw.randrange(99)}", f"?a=1&{word}=2", f"#{word}"))
    return draw.choice(
        (
            f"https://{site}/{word}{query}",
            f"http://www.{site}",
            f"www.{site}",
            f"{word}@{site}",
            f"jean.dupont+{word}@{site}",
            f"ftp://{site}/{draw.choice(FILES)}.{draw.choice(TYPES)}",
            site,
        )
    )


def file(draw: random.Random) -> str:
    name = f"{draw.choice(FILES)}.{draw.choice(TYPES)}"
    places = ("", "", "/etc/", "src/", "../docs/fr/", "~/", "./", "/var/log/", "C:\\Temp\\")
    return draw.choice(places) + name


def handle(draw: random.Random) -> str:
    word = draw.choice(WORDS)
    return draw.choice((f"@{word}", f"#{word}", f":{word.lower()}:", f"#{word}2024"))


def code(draw: random.Random) -> str:
    numbers = [str(draw.randrange(1, 20)) for _ in range(3)]
    digits = "".join(draw.choice("0123456789abcdef") for _ in range(39))
    return draw.choice(
        (
            f"v{'.'.join(numbers)}",
            ".".join(numbers) + draw.choice(("", "-rc.1", "-beta2")),
            f"a{digits}0"[: draw.choice((8, 12, 40))] + "7e",
            f"978-2-07-{draw.randrange(100000, 999999)}-{draw.randrange(10)}",
            f"{draw.choice(WORDS)}_{draw.choice(WORDS)}",
            f"{draw.choice(WORDS)}()",
            f"CVE-2024-{draw.randrange(1000, 99999)}",
            f"$a_{draw.choice('bcn')}$",
            "$E = mc^2$",
        )
    )


KINDS: dict[str, Callable[[random.Random], str]] = {
    "placeholder": placeholder,
    "address": address,
    "file": file,
    "handle": handle,
    "code": code,
    "picture": lambda draw: draw.choice(PICTURES),
    "term": lambda draw: draw.choice(TERMS),
}


def cases(count: int, seed: int) -> Iterator[Case]:
    """Make cases, the same at every run."""
    draw = random.Random(seed)
    for _ in range(count):
        kind = draw.choice(sorted(KINDS))
        atom = KINDS[kind](draw)
        # In Markdown, `__x__` is a word in bold.
        form = draw.choice(("text", "html") if atom.startswith("__") else sorted(WITH_MARKUP))
        carrier = draw.choice((*CARRIERS, *WITH_MARKUP[form] * 2))
        yield Case(kind, atom, form, carrier.replace("{}", atom, 1))


def outcomes(some: Sequence[Case], route: Route) -> list[Outcome]:
    """Draft the segments along a route."""
    forms = formats()
    asked = [
        question(forms[one.form], Segment(one.source, one.source, 1, place=PLACES[one.form]), TERMS)
        for one in some
    ]
    made: dict[int, Outcome] = {}
    with Sessions(engines()) as sessions:
        for _, found in drafts(asked, {"to": range(len(some))}, {"to": route}, sessions):
            made |= found
    return [made[at] for at in range(len(some))]


def verdict(one: Case, outcome: Outcome) -> str:
    """Say what came of an ATOM: `identical`, `changed`, or why no draft was made."""
    if outcome.fault:
        return f"new: {outcome.fault}"
    kept = outcome.text.count(one.atom) == one.source.count(one.atom)
    return "identical" if kept else "changed"


def routes(folder: Path) -> Iterator[tuple[str, Route]]:
    """List the real routes there are: Apertium's, and Argos's tiny packages of the tests."""
    found = {
        (package.engine, package.pair): package
        for package in (*engines()["apertium"].packages("fr"), *tiny(folder))
    }
    for name, tags in ROUTES:
        hops = [found.get((name, Pair(*pair))) for pair in pairwise(tags)]
        if all(hops):
            yield f"{name} {'>'.join(tags)}", Route(tuple(hop for hop in hops if hop))


def tiny(folder: Path) -> Iterator[Package]:
    """Unpack the packages of the tests."""
    for archive in sorted(MODELS.glob("*.argosmodel")):
        with zipfile.ZipFile(archive) as package:
            package.extractall(folder)
        if found := read(folder / archive.stem):
            yield Package("argos", found.pair, found.name, found.version, str(found.folder))


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--count", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    some = list(cases(options.count, options.seed))
    with tempfile.TemporaryDirectory() as folder:
        changed = [told(name, some, route) for name, route in routes(Path(folder))]
    raise SystemExit(1 if any(changed) else 0)


def told(name: str, some: Sequence[Case], route: Route) -> int:
    """Print what came of the cases along a route; give how many ATOMs were changed."""
    began = time.perf_counter()
    made = outcomes(some, route)
    seconds = time.perf_counter() - began
    verdicts = [verdict(one, outcome) for one, outcome in zip(some, made, strict=True)]
    counts = Counter(one.partition(":")[0] for one in verdicts)
    guessed = sum(bool(one.doubts) for one in made)
    print(f"{name}: {dict(counts)}, {guessed} placed by guess, {seconds:.0f} s")
    for reason, times in Counter(one for one in verdicts if one[:3] == "new").most_common(8):
        print(f"  {times:5} {reason}")
    for case, outcome, one in zip(some, made, verdicts, strict=True):
        if one == "changed":
            print(f"  changed {case.atom!r}: {case.source!r} > {outcome.text!r}")
    return counts["changed"]


if __name__ == "__main__":
    main()
