"""What goes to another desk is deleted for receivers of the one, created for those of the other."""

import pytest

from annotations.models import Event
from annotations.services.transfers import move, revert
from annotations.services.webhooks.outbox import Happened, kinds_of
from tests.factory import make_article, make_claim


def told(event: Event, desk: int) -> list[tuple[str, int]]:
    left = (event.old or {}).get("desk_id")
    place = (event.article_id, event.claim_id, None, None)
    line = (event.pk, event.at, event.table, event.action, event.object_id, event.actor_id)
    return list(kinds_of(Happened(*line, *place, left, None), desk))


@pytest.mark.parametrize("back", [False, True])
def test_each_desk_hears_its_side(cast, back):
    article = make_article(cast)
    claim = make_claim(cast, article)
    before = Event.objects.latest("pk").pk
    made = move.move(actor=cast.admin, article_id=article.pk, desk_id=cast.other_desk.pk)
    if back:
        before = Event.objects.latest("pk").pk
        revert.undo(actor=cast.admin, transfer_id=made.pk)
    left, came = made.desks[::-1] if back else made.desks
    changes = Event.objects.filter(pk__gt=before, action="U", old__has_key="desk_id")

    for desk, verb in ((left, "deleted"), (came, "created")):
        found = {one for event in changes for one in told(event, desk)}
        assert found == {(f"article.{verb}", article.pk), (f"claim.{verb}", claim.pk)}
