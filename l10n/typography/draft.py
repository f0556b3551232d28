"""A draft on its way through the rules: its text, what of it is kept, and where it came from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from l10n.typography.edits import Edit, Retyped, Span, applied, settled
from l10n.typography.style import Style

# A letter of the alphabets that no living language uses: it stands in the place of
# what is kept, so that rules see a word there and nothing inside it.
KEPT = "\ua66e"


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to set in a style.

    view: the text, each character of what is kept replaced by KEPT; source: the
    text that it was drafted from; origin: the language of that.
    """

    view: str
    source: str
    origin: str
    style: Style

    def retyped(self, edits: Iterable[Edit]) -> Retyped:
        """Make the edits of one rule; none of them ever reaches into what is kept."""
        safe = (edit for edit in edits if KEPT not in self.view[edit.start : edit.end])
        return applied(self.view, settled(safe, self.view))

    def after(self, retyped: Retyped) -> "Draft":
        return replace(self, view=retyped.text)


def hidden(text: str, kept: Sequence[Span]) -> tuple[str, list[Span]]:
    """Give a text with KEPT in the place of some stretches, and these sorted and apart."""
    apart: list[Span] = []
    for start, end in sorted(kept):
        low = max(start, apart[-1][1] if apart else 0)
        high = min(end, len(text))
        if low < high:
            apart.append((low, high))
    pieces: list[str] = []
    done = 0
    for start, end in apart:
        pieces += (text[done:start], KEPT * (end - start))
        done = end
    return "".join((*pieces, text[done:])), apart
