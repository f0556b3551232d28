"""What an engine must offer, and the values that name its packages."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from l10n.alignment import Alignment, Traced

NEVER_CHOSEN = 100  # an engine of this rank or more is used only when asked for by name


@dataclass(frozen=True, slots=True)
class Pair:
    """A translation direction, as BCP 47 tags."""

    source: str
    target: str

    def __str__(self) -> str:
        return f"{self.source}>{self.target}"


@dataclass(frozen=True, slots=True)
class Package:
    """One installed direction of one engine: a single hop.

    engine: its registered name; name and version: what is stored with every
    draft, so that a translator can tell where it came from; place: where the
    engine finds it again (a folder, a mode), in the engine's own words.
    """

    engine: str
    pair: Pair
    name: str
    version: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.pair} {self.engine} {self.name} {self.version}"


class Session(Protocol):
    """An open package: its model is loaded, or its process is running."""

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
        """Translate sentences; an empty string means that one could not be.

        careful: this is another try after a bad draft; use the safest settings
        there are. Raises L10nError only when the engine itself cannot go on.
        """
        ...


@runtime_checkable
class Aligner(Protocol):
    """A Session that can also tell what became of what; `isinstance` asks whether it can.

    Laws, tested over every registered engine that has such sessions:

    - as many out as in, in order, whatever the texts are;
    - None for what cannot be told: never a guess, never an exception for a text;
    - links lie inside both texts, weights and trust are above 0 and up to 1, and what
      the links make of any one character of the target is not more than 1 together;
    - asking changes no draft: sentences are translated after it as before;
    - same package, same questions, same alignments.
    """

    def align(self, traced: Sequence[Traced]) -> list[Alignment | None]:
        """Tell for each sentence what became of its stretches in a translation of it.

        The translation is the session's own draft, spaces aside; some sessions
        can tell of any other one, too. Raises L10nError only when the engine
        itself cannot go on.
        """
        ...


@runtime_checkable
class Complainer(Protocol):
    """A session that can say why a sentence got no answer."""

    def complaint(self, sentence: str) -> str:
        """Say what went wrong with a sentence that was just asked; nothing if nothing did."""
        ...


class Engine(Protocol):
    """Translates plain sentences, offline.

    Laws, tested over every registered engine:

    - as many out as in, in order;
    - what is empty stays empty;
    - it never sees markup, line ends or text without letters;
    - same package, same sentences, same bytes.
    """

    @property
    def name(self) -> str:
        """The registered name, as in `--engine NAME`."""
        ...

    @property
    def rank(self) -> int:
        """Which engine `auto` prefers on equal routes: lower first, NEVER_CHOSEN never."""
        ...

    @property
    def whole(self) -> bool:
        """Whether it does better with all sentences of a segment together than one by one."""
        ...

    def packages(self, source: str) -> tuple[Package, ...]:
        """Everything it could open now, without a network, in a stable order.

        source: the articles' language; only engines that take any language
        (pseudo) need it.
        """
        ...

    def open(self, package: Package) -> AbstractContextManager[Session]:
        """Load the package; leaving the context frees it."""
        ...

    def how_to_get(self, pair: Pair) -> str:
        """What to type to get this direction, or an empty string if it has none."""
        ...
