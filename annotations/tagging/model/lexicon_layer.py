"""The layer through which the tagger's network sees the lexicon, registered with spaCy.

Importing this module is all that `spacy.load` needs to load the shipped model. The lexicon travels
within the model's weights, so a model folder needs nothing beside it.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from spacy import registry
from spacy.attrs import LOWER
from spacy.ml.featureextractor import FeatureExtractor
from spacy.ml.models.tok2vec import MaxoutWindowEncoder, build_Tok2Vec_model
from spacy.tokens import Doc
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    NumpyOps,
    Ragged,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)
from thinc.types import Floats2d, Ints2d

from .lexicon import Lexicon

LAYER = "lexicon"


# The registry's library has no types.
@registry.architectures("newsroom.LexiconTok2Vec.v1")  # type: ignore[untyped-decorator]
def lexicon_tok2vec(
    width: int,
    depth: int,
    hashed_width: int,
    rows: list[int],
    attrs: list[str],
    lexicon_width: int,
) -> Model[list[Doc], list[Floats2d]]:
    """Hash embeddings of a word's forms beside what the lexicon knows of it, read in windows.

    `lexicon_width` is `Lexicon.width`; `set_lexicon` brings the lexicon itself.
    """
    tables: list[Model[Ints2d, Floats2d]] = [
        HashEmbed(hashed_width, count, column=column, seed=column + 8, dropout=0.0)
        for column, count in enumerate(rows)
    ]
    hashed: Model[list[Doc], Ragged] = chain(
        FeatureExtractor(attrs), list2ragged(), with_array(concatenate(*tables))
    )
    mixed_width = hashed_width * len(tables) + lexicon_width
    embed: Model[list[Doc], list[Floats2d]] = chain(
        concatenate(hashed, lexicon_features(lexicon_width)),
        with_array(Maxout(width, mixed_width, nP=3, normalize=True, dropout=0.0)),
        ragged2list(),
    )
    encode = MaxoutWindowEncoder(width, window_size=1, maxout_pieces=3, depth=depth)
    model = build_Tok2Vec_model(embed, encode)
    # numpy's matrix products took a third of the time of thinc's own (blis) for these sizes.
    ops = NumpyOps(use_blis=False)
    for node in model.walk():
        node.ops = ops
    return model


def lexicon_features(width: int) -> Model[list[Doc], Ragged]:
    """The lexicon's features of every word; nothing in it is learned.

    `dropout_rate` is set by training: whole words are hidden, so that the network can do without.
    """
    return Model(LAYER, _forward, dims={"nO": width}, attrs={"lexicon": None, "hidden_words": 0.0})


def _forward(
    model: Model[list[Doc], Ragged], docs: list[Doc], is_train: bool
) -> tuple[Ragged, Callable[[Ragged], list[Doc]]]:
    lengths = model.ops.asarray1i([len(doc) for doc in docs])
    carried = model.attrs["lexicon"]
    if carried is None:
        data = np.zeros((int(lengths.sum()), model.get_dim("nO")), dtype=np.float32)
    else:
        lexicon = Lexicon(**carried)
        data = np.concatenate(
            [lexicon.features(np.asarray(doc.to_array(LOWER), dtype=np.uint64)) for doc in docs]
        )
    if is_train and model.attrs["hidden_words"]:
        data *= model.ops.get_dropout_mask((len(data), 1), model.attrs["hidden_words"]) > 0
    # thinc's types of arrays are its own; numpy's are them.
    return Ragged(model.ops.asarray(data), lengths), lambda _: []  # type: ignore[arg-type]


def set_lexicon(model: Model[Any, Any], lexicon: Lexicon) -> None:
    """Gives the lexicon to every lexicon layer below `model`. ValueError when widths differ."""
    for node in layers_of(model):
        if node.get_dim("nO") != lexicon.width:
            raise ValueError(
                f"The model takes {node.get_dim('nO')} features of a word; "
                f"this lexicon has {lexicon.width}."
            )
        node.attrs["lexicon"] = lexicon.as_dict()


def layers_of(model: Model[Any, Any]) -> list[Model[Any, Any]]:
    """The lexicon layers of a network."""
    return [node for node in model.walk() if node.name == LAYER]


def lexicon_of(model: Model[Any, Any]) -> Lexicon | None:
    """The lexicon that a network carries; None without a lexicon layer or with an empty one."""
    carried = [node.attrs["lexicon"] for node in layers_of(model)]
    return Lexicon(**carried[0]) if carried and carried[0] is not None else None
