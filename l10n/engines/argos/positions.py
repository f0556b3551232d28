"""How many pieces a model has places for: it raises at the first one beyond."""

import mmap
from pathlib import Path
from typing import NamedTuple, cast

from l10n.engines.argos.heads import variables

ENCODINGS = "{}/position_encodings/encodings"
ENDS = 2  # places for marks around a sentence
ANY = 1 << 30


class Positions(NamedTuple):
    """The most pieces of a source and of a target."""

    source: int = ANY
    target: int = ANY


def positions(model: Path) -> Positions:
    """Read a model's file; one without tables of positions, or of another kind, takes any."""
    try:
        with model.open("rb") as stream:
            size = stream.seek(0, 2)
            with mmap.mmap(stream.fileno(), size, access=mmap.ACCESS_READ) as content:
                rows = {one.name: one.rows for one in variables(cast("bytes", content))}
    except (OSError, ValueError):
        return Positions()
    target = rows.get(ENCODINGS.format("decoder"), ANY)
    source = rows.get(ENCODINGS.format("encoder"), target)  # equal tables are stored once
    return Positions(source - ENDS, target - ENDS)
