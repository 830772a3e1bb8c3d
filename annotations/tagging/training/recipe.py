"""How the tagger is trained: which stages, which corpus how often, and which state is kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from spacy.language import Language

from . import augmentation, scoring
from .corpora import CorpusError, Line
from .learning import Plan, ner_of, train
from .scoring import Scores

Corpora = Mapping[str, Sequence[Line]]
REVIEWED = "reviewed"
# Of so many reviewed articles one is held out.
EVERY = 4


@dataclass(frozen=True)
class Report:
    """A state of the model: where it is from, its scores by held-out corpus, their mean F1."""

    stage: str
    epoch: int
    scores: Mapping[str, Scores]

    @property
    def f1(self) -> float:
        """The mean of the corpora's F1, 0 to 100: a small corpus counts like a large one."""
        return mean(one.f1() for one in self.scores.values())


def from_nothing(corpora: Corpora, silver: str) -> Iterator[tuple[str, Plan]]:
    """Broad reading first, gold three times as often; then mostly gold, with small steps."""
    gold = {name: 3.0 for name in corpora if name != silver}
    yield "broad", Plan(epochs=8, weights=gold)
    yield "gold", Plan(epochs=6, seed=2, rate=0.0006, weights=gold | {silver: 0.3})


def from_a_model(corpora: Corpora, silver: str) -> Iterator[tuple[str, Plan]]:
    """The same with fewer and smaller steps."""
    gold = {name: 3.0 for name in corpora if name != silver}
    yield "broad", Plan(epochs=4, seed=3, rate=0.0007, weights=gold)
    yield "gold", Plan(epochs=4, seed=4, rate=0.0004, weights=gold | {silver: 0.3})


def from_reviews(corpora: Corpora, silver: str) -> Iterator[tuple[str, Plan]]:
    """What was reviewed counts most; the rest keeps the model from forgetting."""
    weights = {name: 5.0 if name == REVIEWED else 1.0 for name in corpora} | {silver: 0.1}
    yield "reviewed", Plan(epochs=4, rate=0.0003, weights=weights)


def learn(
    nlp: Language,
    corpora: Corpora,
    held_out: Corpora,
    stages: Iterator[tuple[str, Plan]],
    names: augmentation.Names,
    after_epoch: Callable[[Report, bool], None],
) -> Report:
    """Trains the pipeline in place through all stages and leaves it in its best state.

    `after_epoch(report, is_best)` is called with that state in place.
    """
    ner, best, weights = ner_of(nlp), None, b""
    for stage, plan in stages:

        def judge(epoch: int, stage: str = stage) -> None:
            nonlocal best, weights
            scores = {name: scoring.evaluate(nlp, lines) for name, lines in held_out.items()}
            report = Report(stage, epoch, scores)
            is_best = best is None or report.f1 >= best.f1
            if is_best:
                best, weights = report, ner.model.to_bytes()
            after_epoch(report, is_best)

        train(nlp, corpora, plan, names, judge)
    if best is None:
        raise ValueError("There was no stage to train.")
    ner.model.from_bytes(weights)
    return best


def refusal(old: Language, new: Language, articles: Sequence[Line]) -> str:
    """Why the new model is not to replace the old one; empty when it scores no lower."""
    before, after = (scoring.evaluate(nlp, articles).f1() for nlp in (old, new))
    if after >= before:
        return ""
    count = len({line.article for line in articles})
    return (
        f"The new model scores lower on {count} held-out reviewed articles: F1 {after:.1f} "
        f"instead of {before:.1f}."
    )


def split_reviewed(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Reviewed lines to learn from, and those of every fourth article to judge by.

    CorpusError when there are not four articles.
    """
    articles = list(dict.fromkeys(line.article for line in lines))
    held_out = set(articles[EVERY - 1 :: EVERY])
    if not held_out:
        raise CorpusError(f"Only {len(articles)} reviewed articles: at least {EVERY} are needed.")
    kept = [line for line in lines if line.article not in held_out]
    return kept, [line for line in lines if line.article in held_out]
