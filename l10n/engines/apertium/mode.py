"""Modes: the pipelines that Apertium's language pairs install, one text file each."""

import os
import re
import shlex
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from l10n.engines import Pair
from l10n.errors import L10nError
from l10n.locales import alias, known

# Apertium's own variable comes first; the others are where its packages install.
VARIABLE = "APERTIUM_DATADIR"
FOLDERS = ("/usr/share/apertium", "/usr/local/share/apertium", "/opt/homebrew/share/apertium")

LANGUAGE = r"[a-z]{2,3}(?:_[A-Za-z]+)?"
NAME = re.compile(rf"({LANGUAGE})-({LANGUAGE})")
# Where a mode's language is no plain ISO 639 code, or CLDR's alias loses something.
TAGS = {
    "hbs": "sr-Latn",
    "hbs_SR": "sr-Latn",
    "hbs_HR": "hr",
    "hbs_BS": "bs",
    "zlm": "ms",
}
# Variants with a BCP 47 subtag (IANA's registry); modes with any other are left out.
VARIANTS = {
    "aran": "aranes",
    "aranes": "aranes",
    "gascon": "gascon",
    "valencia": "valencia",
    "BR": "BR",
    "GB": "GB",
    "PT": "PT",
    "US": "US",
}

UNMARKED = "-n"  # what `apertium -u` puts for $1: no marks on unknown words
FLUSH = "-z"  # answer every NUL at once
CARRIER = "apertium-wblank-mode"
PATIENCE = 5.0  # seconds; it takes some 0.01
SHELL = frozenset("$`;&<>()")


@dataclass(frozen=True, slots=True)
class Mode:
    """An installed direction. data: the name of the folder that its files lie in."""

    path: Path
    pair: Pair
    data: str

    @property
    def name(self) -> str:
        return self.path.stem


def folders() -> tuple[Path, ...]:
    """Give the folders that may have modes, the most important first."""
    own = os.environ.get(VARIABLE)
    return tuple(Path(folder) / "modes" for folder in ([own] if own else FOLDERS))


def installed() -> tuple[Mode, ...]:
    """List the modes that can run: one for each pair, sorted by pair.

    Of two for the same pair the longer name wins (`fra-spa` before `fr-es`:
    the three-letter ones are newer), then the earlier folder. Nothing is run.
    """
    found: dict[Pair, Mode] = {}
    paths = [path for folder in folders() for path in sorted(folder.glob("*.mode"))]
    for path in sorted(paths, key=lambda path: -len(path.stem)):
        pair = pair_of(path.stem)
        if pair and pair not in found and (mode := runnable(path, pair)):
            found[pair] = mode
    return tuple(sorted(found.values(), key=lambda mode: (mode.pair.source, mode.pair.target)))


def pair_of(name: str) -> Pair | None:
    """Read a mode's name; None for a debugging stage or an experiment.

    >>> str(pair_of("fra-cat")), str(pair_of("fra-oci_gascon"))
    ('fr>ca', 'fr>oc-gascon')
    >>> pair_of("eco-fr-es"), pair_of("fra-cat_pre2017"), pair_of("cat-dgen")
    (None, None, None)
    """
    match = NAME.fullmatch(name)
    source, target = (tag(match[1]), tag(match[2])) if match else ("", "")
    return Pair(source, target) if source and target and source != target else None


def tag(code: str) -> str:
    """Give the BCP 47 tag for Apertium's code of a language, or an empty string.

    >>> tag("cat"), tag("cat_valencia"), tag("pt_BR"), tag("hbs_HR"), tag("dgen")
    ('ca', 'ca-valencia', 'pt-BR', 'hr', '')
    """
    if code in TAGS:
        return TAGS[code]
    language, _, variant = code.partition("_")
    subtag = VARIANTS.get(variant, "")
    if not known(alias(language)) or bool(variant) != bool(subtag):
        return ""
    return f"{alias(language)}-{subtag}" if subtag else alias(language)


def runnable(path: Path, pair: Pair) -> Mode | None:
    """Describe a mode if its programs and files are all there."""
    try:
        stages = commands(path)
    except L10nError:
        return None
    files = [Path(word) for stage in stages for word in stage[1:] if "/" in word]
    if not all(map(which, {stage[0] for stage in stages})) or not all(map(Path.is_file, files)):
        return None
    return Mode(path, pair, files[0].parent.name if files else "")


def commands(path: Path) -> list[list[str]]:
    """Read the commands of a mode, changed so that each answers as soon as it can.

    Raises L10nError for a file that is missing, or that only a shell could run.
    """
    try:
        stages = list(split(path.read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise L10nError(
            f"this mode cannot be read ({error})",
            where=str(path),
            hint="Install the language pair again.",
        ) from error
    return flushed(stages)


def following(path: Path) -> list[list[str]]:
    """Give the commands of a mode that carries blanks on words; none if it cannot be had.

    Apertium's own program adds the stages for it, as `apertium` itself does.
    """
    if not which(CARRIER):
        return []
    try:
        asked = subprocess.run(  # noqa: S603  # no shell; the path is an installed mode's
            (CARRIER, FLUSH, str(path)),
            capture_output=True, check=True, encoding="utf-8", timeout=PATIENCE,
        )  # fmt: skip
        return flushed(split(asked.stdout))
    except (OSError, ValueError, subprocess.SubprocessError):
        return []


def flushed(stages: Iterable[list[str]]) -> list[list[str]]:
    return [[program, FLUSH, *(w for w in words if w != FLUSH)] for program, *words in stages]


def split(text: str) -> Iterator[list[str]]:
    """Split a mode's line into commands; raises ValueError for more than a pipeline.

    >>> list(split("lt-proc 'a b.bin'| tagger -g $2 c.prob |lt-proc $1 d.bin"))
    [['lt-proc', 'a b.bin'], ['tagger', '-g', 'c.prob'], ['lt-proc', '-n', 'd.bin']]
    """
    words = shlex.shlex(text, posix=True, punctuation_chars=True)
    words.whitespace_split = True
    words.commenters = ""
    stage: list[str] = []
    for word in (*words, "|"):
        if word == "|" and stage:
            yield stage
            stage = []
        elif word == "|" or (word not in ("$1", "$2") and not SHELL.isdisjoint(word)):
            raise ValueError(f"{word!r} is not expected here")
        elif word != "$2":
            stage.append(UNMARKED if word == "$1" else word)
