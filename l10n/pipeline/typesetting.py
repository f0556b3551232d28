"""Engines' answers in the typography of their target, and what is known of places in them."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from l10n.alignment import Alignment
from l10n.markup.claims import claims
from l10n.markup.plan import Plan, Span
from l10n.pipeline.draft import Outcome

if TYPE_CHECKING:  # its rules are loaded when there is something to set
    from l10n.typography import House, Retyped


@dataclass(frozen=True, slots=True)
class Typeset:
    """An answer in its target's typography; offsets in the answer are followed there."""

    text: str
    edges: tuple[Span, ...]
    done: "Retyped"

    def aligned(self, alignment: Alignment) -> Alignment:
        """Follow what an alignment with the answer says."""
        links = (link._replace(target=self.done.span(*link.target)) for link in alignment.links)
        return replace(alignment, links=tuple(links))


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Sets the answers for one target; each once."""

    source_language: str
    target: str
    house: "House"
    known: dict[tuple[Plan, str], Typeset] = field(default_factory=dict)

    def answer(self, asked: Plan, answer: Outcome) -> Typeset:
        """Set what an engine made of a segment; its ATOMs stay as they are."""
        key = (asked, answer.text)
        if key not in self.known:
            kept = tuple(sorted(claims(asked, answer.text).places.values()))
            done = self.retyped(asked.text, answer.text, kept)
            edges = tuple((ours, done.moved(theirs)) for ours, theirs in answer.edges)
            self.known[key] = Typeset(done.text, edges, done)
        return self.known[key]

    def words(self, source: str, answer: str) -> str:
        """Set what an engine made of a text without formatting."""
        return self.retyped(source, answer, ()).text

    def retyped(self, source: str, answer: str, kept: tuple[Span, ...]) -> "Retyped":
        from l10n.typography import retyped

        return retyped(
            source,
            answer,
            self.target,
            source_locale=self.source_language,
            house=self.house,
            kept=kept,
        )
