"""Static word vectors, 256 numbers each, out of the package `wordllama`: a text has the mean.

The package's files alone are read. Its own loader goes to the network.
"""

import json
import struct
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import numpy as np

PACKAGE = "wordllama"
WEIGHTS, TENSOR = Path("weights/l2_supercat_256.safetensors"), "embedding.weight"
TOKENIZER = Path("tokenizers/l2_supercat_tokenizer_config.json")
MISSING = "The packages wordllama and tokenizers are not installed."


class WordLlama:
    """Made for English; of other languages it knows what they share with it. Raises ImportError."""

    def __init__(self) -> None:
        found, parts = find_spec(PACKAGE), find_spec("tokenizers")
        if found is None or parts is None or not found.submodule_search_locations:
            raise ImportError(MISSING)
        folder = Path(found.submodule_search_locations[0])
        self.name = f"{PACKAGE} {version(PACKAGE)}"
        self._weights = _tensor(folder / WEIGHTS)
        self._tokenizer = import_module("tokenizers").Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def vectors(self, texts: Sequence[str]) -> list[list[float]]:
        return [self._vector(text) for text in texts]

    def _vector(self, text: str) -> list[float]:
        # One by one: a batch starts threads, which a process that was forked must not.
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids
        mean = self._weights[ids].astype(np.float32).sum(axis=0)
        length = float(np.linalg.norm(mean))
        found: list[float] = (mean / length if length else mean).tolist()
        return found


def _tensor(path: Path) -> np.ndarray:
    """The one tensor of a file in the format safetensors, mapped: processes share its pages."""
    with path.open("rb") as file:
        [size] = struct.unpack("<Q", file.read(8))
        about = json.loads(file.read(size))[TENSOR]
    if about["dtype"] != "F16":
        raise ValueError(f"{path.name} holds {about['dtype']}, not F16.")
    start = 8 + size + about["data_offsets"][0]
    return np.memmap(path, np.float16, mode="r", offset=start, shape=tuple(about["shape"]))
