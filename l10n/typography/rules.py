"""The rules, in the order in which they are applied: each sees what the ones before made."""

from collections.abc import Callable, Iterator

from l10n.typography.affixes import amounts, percents
from l10n.typography.draft import Draft
from l10n.typography.edits import Edit
from l10n.typography.figures import regrouped
from l10n.typography.marks import closed_inverted, native_marks, spaced_marks
from l10n.typography.measures import ordinals, units
from l10n.typography.quotation import requoted
from l10n.typography.signs import apostrophes, asides, dialogue, ellipses
from l10n.typography.times import times

Rule = Callable[[Draft], Iterator[Edit]]
RULES: tuple[Rule, ...] = (
    dialogue,
    asides,
    requoted,
    apostrophes,
    ellipses,
    closed_inverted,
    spaced_marks,
    native_marks,
    regrouped,
    times,
    ordinals,
    percents,
    amounts,
    units,
)
