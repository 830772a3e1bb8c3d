"""Nothing that anybody can read says what the first of two raters handed in, nor that they did.

Every page, fragment, REST address, export and table of the admin panel is read before and after:
not a byte differs. So nobody has to know beforehand where a rating could show through.
"""

import json
import re
from contextlib import closing

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from annotations.api.urls import v1
from annotations.exchange import own_data
from annotations.live import catch_up
from annotations.models import BlindRating, Delivery, Event, Outbox, Webhook
from annotations.models.webhooks.webhooks import Kind
from annotations.services.claims import double_checks
from annotations.services.webhooks import outbox
from tests.api import test_access
from tests.web.scene import HTMX
from tests.web.shell import test_routes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SECRET = "Xylofonbeweis"
# Made anew for each answer, how long ago something was, where a session is from (noted now and
# then), and the last line of the whole trail, which grows with all that anybody does anywhere.
PASSING = re.compile(
    rb'data-token="[^"]*"|(?i:csrf)\w*"? (?:value=)?"[^"]*"|(?i:csrf)\w*": *"[^"]*"'
    rb"|\b\d+ (s|min)\b( ago)?|Just now|this session [^<]*|\"after\":\d+"
)


@pytest.fixture
def scene(cast, scene):
    """Two people are to rate whether the claim was said; nobody has yet. Everything else is there."""
    for name in test_routes.WITH_OBJECT:
        test_routes.address(name, scene)
    for made in ("pair", "move", "source_merge"):
        assert getattr(scene, made).pk
    BlindRating.objects.all().delete()
    Webhook.objects.update(kinds=[kind for kind in Kind if kind != Kind.TEST])
    Outbox.objects.get_or_create(
        webhook=scene.webhook, defaults={"made_until": Event.objects.latest("pk").pk}
    )
    for rater in (cast.checker, cast.second_editor):
        double_checks.take(actor=rater, claim_id=scene.claim.pk, question="said")
    return scene


def addresses(scene) -> list[tuple[str, dict[str, str]]]:
    """Of all that can be read, also as a fragment."""
    claim = f"?claim={scene.claim.pk}&question=said"
    pages = [test_routes.address(name, scene) for name in test_routes.READABLE]
    pages += [f"{page}{claim}" for page in pages if "/articles/" in page or "/claims/" in page]
    plain: dict[str, str] = {}
    programs = [
        f"/api/v1/{test_access.address(route, scene)}"
        for route, view in v1
        if hasattr(view.cls, "get")
    ]
    found = [(page, headers) for page in pages for headers in (plain, HTMX)]
    return found + [(program, plain) for program in programs]


def panel_pages() -> list[str]:
    """Of the admin panel: every list, and the newest row of each."""
    found = [reverse("admin:index")]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found.append(reverse(f"{name}_changelist"))
        row = model._default_manager.order_by("-pk").first()
        if row is not None:
            found.append(reverse(f"{name}_change", args=[row.pk]))
    return found


def read(client: Client, address: str, headers: dict[str, str]) -> tuple[int, bytes]:
    response = client.get(address, headers=headers)
    is_stream = response.streaming
    content = b"".join(response.streaming_content) if is_stream else response.content
    return response.status_code, PASSING.sub(b"", content)


def difference(was: bytes, now: bytes) -> str:
    at = next((i for i, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), 0)
    return f"{was[max(0, at - 60) : at + 60]!r} became {now[max(0, at - 60) : at + 60]!r}"


def hand_in(person, scene, rating: str, why: str) -> None:
    double_checks.hand_in(
        actor=person, claim_id=scene.claim.pk, question="said", rating=rating, rationale=why
    )


def test_the_second_rater_reads_nothing_of_the_first(subtests, cast, scene, sign_in):
    readers = {
        "second rater": (sign_in(cast.second_editor), addresses(scene)),
        "administrator": (sign_in(cast.admin), [(page, {}) for page in panel_pages()]),
    }
    asked = [(client, *one) for client, listed in readers.values() for one in listed]
    for one in asked:  # What reading itself writes, is written.
        read(*one)
    before = [read(*one) for one in asked]
    hand_in(cast.checker, scene, "distorted", SECRET)

    for (client, address, headers), was in zip(asked, before, strict=True):
        with subtests.test(address=address, headers=headers):
            now = read(client, address, headers)
            assert SECRET.encode() not in now[1]
            if now != was:  # Telling two pages apart took pytest minutes.
                pytest.fail(f"{address} {headers}: {difference(was[1], now[1])}")
    print(f"{len(asked)} answers compared")


def test_once_both_are_in_the_desk_reads_both(cast, scene, sign_in):
    hand_in(cast.checker, scene, "distorted", SECRET)
    hand_in(cast.second_editor, scene, "not-said", "Nobody said so.")
    address = f"/claims/{scene.claim.pk}/?question=said"

    for person in (cast.viewer, cast.editor, cast.second_editor):
        assert SECRET.encode() in read(sign_in(person), address, HTMX)[1]


def test_no_message_event_proof_or_copy_of_data_tells_of_the_first(cast, scene):
    before = Event.objects.latest("pk").pk
    Delivery.objects.all().delete()
    hand_in(cast.checker, scene, "distorted", SECRET)

    assert [one for one in map(json.loads, catch_up.since(before)) if "claim" in one["kind"]] == []
    told = Event.objects.filter(pk__gt=before)
    assert {(one.table, one.claim_id, one.desk_id, one.article_id) for one in told} == {
        ("blindrating", None, None, None)
    }
    outbox.fill()
    assert not Delivery.objects.filter(body__contains=SECRET).exists()
    for person, is_theirs in ((cast.checker, True), (cast.second_editor, False)):
        with closing(own_data.Document(person)) as document:
            assert (SECRET.encode() in b"".join(document)) is is_theirs
