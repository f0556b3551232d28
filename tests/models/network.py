"""A small Transformer as plain functions; its weights carry CTranslate2's own names."""

import math

import torch
from torch.nn import functional

Weights = dict[str, torch.Tensor]
LAYERS, WIDTH, HEADS, INNER = 2, 160, 4, 512
POSITIONS = 512
END, UNKNOWN = 0, 1
NOTHING = -1e9


def fresh(vocabulary: int) -> Weights:
    """Draw the weights of an untrained network."""
    weights: Weights = {"embeddings": torch.randn(vocabulary, WIDTH) / math.sqrt(WIDTH)}
    for side, blocks in (
        ("encoder", ["self_attention"]),
        ("decoder", ["self_attention", "attention"]),
    ):
        for layer in range(LAYERS):
            place = f"{side}/layer_{layer}"
            for block in blocks:
                attention(weights, f"{place}/{block}", fused=block == "self_attention")
            add_norm(weights, f"{place}/ffn/layer_norm")
            add_linear(weights, f"{place}/ffn/linear_0", INNER, WIDTH)
            add_linear(weights, f"{place}/ffn/linear_1", WIDTH, INNER)
        add_norm(weights, f"{side}/layer_norm")
    return {name: weight.requires_grad_() for name, weight in weights.items()}


def attention(weights: Weights, place: str, *, fused: bool) -> None:
    add_norm(weights, f"{place}/layer_norm")
    sizes = (3 * WIDTH, WIDTH) if fused else (WIDTH, 2 * WIDTH, WIDTH)
    for number, size in enumerate(sizes):
        add_linear(weights, f"{place}/linear_{number}", size, WIDTH)


def add_norm(weights: Weights, place: str) -> None:
    weights[f"{place}/gamma"], weights[f"{place}/beta"] = torch.ones(WIDTH), torch.zeros(WIDTH)


def add_linear(weights: Weights, place: str, rows: int, columns: int) -> None:
    bound = math.sqrt(6 / (WIDTH + columns))
    weights[f"{place}/weight"] = (torch.rand(rows, columns) * 2 - 1) * bound
    weights[f"{place}/bias"] = torch.zeros(rows)


def positions() -> torch.Tensor:
    """Give the sinusoids that mark places in a sentence."""
    steps = torch.exp(torch.arange(0, WIDTH, 2) * (-math.log(10000.0) / WIDTH))
    angles = torch.arange(POSITIONS)[:, None] * steps[None, :]
    return torch.cat([torch.sin(angles), torch.cos(angles)], dim=1)


def linear(weights: Weights, place: str, x: torch.Tensor) -> torch.Tensor:
    return functional.linear(x, weights[f"{place}/weight"], weights[f"{place}/bias"])


def norm(weights: Weights, place: str, x: torch.Tensor) -> torch.Tensor:
    return functional.layer_norm(x, (WIDTH,), weights[f"{place}/gamma"], weights[f"{place}/beta"])


def split(x: torch.Tensor) -> torch.Tensor:
    """Give each head its part: batch, heads, time, width of a head."""
    return x.view(x.shape[0], x.shape[1], HEADS, WIDTH // HEADS).transpose(1, 2)


def looked_up(
    queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor, hidden: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Attend; give what was found and the logits of the attention."""
    logits = split(queries) @ split(keys).transpose(2, 3) / math.sqrt(WIDTH // HEADS) + hidden
    found = (torch.softmax(logits, dim=-1) @ split(values)).transpose(1, 2)
    return found.reshape(queries.shape), logits


def self_attended(
    weights: Weights, place: str, x: torch.Tensor, hidden: torch.Tensor
) -> torch.Tensor:
    normal = norm(weights, f"{place}/layer_norm", x)
    queries, keys, values = linear(weights, f"{place}/linear_0", normal).chunk(3, -1)
    found, _ = looked_up(queries, keys, values, hidden)
    return x + linear(weights, f"{place}/linear_1", found)


def fed_forward(weights: Weights, place: str, x: torch.Tensor) -> torch.Tensor:
    inner = linear(weights, f"{place}/linear_0", norm(weights, f"{place}/layer_norm", x))
    return x + linear(weights, f"{place}/linear_1", functional.relu(inner))


def embedded(weights: Weights, tokens: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
    return (
        functional.embedding(tokens, weights["embeddings"]) * math.sqrt(WIDTH)
        + places[: tokens.shape[1]]
    )


def run(
    weights: Weights, source: torch.Tensor, target: torch.Tensor, places: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Give the logits of the target's pieces, and those of the guided attention head.

    source, target: pieces padded with -1; the target is shifted by the caller.
    """
    hidden = torch.where(source < 0, NOTHING, 0.0)[:, None, None, :]
    x = embedded(weights, source.clamp(min=0), places)
    for layer in range(LAYERS):
        x = self_attended(weights, f"encoder/layer_{layer}/self_attention", x, hidden)
        x = fed_forward(weights, f"encoder/layer_{layer}/ffn", x)
    memory = norm(weights, "encoder/layer_norm", x)
    future = torch.full((target.shape[1], target.shape[1]), NOTHING).triu(1)
    x = embedded(weights, target.clamp(min=0), places)
    for layer in range(LAYERS):
        place = f"decoder/layer_{layer}"
        x = self_attended(weights, f"{place}/self_attention", x, future)
        queries = linear(
            weights,
            f"{place}/attention/linear_0",
            norm(weights, f"{place}/attention/layer_norm", x),
        )
        keys, values = linear(weights, f"{place}/attention/linear_1", memory).chunk(2, -1)
        found, looks = looked_up(queries, keys, values, hidden)
        x = x + linear(weights, f"{place}/attention/linear_2", found)
        x = fed_forward(weights, f"{place}/ffn", x)
    return norm(weights, "decoder/layer_norm", x) @ weights["embeddings"].T, looks[:, 0]
