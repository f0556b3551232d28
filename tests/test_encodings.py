"""Encodings: the same bytes again, or a refusal that says why."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.encodings import MARKS, Encoding, decode, encode
from l10n.errors import L10nError

CASES = Path(__file__).parent / "cases" / "text"
NAMES = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252", "latin-1")
MARKED = {name: mark for mark, name in MARKS}
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@pytest.mark.parametrize("name", MARKED)
@given(text=TEXT)
def test_a_mark_tells_the_encoding(name: str, text: str) -> None:
    content = MARKED[name] + text.encode(name)
    decoded = decode(content, "a.txt")
    assert (decoded.text, decoded.encoding) == (text, Encoding(name, MARKED[name]))
    assert encode(decoded.text, decoded.encoding) == content


@given(text=TEXT.filter(lambda text: not text.startswith("\ufeff")))
def test_utf_8_without_a_mark(text: str) -> None:
    decoded = decode(text.encode(), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, Encoding("utf-8"))


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
@given(text=st.text("abcdé .\n", min_size=1))
def test_utf_16_without_a_mark(name: str, text: str) -> None:
    decoded = decode(text.encode(name), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, Encoding(name))


@given(st.binary())
def test_any_bytes_come_back_or_are_refused(content: bytes) -> None:
    with suppress(L10nError):
        decoded = decode(content, "a.txt")
        assert encode(decoded.text, decoded.encoding) == content


TOLD = {
    "empty": "utf-8", "bom": "utf-8", "bom-only": "utf-8", "wrapped": "utf-8",
    "cp1252": "cp1252", "latin-1-c1": "latin-1",
    "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be",
    "utf-16-le-bom": "utf-16-le", "utf-16-be-bom": "utf-16-be",
    "utf-32-le-bom": "utf-32-le", "utf-32-be-bom": "utf-32-be",
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_what_is_told(case: str) -> None:
    content = (CASES / f"{case}.txt").read_bytes()
    decoded = decode(content, case)
    assert decoded.encoding.name == TOLD[case]
    assert not decoded.text.startswith("\ufeff")
    assert bool(decoded.encoding.mark) == case.startswith("bom") | case.endswith("-bom")


REFUSED = {
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is binary, not text"),
    "zero bytes": (bytes(99), "is binary, not text"),
    "small numbers": (bytes([1, 0, 2, 0, 7, 0, 4, 0]), "is binary, not text"),
    "cut UTF-16 without a mark": ("abc".encode("utf-16-le")[:-1], "is binary, not text"),
    "zero byte in UTF-8": (b"caf\xc3\xa9\x00", "is binary, not text"),
    "cut UTF-16": (b"\xff\xfea\x00b", "is damaged UTF-16-LE at byte 4"),
    "cut UTF-32": (b"\xff\xfe\x00\x00a\x00\x00", "is damaged UTF-32-LE at byte 4"),
    "lone surrogate in UTF-16": (b"\xfe\xff\xd8\x00\x00a", "is damaged UTF-16-BE at byte 2"),
    "lone surrogate in UTF-8": (b"\xef\xbb\xbf\xed\xa0\x80", "is damaged UTF-8 at byte 3"),
    "damaged after a mark": (b"\xef\xbb\xbfcaf\xe9!", "is damaged UTF-8 at byte 6"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name: str) -> None:
    content, said = REFUSED[name]
    with pytest.raises(L10nError) as caught:
        decode(content, "source/a.txt")
    assert str(caught.value).startswith(f"source/a.txt: {said}. ")
    assert caught.value.hint.endswith(".")


SPELLED = [
    ("cp1252", "« œuvre » – 12 €", True),
    ("cp1252", "言葉", False),
    ("latin-1", "déjà", True),
    ("latin-1", "œ", False),
    ("utf-8", "言葉 😀", True),
    ("utf-8", "\ud800", False),
    ("utf-16-le", "😀", True),
]


@pytest.mark.parametrize(("name", "text", "can"), SPELLED)
def test_can_spell(name: str, text: str, *, can: bool) -> None:
    assert Encoding(name).can_spell(text) is can


@pytest.mark.parametrize("name", NAMES)
@given(text=TEXT)
def test_what_can_be_spelled_comes_back(name: str, text: str) -> None:
    encoding = Encoding(name)
    if encoding.can_spell(text):
        assert encode(text, encoding).decode(name) == text
    else:
        with pytest.raises(UnicodeEncodeError):
            encode(text, encoding)
