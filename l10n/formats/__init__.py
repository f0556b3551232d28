"""What an article's format must offer: positions in, positions out."""

from typing import Protocol

from l10n.document import Document, Segment


class Format(Protocol):
    """Reads and writes one kind of article.

    Laws, tested over every registered format:

    - `render(parse(t), {}) == t`, character for character, for any text;
    - targets put in with `embed` come out as segments when the result is parsed
      again: same number, same order, same kinds; the skeleton is untouched.
    """

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The file name endings it claims, with their dots, in lower case."""
        ...

    def parse(self, text: str) -> Document:
        """Find the segments of an article."""
        ...

    def embed(self, segment: Segment, target: str) -> str:
        """Spell a target the way the article spelled its source: wrapped, escaped."""
        ...
