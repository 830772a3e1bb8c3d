"""The teacher: MiniLM read word by word, with what it cannot see: capitals and the lexicon.

Build time only: needs PyTorch, which the product does not.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.functional import gelu, scaled_dot_product_attention

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
CASES = 6


@dataclass
class Batch:
    """Texts of one batch, padded. Words are picked by their first piece."""

    pieces: Tensor  # texts x pieces, ids
    cases: Tensor  # texts x pieces, how the word of the piece is written
    mask: Tensor  # texts x pieces, True where there is a piece
    words: Tensor  # words x 2: text, piece
    features: Tensor  # words x lexicon width
    style: Tensor  # words, which corpus' habits to follow


class Layer(nn.Module):
    """One layer of BERT, named as its weights are."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.value, self.joined = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        texts, pieces, _ = x.shape

        def heads(one: Tensor) -> Tensor:
            return one.view(texts, pieces, HEADS, WIDTH // HEADS).transpose(1, 2)

        seen = scaled_dot_product_attention(
            heads(self.query(x)), heads(self.key(x)), heads(self.value(x)), mask[:, None, None, :]
        )
        seen = seen.transpose(1, 2).reshape(texts, pieces, WIDTH)
        x = self.norm1(x + self.drop(self.joined(seen)))
        return self.norm2(x + self.drop(self.outer(gelu(self.inner(x)))))


class Teacher(nn.Module):
    """Scores of every tag for every word."""

    def __init__(self, features: int, tags: int, styles: int, vocabulary: int = 30522):
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.cases = nn.Embedding(CASES, WIDTH)
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.styles = nn.Embedding(styles, 32)
        self.mix = nn.Linear(WIDTH + features + CASES + 32, 256)
        self.tags = nn.Linear(256, tags)
        self.drop = nn.Dropout(0.15)

    def forward(self, batch: Batch) -> Tensor:
        places = torch.arange(batch.pieces.shape[1])
        x = self.pieces(batch.pieces) + self.places(places) + self.cases(batch.cases)
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x, batch.mask)
        text, piece = batch.words.T
        cases = nn.functional.one_hot(batch.cases[text, piece], CASES).float()
        seen = torch.cat([x[text, piece], batch.features, cases, self.styles(batch.style)], dim=1)
        return self.tags(self.drop(gelu(self.mix(self.drop(seen)))))

    def read_minilm(self, folder: Path) -> None:
        """Takes the weights of all-MiniLM-L6-v2."""
        weights = load_file(folder / "model.safetensors")
        prefix = "embeddings."
        self.pieces.weight.data = weights[prefix + "word_embeddings.weight"]
        kind = weights[prefix + "token_type_embeddings.weight"][0]
        self.places.weight.data = weights[prefix + "position_embeddings.weight"] + kind
        _copy(self.norm, weights, prefix + "LayerNorm")
        names = {
            "query": "attention.self.query", "key": "attention.self.key",
            "value": "attention.self.value", "joined": "attention.output.dense",
            "norm1": "attention.output.LayerNorm", "inner": "intermediate.dense",
            "outer": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for number, layer in enumerate(self.layers):
            for own, name in names.items():
                _copy(getattr(layer, own), weights, f"encoder.layer.{number}.{name}")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.data = weights[name + ".weight"]
    module.bias.data = weights[name + ".bias"]
