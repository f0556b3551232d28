"""Rebuilds the two toy packages that the tests translate with: fr>en and en>es.

    pip install torch==2.13.0 ctranslate2 sentencepiece numpy
    python tests/models/train.py

A grammar (grammar.py, words.py and the .tsv files here) writes the sentences;
a small Transformer learns them on one core each, in some ten minutes. Seeds are
fixed; the archives have no dates. Nothing here comes from another model or text.
"""

import argparse
import io
import json
import math
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import network
import numpy as np
import sentencepiece
import torch
from ctranslate2.specs import transformer_spec
from grammar import Writer
from spelling import spelled
from torch.nn import functional
from words import TRIPLES

Spelling = tuple[str, list[tuple[int, int, int]]]  # a text and the places of its ideas
HERE = Path(__file__).parent
LANGUAGES = {"fr": "French", "en": "English", "es": "Spanish"}
DIRECTIONS = (("fr", "en"), ("en", "es"))
VOCABULARY = 1600
BATCH = 96  # sentences
STEPS = 1600
RATE, WARM_UP = 2.5e-3, 250
GUIDANCE = 0.3  # the share of the loss that teaches one attention head to align
BY_HAND = 0.15  # how often a sentence is one of sentences.tsv
UNENDED = 0.1  # how often a sentence has no full stop, like a heading
TYPOGRAPHIC = 0.5  # how often French has ’ instead of '
README = """# {source} to {target}, a toy model

For the tests of l10n: it knows a few hundred words and one simple grammar, and
is of no use for real texts. Trained from nothing on sentences that l10n's own
grammar wrote (tests/models in its sources).

Licence: MIT, as l10n itself.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A pair in pieces; links: for each target piece, the source pieces it renders."""

    source: list[int]
    target: list[int]
    links: list[list[int]]


class Pairs:
    """An endless stream of sentence pairs, and the pieces that they are cut into."""

    def __init__(self, source: str, target: str) -> None:
        self.languages = (source, target)
        self.random = random.Random(f"{source}-{target}")  # noqa: S311
        self.writer = Writer(self.random.randrange(10**6))
        self.by_hand = [
            tuple(dict(zip(("fr", "en", "es"), triple, strict=True))[one] for one in self.languages)
            for triple in TRIPLES
        ]
        sample = [text for _ in range(8000) for text, _ in self.pair()]
        self.spm = train_spm(sample + [text for pair in self.by_hand * 5 for text in pair])
        self.processor = sentencepiece.SentencePieceProcessor(model_proto=self.spm)
        learnt = range(self.processor.get_piece_size())
        self.vocabulary = ["</s>", "<unk>"]
        self.vocabulary += [self.processor.id_to_piece(n) for n in learnt if n >= 3]

    def pair(self) -> list[Spelling]:
        """Write a sentence twice, with the places of its ideas (none if by hand)."""
        if self.random.random() < BY_HAND:
            sides: list[Spelling] = [(text, []) for text in self.random.choice(self.by_hand)]
        else:
            phrase = self.writer.sentence()
            words = {"fr": phrase.fr, "en": phrase.en, "es": phrase.es}
            sides = [spelled(words[one], one) for one in self.languages]
        if self.random.random() < UNENDED:
            sides = [(text.removesuffix("."), spans) for text, spans in sides]
        return [
            (self.apostrophes(text, one), spans)
            for (text, spans), one in zip(sides, self.languages, strict=True)
        ]

    def apostrophes(self, text: str, language: str) -> str:
        typographic = language == "fr" and self.random.random() < TYPOGRAPHIC
        return text.replace("'", "’") if typographic else text

    def example(self) -> Example:
        (source, source_spans), (target, target_spans) = self.pair()
        source_ids, source_ideas = self.cut(source, source_spans)
        target_ids, target_ideas = self.cut(target, target_spans)
        links = [
            [place for place, other in enumerate(source_ideas) if idea and other == idea]
            for idea in target_ideas
        ]
        ends = [[len(source_ids)] if source_spans else []]
        return Example([*source_ids, network.END], target_ids, links + ends)

    def cut(self, text: str, spans: list[tuple[int, int, int]]) -> tuple[list[int], list[int]]:
        """Cut a text into pieces; give their numbers and their ideas."""
        pieces = self.processor.encode(text, out_type=str)
        if "".join(pieces).replace("▁", " ").strip() != text:
            sys.exit(f"not in normal form: {text}")
        ideas_at = [0] * len(text)
        for begin, end, idea in spans:
            ideas_at[begin:end] = [idea] * (min(end, len(text)) - begin)
        numbers, ideas, at = [], [], -1  # the first ▁ is not in the text
        for piece in pieces:
            letter = at + (piece[0] == "▁" and len(piece) > 1)
            ideas.append(ideas_at[letter] if 0 <= letter < len(text) else 0)
            numbers.append(max(self.processor.piece_to_id(piece) - 1, network.UNKNOWN))
            at += len(piece)
        return numbers, ideas

    def batches(self) -> Iterator[list[Example]]:
        """Give batches of examples of like length."""
        while True:
            pool = sorted(
                (self.example() for _ in range(BATCH * 20)), key=lambda one: len(one.source)
            )
            groups = [pool[start : start + BATCH] for start in range(0, len(pool), BATCH)]
            self.random.shuffle(groups)
            yield from groups


def train_spm(sample: list[str]) -> bytes:
    """Learn pieces; numbers are cut into digits, as most real packages do."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sample), model_writer=model, vocab_size=VOCABULARY,
        character_coverage=1.0, split_digits=True, normalization_rule_name="nmt_nfkc",
        user_defined_symbols=["_"], num_threads=1, minloglevel=2,
    )  # fmt: skip
    return model.getvalue()


def padded(rows: list[list[int]]) -> torch.Tensor:
    width = max(len(row) for row in rows)
    return torch.tensor([row + [-1] * (width - len(row)) for row in rows])


def loss(weights: network.Weights, batch: list[Example], places: torch.Tensor) -> torch.Tensor:
    """Weigh how wrong the next pieces are, and how wrong the guided head looks."""
    source = padded([one.source for one in batch])
    wanted = padded([[*one.target, network.END] for one in batch])
    given = padded([[network.END, *one.target] for one in batch])
    logits, looks = network.run(weights, source, given, places)
    links = torch.zeros(looks.shape)
    for row, one in enumerate(batch):
        for step, sources in enumerate(one.links):
            links[row, step, sources] = 1 / max(1, len(sources))
    text = functional.cross_entropy(
        logits.flatten(0, 1), wanted.flatten(), ignore_index=-1, label_smoothing=0.05
    )
    aligned = -(links * torch.log_softmax(looks, dim=-1)).sum() / links.sum().clamp(min=1)
    return text + GUIDANCE * aligned


def learn(pairs: Pairs, steps: int) -> network.Weights:
    torch.manual_seed(7)
    weights, places = network.fresh(len(pairs.vocabulary)), network.positions()
    optimizer = torch.optim.Adam(weights.values(), lr=RATE, betas=(0.9, 0.98))
    began = time.monotonic()
    for step, batch in zip(range(steps), pairs.batches(), strict=False):
        rate = RATE * min((step + 1) / WARM_UP, (1 + math.cos(math.pi * step / steps)) / 2)
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.zero_grad()
        cost = loss(weights, batch, places)
        cost.backward()
        torch.nn.utils.clip_grad_norm_(weights.values(), 1.0)
        optimizer.step()
        if step % 100 == 99:
            print(
                f"step {step + 1}: loss {cost.item():.3f}, {time.monotonic() - began:.0f} s",
                flush=True,
            )
    return weights


def convert(pairs: Pairs, weights: network.Weights, folder: Path) -> None:
    """Save the network as a CTranslate2 model with weights of eight bits."""
    spec = transformer_spec.TransformerSpec.from_config(
        (network.LAYERS, network.LAYERS), network.HEADS, alignment_layer=-1, alignment_heads=1
    )
    arrays = {name: weight.detach().numpy().astype(np.float32) for name, weight in weights.items()}
    table = network.positions().numpy().astype(np.float32)
    for side in ("encoder", "decoder"):
        embeddings = "embeddings_0" if side == "encoder" else "embeddings"
        arrays[f"{side}/{embeddings}/weight"] = arrays["embeddings"]
        arrays[f"{side}/position_encodings/encodings"] = table
    arrays["decoder/projection/weight"] = arrays.pop("embeddings")
    for name, array in arrays.items():
        put(spec, name, array)
    spec.register_source_vocabulary(pairs.vocabulary)
    spec.register_target_vocabulary(pairs.vocabulary)
    spec.config.add_source_eos = True
    spec.config.bos_token = spec.config.decoder_start_token = pairs.vocabulary[network.END]
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True)
    spec.save(str(folder))


def put(spec: object, name: str, array: np.ndarray) -> None:
    """Set the value that a path such as `encoder/layer_0/ffn/linear_0/bias` names."""
    *path, last = name.split("/")
    for part in path:
        stem, _, number = part.rpartition("_")
        listed = getattr(spec, stem, None) if number.isdigit() else None
        spec = listed[int(number)] if isinstance(listed, list) else getattr(spec, part)
    setattr(spec, last, array)


def package(pairs: Pairs, weights: network.Weights, destination: Path) -> Path:
    """Write an Argos package; equal contents give equal bytes."""
    source, target = pairs.languages
    name = f"translate-{source}_{target}-1_0"
    metadata = {
        "package_version": "1.0", "argos_version": "1.9",
        "from_code": source, "from_name": LANGUAGES[source],
        "to_code": target, "to_name": LANGUAGES[target], "type": "translate",
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / name
        convert(pairs, weights, folder / "model")
        (folder / "sentencepiece.model").write_bytes(pairs.spm)
        (folder / "metadata.json").write_text(json.dumps(metadata, indent=4) + "\n")
        (folder / "README.md").write_text(
            README.format(source=LANGUAGES[source], target=LANGUAGES[target])
        )
        path = destination / f"{name}.argosmodel"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for file in sorted(folder.rglob("*")):
                if file.is_file():
                    inside = zipfile.ZipInfo(str(file.relative_to(scratch)))
                    inside.external_attr = 0o644 << 16
                    inside.compress_type = zipfile.ZIP_DEFLATED
                    archive.writestr(inside, file.read_bytes())
    return path


def rebuild(source: str, target: str, steps: int, destination: Path) -> Path:
    """Learn one direction and package it."""
    torch.set_num_threads(1)  # the matrices are small: two threads are slower than one
    pairs = Pairs(source, target)
    return package(pairs, learn(pairs, steps), destination)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--steps", type=int, default=STEPS)
    arguments.add_argument("--destination", type=Path, default=HERE)
    options = arguments.parse_args()
    jobs = [(source, target, options.steps, options.destination) for source, target in DIRECTIONS]
    with ProcessPoolExecutor(len(jobs), get_context("spawn")) as pool:
        for path in pool.map(rebuild, *zip(*jobs, strict=True)):
            print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
