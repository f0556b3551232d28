"""What places for nodes are found by: both texts in tokens, and where the nodes are in one."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from l10n.markup.bitext import Bitext
from l10n.markup.nodes import Marked
from l10n.markup.plan import Plan
from l10n.markup.shares import Shares
from l10n.markup.tokens import Key, Token

SHORT = 2  # letters of a word that tells nothing
MOST = 40  # tokens that are looked at for what one word is due to


@dataclass(frozen=True)
class Scene:
    """What proposals are made from.

    gaps: for every node, the gaps of the source where it begins and ends; the
    same gap twice if it holds no token; claimed: the target token of every
    ATOM that was found there; doubtful: the ATOMs that came back more or less
    often than they were sent; shares: what alignments say, if there are any;
    rests: what stands before and after a node in the word that it is a part of;
    repeated: where tokens in a row are on both sides, as far as that was asked.
    """

    source: Marked
    bitext: Bitext
    gaps: tuple[tuple[int, int], ...]
    claimed: Mapping[int, int]
    doubtful: frozenset[int]
    shares: Shares | None = None
    rests: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    repeated: dict[tuple[Key, ...], tuple[list[int], list[int]]] = field(default_factory=dict)

    @cached_property
    def ours(self) -> dict[Key, list[int]]:
        return places(self.bitext.source)

    @cached_property
    def theirs(self) -> dict[Key, list[int]]:
        return places(self.bitext.target)

    @cached_property
    def words(self) -> tuple[list[int], list[int]]:
        """Count the words before each gap, of the source and of the target."""
        return counted(self.bitext.source), counted(self.bitext.target)

    @cached_property
    def telling(self) -> tuple[list[int], list[int]]:
        """Count the words before each gap that are long enough to tell something, of both sides."""
        ours, theirs = (map(tells, side) for side in (self.bitext.source, self.bitext.target))
        return list(accumulate(ours, initial=0)), list(accumulate(theirs, initial=0))

    @cached_property
    def due_to(self) -> list[list[int]]:
        """Give the source tokens that each target token is due to."""
        found: list[list[int]] = [[] for _ in self.bitext.target]
        for at, some in enumerate(self.shares.by_source if self.shares else ()):
            for one in some:
                found[one.token].append(at)
        return found

    def spare(self, spot: int, gaps: tuple[int, int]) -> bool:
        """Tell whether a target word is one too many for what it is due to outside some gaps."""
        if not tells(self.bitext.target[spot]) or self.shares is None:
            return False
        whose = [at for at in self.due_to[spot][:MOST] if not gaps[0] <= at < gaps[1]]
        due = {one.token for at in whose for one in self.shares.by_source[at]} | {spot}
        words = sum(tells(self.bitext.target[to]) for to in due)
        return words > sum(tells(self.bitext.source[at]) for at in whose)

    @cached_property
    def atoms(self) -> list[int]:
        """Count the ATOMs before each gap of the source."""
        flags = (isinstance(token.key, int) for token in self.bitext.source)
        return list(accumulate(flags, initial=0))

    def only_atoms(self, at: int) -> bool:
        """Tell whether a node holds no token but ATOMs."""
        first, last = self.gaps[at]
        return self.atoms[last] - self.atoms[first] == last - first

    @cached_property
    def hulls(self) -> list[tuple[int, int] | None]:
        """Give, for every node, the target gaps around the ATOMs in it."""
        found: list[tuple[int, int] | None] = [None] * len(self.gaps)
        for at in reversed(range(len(self.gaps))):
            if at in self.claimed:
                found[at] = (self.claimed[at], self.claimed[at] + 1)
            own, parent = found[at], self.source.nodes[at].parent
            if own and parent >= 0:
                whole = found[parent] or own
                found[parent] = (min(own[0], whole[0]), max(own[1], whole[1]))
        return found


def tells(token: Token) -> bool:
    """Tell whether a token is a word of some letters, or a figure: no article, no `qu’`."""
    key = str(token.key)
    return token.word and (sum(map(str.isalnum, key)) > SHORT or any(map(str.isdigit, key)))


def counted(tokens: Sequence[Token]) -> list[int]:
    return list(accumulate((token.word for token in tokens), initial=0))


def places(tokens: Sequence[Token]) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = {}
    for at, token in enumerate(tokens):
        found.setdefault(token.key, []).append(at)
    return found


def source_gaps(plan: Plan, tokens: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    """Give the gaps where each node begins and ends; one that cuts a token gets all of it."""
    starts, ends = [token.start for token in tokens], [token.end for token in tokens]
    found = []
    for start, end in plan.spans:
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        if start == end or last <= first:
            cut = first < len(tokens) and starts[first] < start
            nearer_end = cut and 2 * start > starts[first] + ends[first]
            first = last = first + nearer_end
        found.append((first, last))
    return tuple(found)
