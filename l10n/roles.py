"""What a plain line's place and wording say it is: title, heading, credit, call to action.

Only for people, who read it in the `#.` comments; nothing is translated
differently for it. The rules are in docs/text.md.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from l10n.document import Document, Kind, Segment
from l10n.locales import language as language_of

LINE_ENDS = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
LONGEST_HEADING = 120  # characters
TITLE_WORDS = 4
ENDS = tuple(".;:,…")

CREDITS = {
    "fr": r"(image|photos?|photographie|crédits?|illustration|vidéo|source|légende|dessin)\b"
    r"[^.!?]{0,40}(\bde\b|\bpar\b|:|/|©)|©|par [A-ZÉÈ][\w.-]+( [A-ZÉÈ][\w.-]+){1,3}$",
    "en": r"(image|photo|photos|photograph|credit|illustration|video|source|caption|drawing)s?\b"
    r"[^.!?]{0,40}(\bby\b|\bof\b|\bfrom\b|:|/|©)|©|by [A-Z][\w.-]+( [A-Z][\w.-]+){1,3}$",
}
CALLS = {
    "fr": r"abonnez[- ]vous|inscrivez[- ]vous|cliquez|s[’']abonner|s[’']inscrire|en savoir plus|"
    r"lire (aussi|la suite|plus)|suivez[- ]nous|partagez|rejoignez|téléchargez|découvrez|à lire",
    "en": r"subscribe|sign up|click|read (more|also|on)|follow us|join us|download|learn more",
}


def assign(document: Document, language: str) -> Document:
    """Refine the kinds of a document's segments, and tell the headings above each."""
    spoken = language_of(language)
    headings = list(map(looks_like_heading, document.segments, alone(document)))
    title = title_of(document.segments, headings)
    kinds = [
        kind_of(segment, spoken, title, heading=heading)
        for segment, heading in zip(document.segments, headings, strict=True)
    ]
    return document.with_segments(with_trails(document.segments, kinds))


def alone(document: Document) -> Iterator[bool]:
    """Tell for each segment whether it begins after a blank line, or at the beginning."""
    before = "\n\n"
    for part in document.parts:
        if isinstance(part, Segment):
            yield before == "\n\n" or len(LINE_ENDS.findall(before)) > 1
            before = ""
        else:
            before += part


def looks_like_heading(segment: Segment, first: bool) -> bool:
    """Tell whether a segment is one short line that stands first, without a stop at its end."""
    text = segment.source
    return (
        first
        and len(text) <= LONGEST_HEADING
        and segment.kind is Kind.PARAGRAPH
        and not text.endswith(ENDS)
        and len(segment.raw.splitlines()) == 1
    )


def title_of(segments: Sequence[Segment], headings: Sequence[bool]) -> str:
    """Find the title: the first heading of several words, else the first one."""
    texts = [s.source for s, heading in zip(segments, headings, strict=True) if heading]
    long = (text for text in texts if len(text.split()) >= TITLE_WORDS)
    return next(long, texts[0] if texts else "")


def kind_of(segment: Segment, spoken: str, title: str, *, heading: bool) -> Kind:
    if segment.kind is not Kind.PARAGRAPH:
        return segment.kind
    if segment.source == title:
        return Kind.TITLE
    if len(segment.source) <= LONGEST_HEADING:
        if spoken in CREDITS and compiled(CREDITS[spoken]).match(segment.source):
            return Kind.CREDIT
        if spoken in CALLS and compiled(CALLS[spoken]).search(segment.source):
            return Kind.CALL
    return Kind.HEADING if heading else Kind.PARAGRAPH


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def with_trails(segments: Sequence[Segment], kinds: Sequence[Kind]) -> Iterator[Segment]:
    """Give the segments their kinds, and the title and heading that each stands under."""
    title: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    for segment, kind in zip(segments, kinds, strict=True):
        if kind is Kind.TITLE:
            title, heading = (segment.source,), ()
            yield segment.under(kind, segment.trail)
            continue
        yield segment.under(kind, title if kind is Kind.HEADING else title + heading)
        if kind is Kind.HEADING:
            heading = (segment.source,)
