"""One package on disk: its direction and version, as its metadata tells them."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from l10n.engines import Pair
from l10n.errors import L10nError
from l10n.locales import canonical

# The codes of the Argos index that are not BCP 47; all others are ISO 639.
TAGS = {"pb": "pt-BR", "zt": "zh-Hant"}
SAFE = re.compile(r"\w[\w.+-]{0,99}")
TOKENIZERS = ("sentencepiece.model", "bpe.model")
BROKEN = "Remove this folder, or install its package again."


@dataclass(frozen=True, slots=True)
class Installed:
    """A package that can be opened.

    name: as Argos's own tools call it, such as `translate-fr_en`; recency:
    sorts the versions of one pair, the newest last.
    """

    folder: Path
    pair: Pair
    name: str
    version: str

    @property
    def recency(self) -> tuple[tuple[int, ...], str, str]:
        return (*recency(self.version), self.folder.name)


def read(folder: Path) -> Installed | None:
    """Read a package's folder; None if it is whole but no translation package.

    Raises L10nError naming what is missing or wrong in it.
    """
    path = folder / "metadata.json"
    try:
        metadata = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise L10nError("has no metadata.json", where=str(folder), hint=BROKEN) from error
    except (OSError, ValueError, RecursionError) as error:
        raise L10nError(f"cannot be read ({error})", where=str(path), hint=BROKEN) from error
    match metadata:
        case {"type": str(kind)} if kind != "translate":
            return None
        case {"from_code": str(source), "to_code": str(target)}:
            _check_model(folder)
            version = metadata.get("package_version", "")
            pair = Pair(tag(source), tag(target))
            return Installed(folder, pair, f"translate-{source}_{target}", str(version))
    raise L10nError("has no from_code or no to_code", where=str(path), hint=BROKEN)


def _check_model(folder: Path) -> None:
    if not (folder / "model" / "model.bin").is_file():
        raise L10nError("has no model/model.bin", where=str(folder), hint=BROKEN)
    if not any((folder / name).is_file() for name in TOKENIZERS):
        names = " or ".join(TOKENIZERS)
        raise L10nError(f"has no {names}", where=str(folder), hint=BROKEN)


@cache
def tag(code: str) -> str:
    """Give the BCP 47 tag of an Argos code; one that CLDR does not know stays as it is.

    >>> [tag(code) for code in ("fr", "pb", "zt", "zh", "nb")]
    ['fr', 'pt-BR', 'zh-Hant', 'zh', 'nb']
    """
    try:
        return TAGS.get(code) or canonical(code)
    except L10nError:
        return code


def recency(version: str) -> tuple[tuple[int, ...], str]:
    """Sort versions by their numbers.

    >>> max("1.9", "1.10", "1.0", key=recency)
    '1.10'
    """
    return tuple(int(number[:9]) for number in re.findall(r"\d+", version)), version
