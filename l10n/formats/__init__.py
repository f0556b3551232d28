"""What an article's format must offer: positions in, positions out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, Self

from l10n.document import Document, Rebuilt, Segment
from l10n.markup.nodes import Marked


@dataclass(frozen=True, slots=True)
class Links:
    """Where an article can be pointed at, and where it points.

    ids: the fragments that it answers to; targets: the line and address of
    every link and image, as spelled but for escapes.
    """

    ids: frozenset[str] = frozenset()
    targets: tuple[tuple[int, str], ...] = ()


class Format(Protocol):
    """Reads and writes one kind of article.

    Laws, tested over every registered format:

    - `render(parse(t), {}) == t`, character for character, for any text;
    - targets put in with `embed` come out as segments when the result is parsed
      again: same number, same order, same kinds; the skeleton is untouched;
    - `embed(segment, segment.source) == segment.raw`;
    - `spell(segment, inline(segment, segment.source))` means the same as the source:
      `inline` of it gives the same text and nodes;
    - `outline` is the same for an article rebuilt with targets as correct as their sources.
    """

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The file name endings it claims, with their dots, in lower case."""
        ...

    @property
    def references(self) -> bool:
        """Whether `&#322;` stands for a character wherever its texts do."""
        ...

    def configured(self, options: Mapping[str, object], language: str) -> Self:
        """Give the format with a project's options for it and the articles' language.

        options: the table of this format in the configuration. Raises
        ValueError or TypeError, saying what is wrong, for what it does not take.
        """
        ...

    def parse(self, text: str) -> Document:
        """Find the segments of an article."""
        ...

    def explained(self, document: Document) -> Document:
        """Tell translators more of the segments of `parse`: kinds and trails, and nothing else.

        What is told by the words alone, as a translation has others.
        """
        ...

    def embed(self, segment: Segment, target: str) -> str:
        """Spell a target the way the article spelled its source: wrapped, in its quotes."""
        ...

    def inline(self, segment: Segment, text: str) -> Marked:
        """Tell text from formatting in a segment's source, or in a target for it."""
        ...

    def active(self, segment: Segment, text: str) -> Iterable[str]:
        """List what a build or a browser would run of a segment's source, or of a target for it.

        What `inline` gives as nodes or as loose need not be among it, and
        nothing of a text without `<` that `may_hold_any` of `l10n.markup.active` denies.
        """
        ...

    def spell(self, segment: Segment, marked: Marked) -> str:
        """Write a text and its nodes as a target for a segment, escaped where it must be."""
        ...

    def outline(self, text: str) -> tuple[str, ...]:
        """Tell an article's structure without its words, as the format's own parser sees it.

        One line for each block, and for what stands inside a block (links,
        code, tags), whose order may change, in alphabetical order.
        """
        ...

    def alike(self, original: str, rebuilt: Rebuilt) -> bool:
        """Tell, at little cost, whether a rebuilt article certainly has the original's structure.

        Then its segments are read where they were put, its outline is the
        original's, and no target gained or lost formatting, or tags where there
        is no formatting. False says
        nothing: that takes `parse`, `outline` and `inline`.
        """
        ...

    def adapt(self, rebuilt: str, original: str, locale: str) -> str:
        """Give a rebuilt article what its locale wants: language marks, the original's ids.

        locale: a BCP 47 tag.
        """
        ...

    def addresses(self, text: str) -> Iterable[str]:
        """Give the addresses that an article points at, at little cost.

        There may be some among them that `links` does not give, and no less.
        """
        ...

    def links(self, text: str) -> Links:
        """Tell where an article can be pointed at, and where it points."""
        ...
