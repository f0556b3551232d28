"""Which attention heads of a model CTranslate2 gives: two numbers in its file."""

import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

LAYER, HEADS = "decoder/alignment_layer", "decoder/alignment_heads"
IN_LAYER = re.compile(r"decoder/layer_(\d+)/")
MODEL = "model.bin"
SCALAR = 2  # bytes of either number, whatever the weights are


class Heads(NamedTuple):
    """The cross-attention to read: one layer, its first heads or all of them.

    layer: counted from the end if negative; heads: how many, 0 for all; shift:
    how many rows after the one that wrote a piece tells of it: 1 where it is the
    row that reads the piece.
    """

    layer: int
    heads: int
    shift: int

    def same_place(self, other: "Heads") -> bool:
        """Tell whether both are read off one model, be it off other rows."""
        return self[:2] == other[:2]


class Variable(NamedTuple):
    """A value in a model's file, and the place of its bytes; rows: its first dimension."""

    name: str
    start: int
    size: int
    rows: int = 1


def variables(model: bytes) -> Iterator[Variable]:
    """Walk a model's file (CTranslate2, docs/conversion and model_spec.py).

    Raises ValueError for what is no such file.
    """
    try:
        at = 4  # behind the version
        at = after_name(model, at)[1] + 4  # the kind of model and its revision
        (count,) = struct.unpack_from("<I", model, at)
        at += 4
        for _ in range(count):
            name, at = after_name(model, at)
            rank = model[at]
            rows = struct.unpack_from("<I", model, at + 1)[0] if rank else 1
            at += 1 + 4 * rank + 1  # dimensions and type
            (size,) = struct.unpack_from("<I", model, at)
            yield Variable(name, at + 4, size, rows)
            at += 4 + size
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ValueError(f"no model's file ({error})") from error


def after_name(model: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<H", model, at)
    end = at + 2 + length
    return model[at + 2 : end].rstrip(b"\0").decode("utf-8"), end


def own_heads(model: bytes) -> Heads | None:
    """Give the heads that a model comes with; None if it is too old to tell."""
    places = {one.name: one for one in variables(model) if one.name in (LAYER, HEADS)}
    if len(places) < 2 or any(one.size != SCALAR for one in places.values()):
        return None
    layer, heads = (
        struct.unpack_from("<h", model, places[name].start)[0] for name in (LAYER, HEADS)
    )
    return Heads(layer, heads, 0)


def choices(model: bytes) -> tuple[Heads, ...]:
    """List the heads that can be read of a model: its own ones first.

    One of all and the mean of all, in every layer, of either row (Chen et al.
    2020: without guidance, the row that reads a piece aligns better).
    """
    own = own_heads(model)
    if own is None:
        return tuple(Heads(-1, 1, shift) for shift in (0, 1))
    numbers = [int(m[1]) for one in variables(model) if (m := IN_LAYER.match(one.name))]
    layers = 1 + max(numbers, default=-1)
    every = (
        Heads(layer - layers, heads, shift)
        for layer in range(layers)
        for heads in (1, 0)
        for shift in (0, 1)
    )
    return tuple(dict.fromkeys((own, *every)))


def patched(model: bytes, heads: Heads) -> bytes:
    """Change a model's file so that other heads are given; translations stay as they are."""
    changed = bytearray(model)
    for one in variables(model):
        if one.name in (LAYER, HEADS) and one.size == SCALAR:
            struct.pack_into("<h", changed, one.start, heads[one.name == HEADS])
    return bytes(changed)


def files(folder: Path) -> Mapping[str, bytes]:
    """Read the files of a model."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
