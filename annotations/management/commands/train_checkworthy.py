"""`manage.py train_checkworthy`: learns what is worth checking, see docs/checkworthy.md."""

import json
from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from annotations.tagging.checkworthy import learning, ranking_metrics
from annotations.tagging.checkworthy.learning import LinesError, Marked
from annotations.tagging.checkworthy.ranker import Ranker, saved
from annotations.tagging.checkworthy.veto import shuts_out


class Command(BaseCommand):
    help = "Trains the ranker of sentences worth checking and writes it with its figures."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("lines", type=Path, help='JSON lines {"text", "label"}, label 0 or 1')
        parser.add_argument("--out", type=Path, required=True, help="file to write the ranker to")
        parser.add_argument("--news", type=Path, help="such lines of news, to set what is shown")
        parser.add_argument(
            "--precision", type=float, default=0.77, help="share of the news shown to be worth it"
        )
        parser.add_argument("--smoothing", type=float, default=2.0, help="more: smaller weights")
        parser.add_argument(
            "--reason", type=float, default=1.5, help="log-odds that a named reason adds"
        )
        parser.add_argument("--source", default="", help="what the lines are, with their licence")

    def handle(self, **asked):
        try:
            self._train(**asked)
        except (LinesError, OSError, ValueError) as error:
            raise CommandError(str(error)) from error

    def _train(self, *, lines, out, news, precision, smoothing, reason, source, **_):
        learned, aside = learning.split(learning.read(lines))
        marked_news = learning.read(news) if news else []
        ranker = replace(learning.learn(learned, smoothing), reason=reason)
        about = {
            "source": source or lines.name,
            "lines": len(learned),
            "aside": len(aside),
            "average precision": round(_precision(ranker, aside), 4),
            "smoothing": smoothing,
        }
        if news:
            scores = [_shown(ranker, line.text) for line in marked_news]
            labels = [line.label for line in marked_news]
            ranker = replace(ranker, threshold=ranking_metrics.threshold(scores, labels, precision))
            about |= {"news": len(marked_news), "precision wanted": precision}
        out.write_text(saved(replace(ranker, about=about)), encoding="utf-8")
        self.stdout.write(f"{out}: {json.dumps(about)}, threshold {ranker.threshold:.2f}")


def _precision(ranker: Ranker, lines: list[Marked]) -> float:
    scores = [ranker.weigh(line.text).score for line in lines]
    return ranking_metrics.average_precision(scores, [line.label for line in lines])


def _shown(ranker: Ranker, text: str) -> float:
    """The score with which a text shows it: nothing for what is shut out."""
    return 0.0 if shuts_out(text) else ranker.weigh(text).score
