"""`manage.py reanchor ARTICLE… [--dry-run]`: follow highlights anew from where people put them."""

from django.core.management.base import BaseCommand, CommandError

from annotations.models import Article
from annotations.services.anchors import reanchor


class Command(BaseCommand):
    help = (
        "Places the highlights of articles again, through all revisions, and saves what differs; "
        "what people decided stays."
    )

    def add_arguments(self, parser):
        parser.add_argument("articles", nargs="+", type=int, metavar="ARTICLE", help="ids")
        parser.add_argument("--dry-run", action="store_true", help="report, and write nothing")

    def handle(self, *, articles, dry_run, **_):
        for pk in articles:
            article = Article.objects.filter(pk=pk).first()
            if article is None:
                raise CommandError(f"There is no article {pk}.")
            found = reanchor.differences(article) if dry_run else reanchor.reanchor(pk)
            for trail in found:
                self.stdout.write(f"  claim {trail.anchor.claim_id}: {_sentence(trail)}")
            verb = "would change" if dry_run else "changed"
            self.stdout.write(f"Article {pk}: {len(found)} {verb}.")


def _sentence(trail: reanchor.Trail) -> str:
    fate = trail.fate
    place = "nowhere" if fate.start is None else f"{fate.start}–{fate.end}"
    return f"{trail.state} at {place}, from “{' '.join(trail.before.split())[:80]}”"
