"""`If-None-Match`: what the caller has is not sent again, and nothing that changed is kept back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from annotations.api.urls import v1
from annotations.models import (
    Assessment,
    ClaimLabel,
    Embargo,
    Feed,
    Labelling,
    Rating,
    TaggingRun,
)
from annotations.services.articles import embargoes
from annotations.services.claims import labels
from tests.api.calls import API, Caller, id_for
from tests.factory import make_article, make_claim, make_proposal

# The bundle of the scene is not made: tests/api/publications has one that is.
NOT_THERE = {"bundles/<int:pk>/file/"}
READ = sorted(
    route
    for route, view in v1
    if hasattr(view.cls, "get") and not route.startswith("exports/") and route not in NOT_THERE
)


def address(route, scene) -> str:
    kind = route.split("/")[0]
    for name, value in (
        ("pk", lambda: id_for(kind, scene)),
        ("user", lambda: scene.article.created_by_id),
    ):
        if f"<int:{name}>" in route:
            route = route.replace(f"<int:{name}>", str(value()))
    return route


def again(caller, path, tag):
    return caller.get(path, **{"If-None-Match": tag})


def test_what_the_caller_has_is_not_sent_again(subtests, scene, api):
    """Objects and lists, all that are read."""
    for route in READ:
        with subtests.test(route):
            path = f"{API}{address(route, scene)}"
            is_own = route.startswith("notifications/<")
            caller = Caller(scene.told.person) if is_own else api.admin
            first = caller.get(path)
            second = again(caller, path, first["ETag"])

            assert first.status_code == 200, first.content
            assert (second.status_code, second.content) == (304, b"")
            for name in ("ETag", "Vary"):
                assert second[name] == first[name]
            assert again(caller, path, '"other"').status_code == 200


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ('"1"', 304),
        ('W/"1"', 304),
        ('"7", "1"', 304),
        ("*", 304),
        ('"2"', 200),
        ('"7", "8"', 200),
        ("1", 200),
        ("", 200),
    ],
)
def test_tags_are_compared_weakly_and_one_of_many_is_enough(header, status, cast, api):
    claim = make_claim(cast, make_article(cast))

    assert again(api.viewer, f"claims/{claim.pk}/", header).status_code == status


def test_an_edit_is_sent(cast, api):
    claim = make_claim(cast, make_article(cast))
    tag = api.viewer.get(f"claims/{claim.pk}/")["ETag"]
    api.checker.patch(f"claims/{claim.pk}/", {"statement": "Anew."}, seen=tag)

    answer = again(api.viewer, f"claims/{claim.pk}/", tag)
    assert (answer.status_code, answer.json()["statement"]) == (200, "Anew.")


def test_an_article_is_sent_when_only_its_claims_or_its_run_moved(cast, api):
    article = make_article(cast)
    path = f"articles/{article.pk}/"
    tags = [api.viewer.get(path)["ETag"]]
    claim = make_claim(cast, article)
    tags.append(again(api.viewer, path, tags[-1])["ETag"])
    api.checker.post(f"claims/{claim.pk}/take/")
    tags.append(again(api.viewer, path, tags[-1])["ETag"])
    TaggingRun.objects.update(state="done")
    tags.append(again(api.viewer, path, tags[-1])["ETag"])

    assert len(set(tags)) == 4
    assert api.reporter.patch(path, {"byline": "Ilka"}, seen=tags[-1]).status_code == 200


def test_a_claim_is_sent_when_a_label_of_it_was_renamed_or_removed(cast, api):
    claim = make_claim(cast, make_article(cast))
    label = ClaimLabel.objects.create(desk=cast.desk, name="Health", key="health")
    Labelling.objects.create(claim=claim, label=label)
    path = f"claims/{claim.pk}/"
    tags = [api.viewer.get(path)["ETag"]]
    labels.edit(actor=cast.editor, label_id=label.pk, name="Medicine")
    tags.append(again(api.viewer, path, tags[-1])["ETag"])
    assert api.checker.patch(path, {"priority": "high"}, seen=tags[-1]).status_code == 200
    tags.append(api.viewer.get(path)["ETag"])
    labels.remove(actor=cast.editor, label_id=label.pk)
    answer = again(api.viewer, path, tags[-1])

    assert (answer.status_code, answer.json()["labels"]) == (200, [])
    assert len(set(tags)) == 3


@pytest.mark.parametrize("state", ["proposed", "superseded"])
def test_a_verdict_is_sent_when_its_step_of_the_scale_was_reworded(state, cast, api):
    row = make_proposal(cast, make_claim(cast, make_article(cast)))
    Assessment.objects.filter(pk=row.pk).update(state=state)
    path = f"assessments/{row.pk}/"
    tag = api.viewer.get(path)["ETag"]
    Rating.objects.filter(pk=row.rating_id).update(label="Holds")

    assert again(api.viewer, path, tag).json()["label"] == "Holds"


def test_a_feed_is_sent_when_it_was_read_in_vain(scene, api):
    path = f"feeds/{scene.feed.pk}/"
    tag = api.editor.get(path)["ETag"]
    Feed.objects.update(read_at=timezone.now(), problem="Nothing there.", failures=3)

    assert again(api.editor, path, tag).json()["failures"] == 3


def test_an_article_is_sent_when_its_embargo_ran_out(cast, api):
    article = make_article(cast)
    later = timezone.now() + timedelta(hours=1)
    embargoes.put(actor=cast.editor, article_id=article.pk, until=later)
    path = f"articles/{article.pk}/"
    tag = api.editor.get(path)["ETag"]
    Embargo.objects.update(until=timezone.now() - timedelta(seconds=1))

    answer = again(api.editor, path, tag)
    assert (answer.status_code, answer.json()["embargo"]) == (200, None)


def test_a_refusal_is_never_not_modified(scene, api):
    path = f"articles/{scene.article.pk}/"

    assert again(api.stranger, path, "*").status_code == 404
    assert again(api.nobody, path, "*").status_code == 401
    assert again(api.viewer, f"{API}claims/?nonsense=1", "*").status_code == 400
