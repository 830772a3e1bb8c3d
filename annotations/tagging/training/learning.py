"""Trains the tagger's network with spaCy: what the pipeline is, and the loop over the corpora."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import filter_spans, fix_random_seed
from thinc.api import Adam, Optimizer

from ..model.labels import LABELS
from ..model.lexicon import Lexicon
from ..model.lexicon_layer import layers_of, set_lexicon
from . import augmentation, tables
from .corpora import Line

# Words; small corpora are learned in smaller steps, so that there are enough of them.
LARGEST_BATCH = 1500
FEWEST_BATCHES = 10
# The share of names that are other ones, in lines that get any.
RENAMED_OF_A_LINE = 0.7


@dataclass(frozen=True)
class Network:
    """Sizes of a new network; the defaults are the shipped model's."""

    width: int = 128
    depth: int = 4
    hashed_width: int = 48
    attrs: tuple[str, ...] = ("NORM", "PREFIX", "SUFFIX", "SHAPE")
    rows: tuple[int, ...] = (5000, 1000, 2500, 1500)
    hidden_width: int = 64

    def config(self, lexicon_width: int) -> dict[str, object]:
        """The configuration of spaCy's `ner` component."""
        tok2vec = {
            "@architectures": "newsroom.LexiconTok2Vec.v1", "width": self.width,
            "depth": self.depth, "hashed_width": self.hashed_width, "rows": list(self.rows),
            "attrs": list(self.attrs), "lexicon_width": lexicon_width,
        }  # fmt: skip
        return {"model": {
            "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner",
            "extra_state_tokens": False, "hidden_width": self.hidden_width, "maxout_pieces": 2,
            "use_upper": True, "tok2vec": tok2vec,
        }}  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """How to learn. `weights` says how often a corpus comes in an epoch (1 unless named).

    Shares: words whose lexicon is hidden, lines with other names, tables beside the lines.
    """

    epochs: int = 10
    seed: int = 1
    rate: float = 0.001
    dropout: float = 0.25
    hidden_words: float = 0.15
    renamed: float = 0.4
    tables: float = 0.03
    weights: Mapping[str, float] = field(default_factory=dict)


def new_pipeline(lexicon: Lexicon, network: Network = Network()) -> Language:
    """An untrained English pipeline with our labels."""
    nlp = spacy.blank("en")
    nlp.add_pipe("ner", config=network.config(lexicon.width))
    ner = ner_of(nlp)
    for label in LABELS:
        ner.add_label(label)
    set_lexicon(ner.model, lexicon)
    return nlp


def ner_of(nlp: Language) -> Any:
    """The pipeline's `ner`. spaCy compiles it, so that its type is not known."""
    return nlp.get_pipe("ner")


def train(
    nlp: Language,
    corpora: Mapping[str, Sequence[Line]],
    plan: Plan,
    names: augmentation.Names,
    after_epoch: Callable[[int], None],
) -> None:
    """Trains the pipeline's `ner` in place; at the end its weights are the running averages.

    A new pipeline is initialised first. `names` are put into its sentences now and then.
    `after_epoch(epoch)` is called with the averages in place. The same corpora, plan and machine
    give the same model.
    """
    fix_random_seed(plan.seed)
    rng = random.Random(plan.seed)  # noqa: S311 - no secret
    sample = [line for lines in corpora.values() for line in lines[:200]]
    if _is_new(nlp):
        nlp.initialize(lambda: [example(nlp, line) for line in sample])
    optimizer = Adam(learn_rate=plan.rate, L2=0.01, grad_clip=1.0, use_averages=True)
    for layer in layers_of(ner_of(nlp).model):
        layer.attrs["hidden_words"] = plan.hidden_words
    total = plan.epochs * sum(
        len(line.text) * plan.weights.get(name, 1)
        for name, lines in corpora.items() for line in lines
    )  # fmt: skip
    read = 0
    for epoch in range(1, plan.epochs + 1):
        for batch in _batches(list(_epoch(corpora, plan, names, rng))):
            optimizer.learn_rate = plan.rate * _warm(read / total)
            examples = [example(nlp, line) for line in batch]
            nlp.update(examples, sgd=optimizer, drop=plan.dropout)
            read += sum(len(line.text) for line in batch)
        with nlp.use_params(optimizer.averages):
            after_epoch(epoch)
    for layer in layers_of(ner_of(nlp).model):
        layer.attrs["hidden_words"] = 0.0
    _keep_averages(nlp, optimizer)


def _is_new(nlp: Language) -> bool:
    # A label brings its own moves; the move of being no name comes when weights are made.
    return "O" not in ner_of(nlp).move_names


def _warm(done: float) -> float:
    """The share of the full rate: a short rise, then a straight fall to a twentieth."""
    return min(done / 0.02 + 0.05, 1.0) * max(1.0 - done, 0.05)


def _epoch(
    corpora: Mapping[str, Sequence[Line]],
    plan: Plan,
    names: augmentation.Names,
    rng: random.Random,
) -> Iterator[Line]:
    """All lines, each corpus as often as it weighs, varied and mixed."""
    lines: list[Line] = []
    for name, corpus in corpora.items():
        weight = plan.weights.get(name, 1)
        for _ in range(int(weight)):
            lines += augmentation.joined(corpus, rng)
        rest = [line for line in corpus if rng.random() < weight % 1] if weight % 1 else []
        lines += augmentation.joined(rest, rng)
    lines += tables.tables(int(plan.tables * len(lines)), names, rng)
    rng.shuffle(lines)
    for line in lines:
        if rng.random() < plan.renamed:
            line = augmentation.renamed(line, names, rng, RENAMED_OF_A_LINE)
        yield augmentation.recased(line, rng)


def _batches(lines: Sequence[Line]) -> Iterator[list[Line]]:
    words = [line.text.count(" ") + 1 for line in lines]
    enough = min(LARGEST_BATCH, sum(words) // FEWEST_BATCHES)
    batch, size = [], 0
    for line, count in zip(lines, words, strict=True):
        batch.append(line)
        size += count
        if size >= enough:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def example(nlp: Language, line: Line) -> Example:
    """A line as spaCy learns from it. Names that do not end with words are left open, not wrong."""
    doc = nlp.make_doc(line.text)
    spans, open_spans = [], []
    for start, end, label in line.ents:
        span = doc.char_span(start, end, label=label)
        if span is not None:
            spans.append(span)
        elif (wider := doc.char_span(start, end, alignment_mode="expand")) is not None:
            open_spans.append(wider)
    spans = filter_spans(spans)
    taken = {token.i for span in spans for token in span}
    missing = [
        span for span in filter_spans(open_spans) if not taken & set(range(span.start, span.end))
    ]
    reference = Doc(
        doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc]
    )
    reference.set_ents(
        [_in(reference, span) for span in spans], missing=[_in(reference, span) for span in missing]
    )
    return Example(doc, reference)


def _in(doc: Doc, span: Span) -> Span:
    return Span(doc, span.start, span.end, label=span.label_)


def _keep_averages(nlp: Language, optimizer: Optimizer) -> None:
    """Copies the averages into the weights, for good."""
    ner = ner_of(nlp)
    with nlp.use_params(optimizer.averages):
        weights = ner.model.to_bytes()
    ner.model.from_bytes(weights)
