"""A body holds what can be set and what the object shows; any other name is refused with it."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from annotations.api.shell.representation import of_model
from annotations.api.urls import v1
from annotations.models import Anchor, Claim, TaggingRun, User
from tests.api.calls import AS_IT_IS, nothing_written, refused
from tests.api.test_access import EXPECTED, OFFERED, STAGES, address, body
from tests.cast import Cast
from tests.web.scene import Scene

WRONG = "statment"
WRITES = [
    (method, route)
    for route, methods in OFFERED.items()
    for method in methods
    if method in ("POST", "PATCH")
    and route != "articles/bulk/"
    # Where the administrator is somebody else, the body is not looked at.
    and EXPECTED[method, route]["admin"] not in (403, 404)
]
OVERWRITTEN = ("contacts/<", "correction-requests/<", "publications/<")
VIEWS = {route: view.cls for route, view in v1}


def ready(method: str, route: str, scene: Scene) -> None:
    """Put the scene where the call is answered with success."""
    action = route.split("/")[-2] if route.startswith("claims/<") else ""
    holder = User.objects.get(username="admin")
    Claim.objects.update(stage=STAGES.get(action, "review"), assignee=holder)
    Anchor.objects.update(state="changed" if action == "decide" else "exact")
    TaggingRun.objects.update(state="failed" if route.endswith("retry/") else "queued")


@pytest.fixture
def scene(scene):
    """With every row that a call is about or names."""
    for method, route in WRITES:
        assert address(route, scene)
        body(method, route, scene)
    return scene


def seen(method: str, route: str) -> str:
    overwrites = route.endswith("revisions/") or route.startswith(OVERWRITTEN)
    return "*" if method == "PATCH" or (method == "POST" and overwrites) else AS_IT_IS


def test_every_call_refuses_a_name_that_it_does_not_know(subtests, scene, api):
    for method, route in WRITES:
        with subtests.test(f"{method} {route}"):
            ready(method, route, scene)
            sent = body(method, route, scene) | {WRONG: "X", "": 1}
            with nothing_written():
                response = api.admin.send(
                    method, address(route, scene), sent, seen=seen(method, route)
                )
            problem = refused(response, 422, "invalid", WRONG, "")
            assert problem["errors"][0]["message"] == "There is no such field here."


def test_every_call_leaves_alone_what_the_object_shows(subtests, scene, api):
    """A client reads an object, changes it, and sends all of it back."""
    api.admin.get("me/")  # The token outlives what is taken back.
    for method, route in WRITES:
        view = VIEWS[route]
        if not hasattr(view, "model"):  # It shows no object.
            continue
        shape = of_model(view.model)
        with subtests.test(f"{method} {route}"), transaction.atomic():
            ready(method, route, scene)
            sent = body(method, route, scene)
            taken = view.bodies[method]().fields.keys() if hasattr(view, "bodies") else set()
            shown = {name: 7 for name in shape().fields if name not in taken}
            assert shown.keys() - sent.keys()
            response = api.admin.send(
                method, address(route, scene), shown | sent, seen=seen(method, route)
            )
            assert response.status_code == EXPECTED[method, route]["admin"], response.content
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    "kind", ["articles", "claims", "sources", "evidence", "mentions", "entities", "feeds"]
)
def test_what_was_read_can_be_sent_back_as_it_is(kind, scene, api):
    path = address(f"{kind}/<int:pk>/", scene)
    before = api.editor.get(path)
    response = api.editor.patch(path, before.json(), seen=before["ETag"])

    assert response.status_code == 200, response.content
    moved = {"version", "updated_at"}
    after = response.json()
    assert {name for name in after if after[name] != before.json()[name]} <= moved


def test_what_an_object_shows_is_what_its_shape_says(subtests, scene, api):
    for kind in ("articles", "claims", "sources", "evidence", "assessments", "mentions",
                 "entities", "feeds", "tagging-rules", "tagging-runs", "tagging-batches",
                 "desks", "revisions"):  # fmt: skip
        with subtests.test(kind):
            shown = api.editor.get(address(f"{kind}/<int:pk>/", scene)).json()
            view = VIEWS[f"{kind}/<int:pk>/"]
            assert set(shown) == set(of_model(view.model)().fields)


def test_other_faults_are_told_beside_the_unknown_name(api):
    response = api.reporter.post("claims/", {"revision": "x", "start": 0, "ende": 8})

    refused(response, 422, "invalid", "end", "revision", "ende")


def test_a_long_name_is_told_back_short(api):
    problem = refused(
        api.reporter.post("articles/", {"desk": "politics", "headline": "H", "text": "T", "x" * 500: 1}),
        422, "invalid", "x" * 60,
    )  # fmt: skip
    assert "x" * 61 not in json.dumps(problem)


def test_names_within_a_body_are_known_too(subtests, scene, api):
    path = f"claims/{scene.claim.pk}/"
    step = {"speaker": "Ilka Varn"}
    with nothing_written():
        for body, field in [
            ({"attribution": [step, step | {"verbe": "said"}]}, "attribution.1.verbe"),
            ({"attribution": [step | {"id": 5}]}, "attribution.0.id"),
            ({"attribution": [{"speaker": {"nam": "Ilka"}}]}, "attribution.0.speaker.nam"),
        ]:
            with subtests.test(field):
                refused(api.editor.patch(path, body, seen="*"), 422, "invalid", field)
        claim = {"revision": scene.article.current_revision_id, "start": 0, "end": 8}
        response = api.reporter.post("claims/", claim | {"claimant": {"name": "I", "role": "x"}})
        refused(response, 422, "invalid", "claimant.role")


def test_a_line_of_a_bulk_has_its_own_unknown_names_and_spoils_no_other(cast, api):
    span = {"start": 0, "end": 4}
    article = {"desk": "politics", "text": "Ilka counted."}
    lines = [
        article | {"headline": "One", "headlin": "O"},
        article | {"headline": "Two", "claims": [span, span | {"statment": "X"}]},
        article | {"headline": "Three", "mentions": [span | {"label": "PERSON", "kind": "x"}]},
        # What the API shows of an article, a claim and a mention may come along.
        article | {"headline": "Four", "id": 5, "counts": {}, "version": 3,
                   "claims": [span | {"id": 5, "stage": "open"}],
                   "mentions": [span | {"label": "PERSON", "exact": "Ilka"}]},
    ]  # fmt: skip
    raw = b"\n".join(json.dumps(line).encode() for line in lines)
    response = api.reporter.post("articles/bulk/", raw=raw, kind="application/x-ndjson")
    rows = [json.loads(line) for line in response.content.splitlines()]

    told = [[one["field"] for one in row["error"]["errors"]] for row in rows[:3]]
    assert told == [["headlin"], ["claims.1.statment"], ["mentions.0.kind"]]
    assert "id" in rows[3]


def test_a_form_is_read_as_strictly(subtests, cast: Cast, scene, api):
    def file() -> SimpleUploadedFile:
        return SimpleUploadedFile("a.txt", b"Words that were not there before.")

    with nothing_written():
        response = api.reporter.upload("articles/", desk="politics", file=file(), titel="X")
        refused(response, 422, "invalid", "titel")
        response = api.reporter.upload("articles/", desk="politics", fil=file())
        refused(response, 422, "invalid", "file", "fil")
        refused(api.reporter.upload("articles/", file=file()), 422, "invalid", "desk")
        path = f"articles/{scene.article.pk}/revisions/"
        response = api.reporter.client.post(
            f"/api/v1/{path}",
            {"file": file(), "kind": "typo", "notes": "X"},
            headers=api.reporter.credentials | {"If-Match": "*"},
        )
        refused(response, 422, "invalid", "notes")
    assert api.reporter.upload("articles/", desk="politics", file=file()).status_code == 201


def test_actions_without_words_read_their_body_too(subtests, scene, api):
    with nothing_written():
        for path in (f"claims/{scene.claim.pk}/accept/", f"tagging-runs/{scene.run.pk}/cancel/",
                     f"feeds/{scene.feed.pk}/read/"):  # fmt: skip
            with subtests.test(path):
                refused(api.admin.post(path, raw=b"{"), 400, "unreadable")
                refused(api.admin.post(path, []), 422, "invalid", "non_field_errors")
                refused(api.viewer.post(path, {WRONG: 1}), 403, "not-allowed")
