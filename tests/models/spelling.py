"""Spells what the grammar wrote: elisions, contractions, capitals and spaces."""

Token = tuple[str, int]  # a word, and the idea that its translations share; 0 for none
Side = tuple[Token, ...]
VOWELS = "aeiouyàâéèêëîïôöûüœAEIOÉÎh"
ELIDED = {"le", "la", "de", "que", "ne", "je", "se"}
MERGED: dict[str, dict[tuple[str, str], str]] = {
    "fr": {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"},
    "en": {},
    "es": {("de", "el"): "del", ("a", "el"): "al"},
}


def spelled(side: Side, language: str) -> tuple[str, list[tuple[int, int, int]]]:
    """Spell a side; give its text and where each idea stands: (begin, end, idea)."""
    text, spans = "", []
    for word, idea in capitalized(contracted(side, language)):
        glued = not text or (word in {".", ",", "?"} and language != "fr") or word in {".", ","}
        glued = glued or text.endswith(("'", "’", "¿", '"(')) or word.startswith(')"')
        text += "" if glued else " "
        spans.append((len(text), len(text) + len(word), idea))
        text += word
    marks = {'"(': '"', ')"': '"'}
    for mark, plain in marks.items():  # each is shortened by one character
        while mark in text:
            at = text.index(mark)
            text = text.replace(mark, plain, 1)
            spans = [(b - (b > at), e - (e > at), idea) for b, e, idea in spans]
    return text, spans


def contracted(side: Side, language: str) -> list[Token]:
    """Apply what happens between two words: du, l', cet, del, an."""
    tokens: list[Token] = []
    for position, (word, idea) in enumerate(side):
        following = side[position + 1][0] if position + 1 < len(side) else ""
        if language == "fr":
            word = before(word, following)  # noqa: PLW2901
        elif language == "en" and word == "a" and following[:1] in "aeiouAEIO":
            word = "an"  # noqa: PLW2901
        elif word == "y" and following.lower().startswith(("i", "hi")):
            word = "e"  # noqa: PLW2901
        merged = MERGED[language].get((tokens[-1][0], word)) if tokens else None
        if merged:
            tokens[-1] = (merged, idea)
        else:
            tokens.append((word, idea))
    return tokens


def before(word: str, following: str) -> str:
    """Give the form that a French word takes before another."""
    if not following or following[0] not in VOWELS:
        return word
    if word in ELIDED:
        return f"{word[:-1]}'"
    return "cet" if word == "ce" else word


def capitalized(tokens: list[Token]) -> list[Token]:
    """Give the first letter of a sentence its capital."""
    for position, (word, idea) in enumerate(tokens):
        if word[0].isalnum():
            tokens[position] = (word[0].upper() + word[1:], idea)
            break
    return tokens
