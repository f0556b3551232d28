"""Keys: which values of a front matter are for people, and what leads to a value."""

from dataclasses import dataclass
from functools import lru_cache

ANY = "*"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a front matter.

    path: what leads to it; ahead: what is left, from here on, of the key
    patterns that led here; depth: the lists and mappings around it.
    """

    path: str
    ahead: tuple[tuple[str, ...], ...]
    depth: int = 0

    @property
    def wanted(self) -> bool:
        """Whether a value here is for people."""
        return () in self.ahead

    def under(self, key: str) -> "Place":
        """Give the place of a key's value."""
        folded = key.casefold()
        ahead = tuple(rest[1:] for rest in self.ahead if rest and rest[0] in (folded, ANY))
        return Place(f"{self.path}.{key}" if self.path else key, ahead, self.depth + 1)

    def nowhere(self) -> "Place":
        """Give the place of what is no value, such as a key: nothing there is wanted."""
        return Place(self.path, (), self.depth + 1)

    def entry(self, index: int) -> "Place":
        """Give the place of a list's entry: no pattern has a step for it."""
        return Place(f"{self.path}[{index}]", self.ahead, self.depth + 1)


@lru_cache
def top(keys: tuple[str, ...]) -> Place:
    """Give the place above all keys, for dotted patterns.

    >>> top(("images.alt",)).under("images").entry(0).under("alt").wanted
    True
    """
    return Place("", tuple(tuple(key.casefold().split(".")) for key in keys))
