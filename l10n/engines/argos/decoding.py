"""Decodes sentences with one Argos package: its own tokenizer around CTranslate2."""

import json
import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from l10n.errors import L10nError

if TYPE_CHECKING:
    import ctranslate2

AS_ARGOS: Mapping[str, float] = {"beam_size": 4, "length_penalty": 0.2}
CAREFUL: Mapping[str, float] = {
    **AS_ARGOS,
    "beam_size": 8,
    "repetition_penalty": 1.1,
    "no_repeat_ngram_size": 4,
}
BATCH = 32  # sentences; larger ones are no faster on a processor and need more memory
SMALL_BATCH = 4  # below this the matrices are too thin to be worth splitting
MOST_WORKERS = 16  # each one holds its own beams: some 200 MB with a package of usual size
LONGEST = 1000  # pieces; CTranslate2 cuts its input at 1024 without a word
REINSTALL = "Run `l10n models verify`, then install it again."
UNREADABLE = (RuntimeError, ValueError, MemoryError, OSError)
SPACE = "▁"


class Tokenizer(Protocol):
    """Cuts a sentence into the pieces that a model knows, and joins them again."""

    def encode(self, sentence: str) -> list[str]: ...

    def decode(self, tokens: list[str]) -> str: ...


class SentencePiece:
    """The tokenizer of most packages. Unlike Argos's own, it keeps underscores."""

    def __init__(self, model: Path) -> None:
        import sentencepiece

        self.processor = sentencepiece.SentencePieceProcessor(model_file=str(model))

    def encode(self, sentence: str) -> list[str]:
        writable = sentence.encode("utf-8", "replace").decode("utf-8")  # no lone surrogates
        pieces: list[str] = self.processor.encode(writable, out_type=str)
        return pieces

    def decode(self, tokens: list[str]) -> str:
        # A piece copied for an unknown word still has its space mark.
        text: str = self.processor.decode_pieces(tokens).replace(SPACE, " ")
        return text.strip()


@dataclass(frozen=True, slots=True)
class Decoder:
    """An open package; a Session. Drafts equal Argos's, but for the underscores it drops.

    A sentence is one line of text. Drafted as an empty string: what has no
    pieces, what has over 1,000 (never cut short in silence), and what does not
    come to an end in a reasonable length.
    """

    folder: Path
    tokenizer: Tokenizer
    translator: "ctranslate2.Translator"
    prefix: str
    workers: int

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
        """Translate sentences in one go; equal ones are decoded once.

        Ctrl-C is heard between batches. Raises L10nError if the model fails.
        """
        pieces = {sentence: self.tokenizer.encode(sentence) for sentence in set(sentences)}
        distinct = dict.fromkeys(s for s in sentences if 0 < len(pieces[s]) <= LONGEST)
        queue = sorted(distinct, key=lambda sentence: -len(pieces[sentence]))
        answers = self._decode([pieces[sentence] for sentence in queue], careful)
        drafts = {
            sentence: self._joined(answer, len(pieces[sentence]))
            for sentence, answer in zip(queue, answers, strict=True)
        }
        return [drafts.get(sentence, "") for sentence in sentences]

    def _decode(
        self, queue: Sequence[list[str]], careful: bool
    ) -> Iterator["ctranslate2.TranslationResult"]:
        """Yield an answer for each of the sentences in pieces, longest first.

        Only one batch waits for a free worker, so that an interrupt does not
        have to wait for all of them.
        """
        size = batch_size(len(queue), self.workers)
        running: deque[list[ctranslate2.AsyncTranslationResult]] = deque()
        try:
            for start in range(0, len(queue), size):
                running.append(self._start(queue[start : start + size], careful))
                if len(running) > self.workers:
                    yield from (answer.result() for answer in running.popleft())
            for batch in running:
                yield from (answer.result() for answer in batch)
        except UNREADABLE as error:
            raise broken(self.folder, f"the model cannot decode ({error})") from error

    def _start(
        self, batch: Sequence[list[str]], careful: bool
    ) -> "list[ctranslate2.AsyncTranslationResult]":
        started: list[ctranslate2.AsyncTranslationResult] = self.translator.translate_batch(
            batch,
            target_prefix=[[self.prefix]] * len(batch) if self.prefix else None,
            replace_unknowns=True,
            max_decoding_length=length_limit(len(batch[0])),
            asynchronous=True,
            **(CAREFUL if careful else AS_ARGOS),
        )
        return started

    def _joined(self, answer: "ctranslate2.TranslationResult", length: int) -> str:
        tokens: list[str] = answer.hypotheses[0]
        if len(tokens) >= length_limit(length):
            return ""
        return self.tokenizer.decode(tokens[1:] if self.prefix else tokens)


@contextmanager
def open_decoder(folder: Path, source: str, target: str) -> Iterator[Decoder]:
    """Load the package in a folder; leaving the context frees its model.

    source, target: Argos's codes; only the older BPE packages need them.
    Raises L10nError if the package is incomplete or damaged.
    """
    import ctranslate2

    prefix = target_prefix(folder)
    tokenizer = open_tokenizer(folder, source, target)
    workers = min(usable_cores(), MOST_WORKERS)
    model = present(folder / "model" / "model.bin").parent
    try:
        translator = ctranslate2.Translator(str(model), inter_threads=workers, intra_threads=1)
    except UNREADABLE as error:
        raise broken(model, f"this model cannot be read ({error})") from error
    try:
        yield Decoder(folder, tokenizer, translator, prefix, workers)
    finally:
        translator.unload_model()


def open_tokenizer(folder: Path, source: str, target: str) -> Tokenizer:
    """Load whichever tokenizer the package has."""
    bpe, model = folder / "bpe.model", folder / "sentencepiece.model"
    try:
        if bpe.exists() and not model.exists():
            return open_bpe(bpe, source, target)
        return SentencePiece(present(model))
    except UNREADABLE as error:
        raise broken(folder, f"its tokenizer cannot be read ({error})") from error


def open_bpe(model: Path, source: str, target: str) -> Tokenizer:
    """Load the tokenizer of the older packages: Moses's rules, then byte pairs."""
    from argostranslate.tokenizer import BPETokenizer

    tokenizer: Tokenizer = BPETokenizer(model, source, target)
    tokenizer.encode("")  # it reads its file only now
    return tokenizer


def target_prefix(folder: Path) -> str:
    """Give the piece that tells a many-language model its target, or an empty string."""
    path = present(folder / "metadata.json")
    try:
        metadata = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise broken(path, f"this file cannot be read ({error})") from error
    if not isinstance(metadata, dict):
        raise broken(path, "this file does not describe a package")
    return str(metadata.get("target_prefix", ""))


def present(path: Path) -> Path:
    """Give a path back if it is a file; raise L10nError if not."""
    if not path.is_file():
        raise broken(path, "this file of the package is missing")
    return path


def broken(place: Path, problem: str) -> L10nError:
    return L10nError(problem, where=str(place), hint=REINSTALL)


def batch_size(count: int, workers: int) -> int:
    """Share sentences among workers, if possible in two batches each or more.

    >>> batch_size(1000, 2), batch_size(20, 2), batch_size(6, 2), batch_size(0, 2)
    (32, 5, 3, 1)
    """
    shared = max(ceil(count / (2 * workers)), min(SMALL_BATCH, ceil(count / workers)))
    return max(1, min(BATCH, shared))


def length_limit(pieces: int) -> int:
    """Give how many pieces a translation may have, for a source of so many.

    Argos allows any sentence 256. Less for a short one, so that a loop does not
    hold its batch; more for a long one, so that its end is not lost.

    >>> length_limit(10), length_limit(100), length_limit(300)
    (72, 256, 600)
    """
    return min(4 * pieces + 32, max(256, 2 * pieces))


def usable_cores() -> int:
    """Count the processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
