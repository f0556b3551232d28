"""Runs: what stands between two blocks, cut down to the segments in it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from l10n.formats.html.references import resolved
from l10n.formats.html.tokens import Is, Token, matched

LETTER = re.compile(r"[^\W\d_]")
WORD = re.compile(r"[^\W_]")
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
BLANK = "".join(filter(str.isspace, map(chr, range(0x3001)))) + ZERO_WIDTH
OUTER = re.compile(rf"[\s{ZERO_WIDTH}]|&[#\w]{{1,33}};")
LONGEST_REFERENCE = 34
# Comments of Word's around what it draws for old programs.
BULLET, BULLET_END = "[if !supportLists]", "[endif]"


def has_letters(text: str) -> bool:
    """Tell whether a stretch of an article has anything to translate."""
    return LETTER.search(resolved(text)) is not None


def is_blank(text: str) -> bool:
    """Tell whether a text has nothing to see."""
    return not text.strip(BLANK)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out what is blank at the ends of a stretch, however it is spelled."""
    while start < end:
        match = OUTER.match(text, start, end)
        if match is None or not is_blank(resolved(match[0])):
            break
        start = match.end()
    while start < end:
        at = end - 1
        if text[at] == ";":
            at = text.rfind("&", max(start, end - LONGEST_REFERENCE), end)
            at = end - 1 if at < 0 else at
        if not is_blank(resolved(text[at:end])):
            break
        end = at
    return start, end


class Run:
    """The tokens between two blocks.

    partners: the other ends of tags; letters, words, solid: how many tokens
    before each place have letters, have letters or figures, are more than
    white space; cuts: the tags at which a segment ends.
    """

    def __init__(self, text: str, tokens: Sequence[Token], opened: Counter[str]) -> None:
        self.text = text
        self.tokens = tokens
        self.partners = matched(tokens)
        self.letters, self.words, self.solid = [0], [0], [0]
        letters = words = solid = 0
        for kind, start, end, _, _ in tokens:
            if kind is Is.TEXT:
                stretch = resolved(text[start:end])
                letters += LETTER.search(stretch) is not None
                words += WORD.search(stretch) is not None
                solid += not is_blank(stretch)
            elif kind is Is.ATOM:
                words += 1
                solid += 1
            self.letters.append(letters)
            self.words.append(words)
            self.solid.append(solid)
        self.cuts = self.torn(opened)

    def torn(self, opened: Counter[str]) -> list[int]:
        """List the tags at which a segment must end: their other end is not in the same one.

        opened: how many elements of each name were left open by other runs.
        Tags that browsers ignore are none.
        """
        cuts: list[int] = []
        for place, token in enumerate(self.tokens):
            if self.partners[place] >= 0:
                continue
            if token.kind is Is.OPEN and token.element >= 0:
                opened[token.name] += 1
                cuts.append(place)
            elif token.kind is Is.CLOSE:
                if token.element < 0 and not opened[token.name]:
                    continue
                opened[token.name] -= opened[token.name] > 0
                cuts.append(place)
        return sorted({*cuts, *self.straddling(cuts)}) if cuts else cuts

    def straddling(self, cuts: Sequence[int]) -> Iterator[int]:
        """Give the tags between whose two ends another one is a cut."""
        marked = [0] * len(self.tokens)
        for cut in cuts:
            marked[cut] = 1
        before = [0, *accumulate(marked)]
        for place, partner in enumerate(self.partners):
            if partner > place and before[partner] > before[place]:
                yield place
                yield partner

    def pieces(self) -> Iterator[tuple[int, int]]:
        """Give the first token and the one after the last of every segment, in order."""
        bounds = [-1, *self.cuts, len(self.tokens)]
        stack = [(a + 1, b) for a, b in pairwise(bounds)][::-1]
        while stack:
            start, end = self.peeled(*stack.pop())
            if self.letters[end] == self.letters[start]:
                continue
            parts = self.paragraphs(start, end) or self.links(start, end)
            if parts:
                stack += reversed(parts)
            else:
                yield start, end

    def peeled(self, start: int, end: int) -> tuple[int, int]:
        """Leave out what holds no text at the ends of a stretch, and the tags around all of it."""
        while True:
            while start < end and (after := self.hollow(start)) <= end and after > start:
                start = after
            while start < end and (before := self.hollow_before(end)) >= start and before < end:
                end = before
            if end - start < 2 or self.partners[start] != end - 1:
                return start, end
            start, end = start + 1, end - 1

    def hollow(self, place: int) -> int:
        """Give the place after what begins at one and holds no text; the same place if it does."""
        partner = self.partners[place]
        after = partner + 1 if partner > place else place + 1
        return place if self.holds_text(place, after) else after

    def hollow_before(self, place: int) -> int:
        """Give the place where what ends at one begins, in the same way."""
        partner = self.partners[place - 1]
        before = partner if 0 <= partner < place - 1 else place - 1
        return place if self.holds_text(before, place) else before

    def holds_text(self, start: int, end: int) -> bool:
        """Tell whether a token or an element has text; a link of mere signs (¶, ↩) has none."""
        link = self.tokens[start].name == "a" and end - start > 1
        counts = self.words if link else self.solid
        return counts[end] > counts[start]

    def outermost(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give the tokens and whole elements of a stretch that are in no other element of it."""
        while start < end:
            partner = self.partners[start]
            after = partner + 1 if partner > start else start + 1
            yield start, after
            start = after

    def paragraphs(self, start: int, end: int) -> list[tuple[int, int]]:
        """Part a stretch where two line breaks follow each other; an empty list if none do."""
        parts = []
        begin = first = last = -1
        for place, after in self.outermost(start, end):
            if self.solid[after] > self.solid[place]:
                if first >= 0 and last > first:
                    parts.append((begin, first))
                    begin = place
                first = last = -1
            elif self.tokens[place].name == "br":
                last = place
                first = place if first < 0 else first
            begin = start if begin < 0 else begin
        return [*parts, (begin, end)] if parts else []

    def links(self, start: int, end: int) -> list[tuple[int, int]]:
        """Part a stretch of nothing but links, such as a menu's, into them."""
        parts = [
            (place + 1, after - 1)
            for place, after in self.outermost(start, end)
            if self.tokens[place].name == "a" and self.letters[after] > self.letters[place]
        ]
        told = sum(self.letters[b] - self.letters[a] for a, b in parts)
        return parts if len(parts) > 1 and told == self.letters[end] - self.letters[start] else []


def without_bullets(text: str, tokens: list[Token]) -> list[Token]:
    """Make one token of the bullet that Word draws between two comments before an item."""
    begin = -1
    for place, token in enumerate(tokens):
        spelled = text[token.start : token.end]
        if token.name == "!" and begin < 0 and BULLET in spelled:
            begin = place
        elif token.name == "!" and begin >= 0 and BULLET_END in spelled:
            if balanced(tokens[begin + 1 : place]):
                return [
                    *tokens[:begin],
                    tokens[begin]._replace(end=token.end),
                    *tokens[place + 1 :],
                ]
            return tokens
        elif begin < 0 and token.kind in (Is.TEXT, Is.ATOM) and not is_blank(resolved(spelled)):
            return tokens
    return tokens


def balanced(tokens: Sequence[Token]) -> bool:
    """Tell whether every tag that browsers heed has its other end among some tokens."""
    tags = (Is.OPEN, Is.CLOSE)
    pairs = zip(tokens, matched(tokens), strict=True)
    return all(partner >= 0 or token.element < 0 for token, partner in pairs if token.kind in tags)
