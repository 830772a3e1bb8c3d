"""`manage.py train_tagger`: trains the tagger's model on corpora, see docs/model.md."""

import json
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from annotations.tagging.model import lexicon
from annotations.tagging.model.lexicon_layer import lexicon_of
from annotations.tagging.statistical import SHIPPED, ModelUnavailable, load
from annotations.tagging.training import augmentation, corpora, learning, recipe
from annotations.tagging.training.corpora import CorpusError, Line
from annotations.tagging.training.learning import Network
from annotations.tagging.training.recipe import REVIEWED, Report
from annotations.tagging.training.saving import save


class Command(BaseCommand):
    help = "Trains a model of names on the corpora of a folder and writes its best state."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--corpus", type=Path, required=True, help="folder of NAME_train.jsonl")
        parser.add_argument("--out", type=Path, required=True, help="folder to write the model to")
        parser.add_argument(
            "--base", default="", help="model to continue from; without this, a new one"
        )
        parser.add_argument(
            "--reviewed",
            type=Path,
            help="reviewed articles; a model that does worse is not written",
        )
        parser.add_argument(
            "--silver", default="gmb_train", help="the corpus that was annotated automatically"
        )
        parser.add_argument("--lexicon", type=Path, help="in place of the shipped model's")
        parser.add_argument("--names", type=Path, help="JSON of names to put into sentences")
        parser.add_argument("--width", type=int, default=Network.width, help="of a new network")
        parser.add_argument("--depth", type=int, default=Network.depth, help="of a new network")
        parser.add_argument("--name", default="newsroom", help="what the model is called")
        parser.add_argument("--model-version", default="1.0.0")

    def handle(self, **asked):
        try:
            self._train(**asked)
        except (CorpusError, ModelUnavailable, OSError, ValueError) as error:
            raise CommandError(str(error)) from error

    def _train(self, *, corpus, out, base, reviewed, silver, names, name, model_version, **asked):
        learned, held_out = corpora.folder(corpus)
        judged_by: list[Line] = []
        if reviewed:
            learned[REVIEWED], judged_by = recipe.split_reviewed(corpora.read(reviewed))
            nlp, stages = load(base or SHIPPED), recipe.from_reviews(learned, silver)
        elif base:
            nlp, stages = load(base), recipe.from_a_model(learned, silver)
        else:
            network = Network(width=asked["width"], depth=asked["depth"])
            nlp = learning.new_pipeline(_lexicon(asked["lexicon"]), network)
            stages = recipe.from_nothing(learned, silver)
        others = json.loads(names.read_text()) if names else augmentation.names_of(learned.values())
        started = time.monotonic()

        def after_epoch(report: Report, is_best: bool) -> None:
            self._say(report, time.monotonic() - started)
            if is_best and not reviewed:
                save(nlp, out, name=name, version=model_version, scores=report.scores)

        best = recipe.learn(nlp, learned, held_out, stages, others, after_epoch)
        if reviewed and (why := recipe.refusal(load(base or SHIPPED), nlp, judged_by)):
            raise CommandError(f"{why} Nothing was written.")
        save(nlp, out, name=name, version=model_version, scores=best.scores)
        self.stdout.write(f"{out}: {best.stage} {best.epoch}, F1 {best.f1:.1f}")

    def _say(self, report: Report, seconds: float) -> None:
        parts = " ".join(f"{name} {scores.f1():.1f}" for name, scores in report.scores.items())
        state = f"{report.stage} {report.epoch} F1 {report.f1:.1f}"
        self.stdout.write(f"{seconds:6.0f} s {state} {parts}")
        self.stdout.flush()


def _lexicon(path: Path | None) -> lexicon.Lexicon:
    if path:
        return lexicon.load(path)
    shipped = lexicon_of(learning.ner_of(load(SHIPPED)).model)
    if shipped is None:
        raise ValueError("The shipped model carries no lexicon.")
    return shipped
