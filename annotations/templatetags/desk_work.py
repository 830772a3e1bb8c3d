"""What the first page of the admin panel shows."""

from django import template

from annotations.models import Claim, Feed, TaggingRun, WorkerHeartbeat

register = template.Library()
MOST_COUNTED = 10_000


@register.simple_tag
def work_waiting() -> dict[str, int]:
    """What needs somebody now, each counted up to 10,000."""

    def count(rows) -> int:
        return rows.order_by()[:MOST_COUNTED].count()

    states = TaggingRun.State
    return {
        "queued": count(TaggingRun.objects.filter(state=states.QUEUED)),
        "running": count(TaggingRun.objects.filter(state=states.RUNNING)),
        "failed": count(TaggingRun.objects.filter(state=states.FAILED)),
        "workers": WorkerHeartbeat.objects.alive().count(),
        "feeds": count(Feed.objects.filter(is_paused=False).exclude(problem="")),
        "unchecked": count(Claim.objects.unchecked()),
    }
