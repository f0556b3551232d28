"""From the typography of the articles' language to a target locale's."""

from collections.abc import Sequence

from l10n.typography.draft import Draft, hidden
from l10n.typography.edits import Edit, Retyped, Span, applied, composed
from l10n.typography.house import AS_THE_LOCALE, House, chosen
from l10n.typography.rules import RULES
from l10n.typography.style import style

__all__ = ["Edit", "House", "Retyped", "Span", "chosen", "retyped"]

# One round does; a second one sees that nothing is left to do. What does not come to
# rest in these (nothing known) stays as it was drafted.
ROUNDS = 6


def retyped(  # noqa: PLR0913  # two texts and their languages are four values
    source: str,
    target_text: str,
    locale: str,
    *,
    source_locale: str = "fr",
    house: House = AS_THE_LOCALE,
    kept: Sequence[Span] = (),
) -> Retyped:
    """Set a draft in the typography of its locale.

    source: the text that it was drafted from: it says which numbers, times and
    amounts there are, and whether its author writes `’` and `…`; kept: the
    stretches of the draft that are no words, such as code: nothing in them is
    changed or looked at. What is right already stays; what is set once does
    not change when it is set again.

    >>> retyped("« Oui ! » : 10 000 €", "« Yes ! » : 10 000 €", "en").text
    '“Yes!”: €10,000'
    """
    view, apart = hidden(target_text, kept)
    first = Draft(view, source, source_locale, style(locale, house))
    done = Retyped(view)
    for _ in range(ROUNDS):
        following = one_round(first.after(done))
        if not following.edits:
            return shown(target_text, done, apart)
        done = composed(view, done, following)
    return Retyped(target_text)


def one_round(draft: Draft) -> Retyped:
    """Apply every rule once, each to what the ones before made of the draft."""
    done = Retyped(draft.view)
    for rule in RULES:
        now = draft.after(done)
        following = now.retyped(rule(now))
        done = composed(draft.view, done, following)
    return done


def shown(text: str, done: Retyped, apart: Sequence[Span]) -> Retyped:
    """Make the edits of a view in the text itself."""
    return applied(text, done.edits) if apart else done
