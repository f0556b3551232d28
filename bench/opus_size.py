"""Builds an Argos package of OPUS-MT's size and cost, for timing without its weights.

    python bench/opus_size.py FOLDER [--pair fr en] [--text FILE]

Six layers on each side, 512 wide, eight heads, 2,048 inside, 32,000 shared
pieces, eight bits: 78 MB, 16 of them a second table of
embeddings that costs no time. The weights are random, but for one path laid
by hand: the last layer looks at the source piece in its own place and writes
that piece's partner, up to the end of the sentence. So every sentence costs
what a real one does and stops where it should; the "translation" has other
letters, the same figures and the same punctuation. It says nothing of quality.
"""

import argparse
import json
import random
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from ctranslate2.specs import common_spec, transformer_spec

Matrix = NDArray[np.float32]
WIDTH, HEADS, INNER, LAYERS, POSITIONS, VOCABULARY = 512, 8, 2048, 6, 1024, 32000
HEAD = WIDTH // HEADS
# What each column of the embeddings stands for.
TOKEN = slice(0, 2 * HEAD)
PLACE = slice(2 * HEAD, 3 * HEAD)
ALWAYS, ENDING = 3 * HEAD, 3 * HEAD + 1
NOISE = 0.02  # how far the random layers move what passes through them
COPYING = 4.0  # how much the partner's code outweighs the previous piece's
LOOKING = 4.0  # how sharply a place finds its twin
RESTING = 10.0  # how strongly places past the end look at the end
SHARPNESS = 1.5  # brings the best piece to nearly all of the probability
NAMES = {"fr": "French", "en": "English", "es": "Spanish", "de": "German"}


def words(count: int, seed: int = 5) -> list[str]:
    """Make up distinct words, the short ones first, as in a real lexicon."""
    chooser = random.Random(seed)
    starts = ["", *"bcdfglmnprstv", "br", "ch", "cl", "fr", "gr", "pl", "pr", "tr", "qu"]
    rhymes = ["a", "e", "i", "o", "u", "é", "ai", "an", "ar", "ein", "el", "en", "er", "eur", "ien"]
    rhymes += ["in", "ion", "is", "it", "oi", "on", "or", "ou", "our", "ure", "è", "ê", "î", "ô"]
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = 1 + len(found) * 4 // count + chooser.randint(0, 1)
        parts = (chooser.choice(starts) + chooser.choice(rhymes) for _ in range(syllables))
        found["".join(parts)] = None
    return list(found)


def sentences(count: int, seed: int) -> list[str]:
    """Write sentences of some 22 words, with figures and commas; no two are equal."""
    chooser, lexicon = random.Random(seed), words(60_000)
    frequency = [1 / (rank + 3) for rank in range(len(lexicon))]
    written: dict[str, None] = {}
    while len(written) < count:
        drawn = dict.fromkeys(chooser.choices(lexicon, frequency, k=90))
        line = list(drawn)[: chooser.randint(14, 30)]
        line[0] = line[0].capitalize()
        line[chooser.randrange(3, 7)] += ","
        line[chooser.randrange(8, 13)] = str(chooser.randint(2, 2999))
        written[" ".join(line) + "."] = None
    return list(written)


def train_pieces(text: Iterable[str], model: Path) -> None:
    """Learn a vocabulary of the usual size."""
    import sentencepiece

    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(text), model_prefix=str(model.with_suffix("")),
        vocab_size=VOCABULARY, character_coverage=1.0, split_digits=True, minloglevel=2,
    )  # fmt: skip
    model.with_suffix(".vocab").unlink()


def partners(pieces: list[str]) -> list[int]:
    """Pair every piece of letters with the next one of its kind and length."""

    def kind(number: int) -> tuple[bool, bool, int]:
        letters = pieces[number].lstrip("▁")
        return pieces[number].startswith("▁"), letters.istitle(), len(letters)

    partner = list(range(len(pieces)))
    of_letters = [n for n in partner if n > 1 and pieces[n].lstrip("▁").isalpha()]
    for _, group in groupby(sorted(of_letters, key=kind), key=kind):
        numbers = list(group)
        for number, following in zip(numbers, numbers[1:] + numbers[:1], strict=True):
            partner[number] = following
    return partner


class Builder:
    """Fills a CTranslate2 model of Marian's layout, layer by layer."""

    def __init__(self, pieces: list[str], seed: int = 11) -> None:
        self.random = np.random.default_rng(seed)
        self.pieces = pieces

    def signs(self, rows: int, columns: int) -> Matrix:
        return self.random.choice(np.array([-1, 1], np.float32), (rows, columns))

    def noise(self, rows: int, columns: int, scale: float = 1.0) -> Matrix:
        matrix = self.random.standard_normal((rows, columns), dtype=np.float32)
        return matrix * np.float32(scale / columns**0.5)

    def embeddings(self) -> Matrix:
        matrix = np.zeros((len(self.pieces), WIDTH), np.float32)
        matrix[:, TOKEN] = self.signs(len(self.pieces), TOKEN.stop)
        matrix[0, ENDING] = 1
        return matrix / np.float32(WIDTH**0.5)  # the model multiplies it again

    def places(self) -> Matrix:
        matrix = np.zeros((POSITIONS, WIDTH), np.float32)
        matrix[:, PLACE] = self.signs(POSITIONS, HEAD)
        matrix[:, ALWAYS] = 1
        return matrix

    def build(self, folder: Path) -> None:
        from ctranslate2.specs import common_spec, transformer_spec

        spec = transformer_spec.TransformerSpec.from_config(
            LAYERS, HEADS, pre_norm=False, activation=common_spec.Activation.SWISH,
            alignment_layer=-1, alignment_heads=1,
        )  # fmt: skip
        table, places = self.embeddings(), self.places()
        spec.encoder.embeddings[0].weight = table[partners(self.pieces)]
        spec.decoder.embeddings.weight = spec.decoder.projection.weight = table
        spec.decoder.projection.bias = np.zeros(len(table), np.float32)
        spec.decoder.start_from_zero_embedding = True
        for side in (spec.encoder, spec.decoder):
            side.position_encodings.encodings = places
            for layer in side.layer:
                self.random_layer(layer)
        for layer in spec.decoder.layer:
            self.look_across(layer.attention, copying=layer is spec.decoder.layer[-1])
        self.norm(spec.decoder.layer[-1].ffn.layer_norm, SHARPNESS)
        self.save(spec, folder)

    def save(self, spec: "transformer_spec.TransformerSpec", folder: Path) -> None:
        spec.register_source_vocabulary(self.pieces)
        spec.register_target_vocabulary(self.pieces)
        spec.config.add_source_eos = True
        spec.config.bos_token = spec.config.decoder_start_token = self.pieces[0]
        spec.validate()
        spec.optimize(quantization="int8")
        folder.mkdir(parents=True)
        spec.save(str(folder))

    def random_layer(self, layer: "transformer_spec.TransformerEncoderLayerSpec") -> None:
        self.linear(layer.self_attention.linear[0], self.noise(3 * WIDTH, WIDTH))
        self.linear(layer.self_attention.linear[1], self.noise(WIDTH, WIDTH, NOISE))
        self.linear(layer.ffn.linear_0, self.noise(INNER, WIDTH))
        self.linear(layer.ffn.linear_1, self.noise(WIDTH, INNER, NOISE))
        self.norm(layer.self_attention.layer_norm)
        self.norm(layer.ffn.layer_norm)

    def look_across(
        self, block: "transformer_spec.MultiHeadAttentionSpec", *, copying: bool
    ) -> None:
        """Fill a cross-attention; the copying one has its first two heads laid by hand."""
        asked, offered = self.noise(WIDTH, WIDTH), self.noise(2 * WIDTH, WIDTH)
        given = self.noise(WIDTH, WIDTH, NOISE)
        if copying:
            self.lay_path(asked, offered, given)
        for linear, weight in zip(block.linear, (asked, offered, given), strict=True):
            self.linear(linear, weight)
        self.norm(block.layer_norm)

    def lay_path(self, asked: Matrix, offered: Matrix, given: Matrix) -> None:
        same = np.eye(HEAD, dtype=np.float32)
        for head in (0, 1):
            rows = slice(head * HEAD, (head + 1) * HEAD)
            values = slice(WIDTH + rows.start, WIDTH + rows.stop)
            asked[rows], offered[rows], offered[values], given[rows] = 0, 0, 0, 0
            asked[rows, PLACE] = LOOKING * same
            offered[rows, PLACE] = same
            asked[rows.start, ALWAYS] = offered[rows.start, ENDING] = RESTING**0.5
            offered[values, rows] = same
            given[rows, rows] = COPYING * same

    def linear(self, spec: "common_spec.LinearSpec", weight: Matrix) -> None:
        spec.weight = weight
        spec.bias = np.zeros(len(weight), np.float32)

    def norm(self, spec: "common_spec.LayerNormSpec", scale: float = 1.0) -> None:
        spec.gamma = np.full(WIDTH, scale, np.float32)
        spec.beta = np.zeros(WIDTH, np.float32)


def build_package(folder: Path, source: str, target: str, text: Iterable[str] = ()) -> Path:
    """Give a package's folder under `packages`, built unless it is there already."""
    import sentencepiece

    package = folder / "packages" / f"translate-{source}_{target}-1_0"
    if (package / "metadata.json").exists():
        return package
    pieces_model = folder / "sentencepiece.model"
    folder.mkdir(parents=True, exist_ok=True)
    if not pieces_model.exists():
        train_pieces(list(text) or sentences(20_000, seed=1) + words(60_000), pieces_model)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(pieces_model))
    learnt = [processor.id_to_piece(number) for number in range(3, processor.get_piece_size())]
    Builder(["</s>", "<unk>", *learnt]).build(package / "model")
    (package / "sentencepiece.model").write_bytes(pieces_model.read_bytes())
    metadata = {
        "package_version": "1.0", "argos_version": "1.9", "type": "translate",
        "from_code": source, "from_name": NAMES.get(source, source),
        "to_code": target, "to_name": NAMES.get(target, target),
    }  # fmt: skip
    (package / "metadata.json").write_text(json.dumps(metadata, indent=4) + "\n")
    return package


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--pair", nargs=2, default=("fr", "en"))
    arguments.add_argument("--text", type=Path, help="learn the pieces from this file")
    options = arguments.parse_args()
    text = options.text.read_text("utf-8").splitlines() if options.text else ()
    print(build_package(options.folder, options.pair[0], options.pair[1], text))


if __name__ == "__main__":
    main()
