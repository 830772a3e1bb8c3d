"""Whatever open pages are notified of is told again to a page that comes back."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import annotations
from annotations.live import catch_up
from annotations.models import Event, notice
from annotations.services.claims import claims, joining, links, workflow
from annotations.services.comments import threads
from annotations.services.entities import names_review
from annotations.services.guests import guests
from annotations.services.redaction import execution, requests
from annotations.services.sources import merge, revert, snapshots, sources
from tests import factory
from tests.cast import Cast

HERE = Path(annotations.__file__).parent
EVENTS = (HERE / "static/annotations/js/live/events.js").read_text()


def test_each_kind_that_is_sent_is_told_again():
    by_runs = re.search(r"runs: (\[.*?\])", EVENTS)
    told = {*catch_up.OF_LINES, *json.loads(by_runs[1]), *catch_up.UNKNOWN} - {"runs"}
    assert told == set(notice.KINDS)


def test_pages_listen_for_each_kind():
    assert set(json.loads(re.search(r"KINDS = (\[.*?\])", EVENTS)[1])) == set(notice.KINDS)


def test_no_other_kind_is_sent():
    sent = {
        kind
        for path in HERE.rglob("*.py")
        for kind in re.findall(r'\bnotify(?:_all)?\("(\w+)"', path.read_text())
    }
    assert sent == set(notice.KINDS)


@pytest.fixture
def heard(monkeypatch) -> list[tuple[str, int, int, int | None]]:
    """(kind, desk, article, id) of all that is notified from Python."""
    told: list[tuple[str, int, int, int | None]] = []
    send = notice.notify_all

    def notify_all(kind, changed) -> None:
        changed = list(changed)
        told.extend((kind, *where) for where in changed)
        send(kind, changed)

    for path in HERE.joinpath("services").rglob("*.py"):
        if "notify_all" in path.read_text():
            name = ".".join(["annotations", *path.relative_to(HERE).with_suffix("").parts])
            monkeypatch.setattr(f"{name}.notify_all", notify_all)
    monkeypatch.setattr(notice, "notify_all", notify_all)
    return told


def deeds(cast: Cast) -> dict[str, Callable]:
    """Each prepared, as what is still to be done."""
    by = {"actor": cast.checker}
    article = factory.make_article(cast)
    claim, other = (factory.make_claim(cast, article, words=one) for one in ("Minister", "41"))
    far = factory.make_claim(cast, words="Ilka Varn")
    source = factory.make_source(cast)
    target = factory.make_source(cast, "https://example.org/other")
    for one in (source, target):
        factory.make_evidence(cast, claim, source=one)
    revision = article.current_revision_id
    link = links.add(**by, claim_id=other.pk, other_id=claim.pk, kind="follows")
    merged = [factory.make_source(cast, f"https://example.org/{name}") for name in "ab"]
    factory.make_evidence(cast, claim, source=merged[1])
    move = merge.merge(actor=cast.editor, source_id=merged[0].pk, target_id=merged[1].pk)
    secret = guests.invite(
        **by, article_id=article.pk, claim_ids=[claim.pk], guest="Dr Advocat", action="confirm"
    ).secret
    reviewed = factory.make_article(cast).current_revision_id
    names_review.review_names(**by, revision_id=reviewed)
    gone = requests.request(
        actor=cast.admin, kind="name", words="Ilka Varn", reason="A court says so.", basis="7"
    )
    return {
        "a guest answers": lambda: guests.answer(secret=secret, answer="confirmed"),
        "names reviewed": lambda: names_review.review_names(**by, revision_id=revision),
        "names looked at again": lambda: names_review.look_again(**by, revision_id=reviewed),
        "a copy": lambda: snapshots.take(**by, source_id=source.pk, text="It has 41 bridges."),
        "a source": lambda: sources.edit(
            **by, source_id=source.pk, seen_version=None, title="New title"
        ),
        "sources merged": lambda: merge.merge(
            actor=cast.editor, source_id=source.pk, target_id=target.pk
        ),
        "sources parted": lambda: revert.undo(actor=cast.editor, merge_id=move.pk),
        "claims linked": lambda: links.add(
            **by, claim_id=far.pk, other_id=other.pk, kind="contradicts"
        ),
        "claims unlinked": lambda: links.remove(**by, link_id=link.pk),
        "claims merged": lambda: joining.merge(
            actor=cast.editor, claim_id=claim.pk, other_id=other.pk
        ),
        "a claim": lambda: workflow.take(**by, claim_id=claim.pk),
        "no claim": lambda: claims.delete(
            actor=cast.editor, claim_id=far.pk, seen_version=None
        ),
        "a conversation": lambda: threads.on_claim(**by, claim_id=claim.pk, body="Why?"),
        "words taken down": lambda: execution.carry_out(gone.pk),
    }  # fmt: skip


@pytest.mark.owner
def test_what_is_notified_is_told_again(subtests, cast, heard):
    for name, deed in deeds(cast).items():
        before = Event.objects.latest("pk").pk
        heard.clear()
        deed()
        told = {
            (one["kind"], one.get("desk"), one.get("article"), one.get("id"))
            for one in map(json.loads, catch_up.since(before) or ())
        }
        with subtests.test(name):
            assert heard
            assert {one for one in heard if one[0] in catch_up.OF_LINES} <= told
