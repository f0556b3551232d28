"""Decodes sentences with one Argos package: its own tokenizer around CTranslate2."""

import json
import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.alignment import Alignment, Traced
from l10n.engines.argos.alignments import Attention
from l10n.engines.argos.faults import UNREADABLE, broken, present
from l10n.engines.argos.looking import Looking
from l10n.engines.argos.positions import Positions, positions
from l10n.engines.argos.tokenizers import Tokenizer, open_tokenizer

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


@dataclass(frozen=True, slots=True)
class Decoder:
    """An open package; a Session and an Aligner.

    Drafts equal Argos's, but for the underscores it drops.

    A sentence is one line of text. Drafted as an empty string: what has no
    pieces, what has over 1,000 or more than the model has places for (never
    cut short in silence), and what does not come to an end in a reasonable length.
    """

    folder: Path
    tokenizer: Tokenizer
    translator: "ctranslate2.Translator"
    prefix: str
    workers: int
    attention: Attention
    places: Positions = Positions()  # noqa: RUF009  # a tuple

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
        """Translate sentences in one go; equal ones are decoded once.

        Ctrl-C is heard between batches. Raises L10nError if the model fails.
        """
        pieces = {sentence: self.tokenizer.encode(sentence) for sentence in set(sentences)}
        distinct = dict.fromkeys(s for s in sentences if 0 < len(pieces[s]) <= self.longest)
        queue = sorted(distinct, key=lambda sentence: -len(pieces[sentence]))
        answers = self._decode([pieces[sentence] for sentence in queue], careful)
        drafts = {
            sentence: self._drafted(sentence, len(pieces[sentence]), answer)
            for sentence, answer in zip(queue, answers, strict=True)
        }
        return [drafts.get(sentence, "") for sentence in sentences]

    def align(self, traced: Sequence[Traced]) -> list[Alignment | None]:
        """Tell what became of all words of sentences, in any translations of them."""
        return self.attention.align(traced)

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
            return_attention=True,  # it looks for unknown words with it anyway
            max_decoding_length=self.limit(len(batch[0])),
            asynchronous=True,
            **(CAREFUL if careful else AS_ARGOS),
        )
        return started

    @property
    def longest(self) -> int:
        return min(LONGEST, self.places.source)

    def limit(self, pieces: int) -> int:
        """Give how many pieces a draft may have: what is reasonable, and what there is room for."""
        return min(length_limit(pieces), self.places.target)

    def _drafted(self, sentence: str, length: int, answer: "ctranslate2.TranslationResult") -> str:
        """Join the pieces of an answer; nothing if it did not come to an end."""
        tokens: list[str] = answer.hypotheses[0]
        if len(tokens) >= self.limit(length):
            return ""
        before = 1 if self.prefix else 0
        draft = self.tokenizer.decode(tokens[before:])
        self.attention.see(sentence, draft)
        if not self.prefix:
            self.attention.memory.keep(sentence, length, answer)
        return draft


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

    def load(files: Mapping[str, bytes] | None = None) -> ctranslate2.Translator:
        return ctranslate2.Translator(
            str(model), inter_threads=workers, intra_threads=1, files=files
        )

    try:
        translator = load()
    except UNREADABLE as error:
        raise broken(model, f"this model cannot be read ({error})") from error
    looking = Looking(model, translator, prefix, load)
    places = positions(model / "model.bin")
    attention = Attention(looking, tokenizer, min(LONGEST, *places))
    try:
        yield Decoder(folder, tokenizer, translator, prefix, workers, attention, places)
    finally:
        looking.close()
        translator.unload_model()


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
