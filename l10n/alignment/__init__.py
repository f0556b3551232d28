"""Which stretches of a text became which of its translation, by whatever can tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

Span = tuple[int, int]


class Link(NamedTuple):
    """A stretch of a source and one of its target that correspond, in character offsets.

    weight: how much of the target's stretch is due to the source's, up to 1.
    What no link explains is due to nothing in the source.
    """

    source: Span
    target: Span
    weight: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a text and its translation correspond.

    trust: how often what the links say is right, from 0 to 1; origin: what told
    them, such as `attention`.
    """

    links: tuple[Link, ...]
    trust: float
    origin: str


class Traced(NamedTuple):
    """A sentence and its translation, and the stretches of the sentence that are to be followed."""

    source: str
    target: str
    spans: Sequence[Span]
