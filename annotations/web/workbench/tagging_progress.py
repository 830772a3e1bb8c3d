"""Where the tagging of an article stands, for its head and for lists."""

from annotations.models import Article, TaggingRun, WorkerHeartbeat

from ..shell.drawn import Drawn


def of_article(article: Article) -> dict[str, object]:
    """What workbench/tagging.html needs: the newest run, its place in the queue, live workers."""
    run = TaggingRun.objects.filter(article=article).in_order().first()
    return {
        "run": run,
        "place": TaggingRun.objects.places([run]).get(run.pk) if run else None,
        "workers": WorkerHeartbeat.objects.alive().count(),
    }


def describe(articles: list[Drawn]) -> None:
    """Gives rows of `Article.objects.for_lists()` their `run` and its `place`, in two queries."""
    runs = TaggingRun.objects.in_bulk([row.run_id for row in articles if row.run_id])
    places = TaggingRun.objects.places(runs.values())
    for row in articles:
        row.run = runs.get(row.run_id)
        row.place = places.get(row.run_id)
