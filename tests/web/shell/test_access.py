"""Who may: every page, every method, everybody, on their own desk, on another and on none."""

from collections import Counter

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from annotations.models import Membership, Original, Role, User
from annotations.services.guests import guests
from annotations.web import urls
from tests.api.calls import nothing_written
from tests.cast import PASSWORD
from tests.web.shell.test_routes import OF_PEOPLE, ROUTES, address

# The least role on the desk that may; `any`: everybody who is signed in, it is no desk's matter;
# `own`: who made the claim or comment, and editors (the scene's are the reporter's); `author`: nobody
# else; `told`: whose notification it is, and nobody else learns of it; `admin`: administrators.
TABLE = """
name                        GET       POST
account_change_password     any       any
account_reauthenticate      any       any
mfa_reauthenticate          any       any
mfa_reauthenticate_webauthn any       any
mfa_index                   any       -
mfa_activate_totp           any       any
mfa_deactivate_totp         none      none
mfa_add_webauthn            any       any
mfa_remove_webauthn         any       any
mfa_view_recovery_codes     none      -
mfa_generate_recovery_codes any       any
mfa_download_recovery_codes none      -
session-end                 -         any
sessions-end                -         any
token-new                   any       any
token-revoke                -         any
language                    -         any
account                     any       -
account-data                any       -
account-profile             -         any
members                     viewer    -
member-role                 -         editor
member-remove               -         editor
member-hand-over            checker   checker
handover                    viewer    -
handover-undo               -         editor
deputies                    -         viewer
deputy-end                  -         checker
invite                      -         editor
invitation-again            -         editor
invitation-revoke           -         editor
home                        any       -
articles                    viewer    -
article-add                 reporter  reporter
article-upload              -         reporter
article                     viewer    -
article-state               viewer    -
article-presence            -         viewer
article-spans               viewer    -
article-original            viewer    -
article-compare             viewer    -
article-edit                reporter  reporter
article-again               -         reporter
article-foresee             -         reporter
article-meanwhile           reporter  -
article-details             reporter  reporter
article-delete              -         editor
article-embargo             viewer    editor
article-embargo-lift        -         editor
article-transfer            viewer    -
article-move                -         editor
article-copy                -         editor
transfers                   viewer    -
transfer-undo               -         checker
article-tag                 -         reporter
article-claims              -         reporter
claim-list                  viewer    -
article-mentions            -         reporter
article-names-reviewed      -         reporter
work                        viewer    -
work-count                  any       -
desk-at-hand                viewer    -
desk                        viewer    -
desk-new                    admin     admin
claim-move                  -         reporter
claims                      viewer    -
search                      any       -
similar                     viewer    -
exports                     viewer    -
drafts                      any       -
claims-view                 -         any
claims-many                 -         any
filter-save                 -         any
filter-remove               -         checker
labels                      viewer    -
label-add                   -         checker
label-edit                  -         checker
label-remove                -         checker
claim-marks                 -         reporter
claim-watch                 -         viewer
claim-panel                 viewer    -
claim-save                  -         reporter
claim-ask                   -         reporter
claim-attribution           -         reporter
claim-attribution-use       -         reporter
claim-places                -         reporter
anchor-words                -         reporter
anchor-remove               -         reporter
claim-place                 -         reporter
claim-decide                -         reporter
claim-delete                -         own
evidence-add                -         checker
check-ask                   -         checker
check-edit                  -         checker
check-delete                -         checker
check-answer                -         checker
check-answer-edit           -         checker
check-answer-delete         -         checker
source-search               viewer    -
claim-merge                 -         checker
claim-split                 -         checker
claim-link-add              -         reporter
claim-link-search           viewer    -
claim-similar               viewer    -
claim-link-remove           -         reporter
contact-ask                 -         reporter
contacts                    viewer    -
contact-answer              -         reporter
contact-confirm             -         reporter
contact-remove              -         reporter
assessment-propose          -         checker
claim-action                -         reporter
evidence-edit               -         checker
evidence-delete             -         checker
evidence-copy               -         checker
sources                     viewer    -
source                      viewer    -
source-edit                 -         checker
source-merge                -         checker
source-undo                 -         checker
source-copy                 -         checker
copy                        viewer    -
assessment-approve          -         editor
assessment-propose-again    -         checker
assessment-return           -         editor
mention-panel               viewer    -
mention-save                -         reporter
mention-teach               -         checker
mention-resize              -         reporter
claim-talk                  viewer    reporter
article-notes               -         reporter
article-people              viewer    -
thread-panel                viewer    -
thread-talk                 viewer    -
thread-reply                -         reporter
thread-change               -         reporter
comment-edit                -         author
comment-delete              -         own
notifications               any       -
notification-bell           any       -
notifications-read          -         any
notification-read           -         told
mail-settings               any       any
teaching                    viewer    -
teaching-add                -         checker
teaching-remove             -         checker
teaching-again              -         checker
feeds                       viewer    -
feed-add                    -         editor
feed-answer                 -         editor
feed-remove                 -         editor
feed-change                 -         editor
double-check                editor    -
double-check-switch         -         editor
claim-rate                  -         checker
claim-raters                -         checker
rater-leave                 -         checker
double-check-decide         -         editor
double-check-end            -         editor
claim-cite-check            -         checker
external-check-add          checker   checker
external-check-remove       -         checker
imports                     editor    -
import-add                  -         editor
import                      editor    -
import-look                 -         editor
import-change               -         editor
webhooks                    editor    -
webhook-add                 -         editor
webhook-remove              -         editor
webhook-change              -         editor
delivery-replay             -         editor
claim-publish               viewer    editor
article-publish             viewer    editor
publication-unpublish       -         editor
correction-request          editor    -
correction-request-decide   -         editor
publications                viewer    -
publications-outdated       viewer    -
public-pages                editor    editor
guests                      viewer    -
guest-invite                -         checker
guest-revoke                -         checker
undo                        -         any
entities                    viewer    -
entity                      viewer    -
entity-edit                 -         checker
entity-names                -         checker
entity-name-remove          -         checker
entity-merge                -         checker
entity-split                -         checker
entity-pair                 -         checker
entity-undo                 -         checker
jobs                        any       -
shell-status                any       -
job-charts                  any       -
tagging-retry               -         reporter
tagging-cancel              -         reporter
desk-tag                    -         editor
batch-cancel                -         editor
"""
HEADER, *LINES = (line.split() for line in TABLE.strip().splitlines())
LEAST = {
    (name, method): least
    for name, *columns in LINES
    for method, least in zip(HEADER[1:], columns, strict=True)
    if least != "-"
}
ROLES = [role.value for role in Role]
ELSEWHERE = [f"{role} of another desk" for role in ROLES]
# Who came by a link for guests: there is nothing for them beside the link.
OUTSIDE = ["signed out", "guest link"]
RELATIONS = [*OUTSIDE, "of no desk", *ELSEWHERE, *ROLES, "administrator"]
REFUSED = {401, 403, 404}
ONLY = {"author": "reporter", "told": "checker"}


@pytest.fixture
def clients(cast, scene) -> dict[str, Client]:
    people = {role: cast.by_role(role) for role in ROLES} | {"administrator": cast.admin}
    for relation in ("of no desk", *ELSEWHERE):
        people[relation] = User.objects.create_user(relation.replace(" ", "-"), password=PASSWORD)
    for role, relation in zip(ROLES, ELSEWHERE, strict=True):
        Membership.objects.create(desk=cast.other_desk, user=people[relation], role=role)
    clients = {relation: Client() for relation in RELATIONS}
    for relation, person in people.items():
        clients[relation].force_login(person)
    link = guests.invite(
        actor=cast.checker,
        article_id=scene.article.pk,
        claim_ids=[scene.claim.pk],
        guest="Dr Advocat",
        action="comment",
    )
    assert clients["guest link"].get(f"/guest/{link.secret}/").status_code == 200
    return clients


@pytest.fixture
def scene(scene):
    """With the file that its article came from."""
    Original.objects.create(
        article=scene.article, filename="a.txt", media_type="text/plain", content=b"Bridges"
    )
    assert scene.delivery.pk
    assert scene.contact.pk
    assert scene.blind_rating.pk
    assert scene.guest_link.pk
    assert scene.reader.pk
    assert scene.handover.pk
    assert scene.transfer.pk
    assert scene.link.pk
    assert scene.check_answer.pk
    assert scene.imported.pk
    assert scene.external.pk
    return scene


def fields(name: str, scene) -> dict:
    """What the page asks for before it looks at who asks."""
    words = {
        "revision": scene.article.current_revision_id,
        "start": 0,
        "end": 8,
        "exact": "We count",
    }
    return {
        "article-names-reviewed": words,
        "article-presence": {"tab": "one"},
        "claim-ask": {"ask": "said"},
        "external-check-remove": {"claim": scene.claim.pk},
        "claim-decide": words | {"statement": "Bridges were counted"},
        "claim-marks": {"priority": "1"},
        "claim-place": words,
        "claim-places": words,
        "evidence-edit": {"stance": "context"},
        "check-ask": {"wording": "When?"},
        "check-edit": {"wording": "When?"},
        "check-answer": {"kind": "yes_no", "answer": "no"},
        "check-answer-edit": {"kind": "yes_no", "answer": "no"},
    }.get(name, {})


def ask(client: Client, name: str, method: str, scene) -> HttpResponse:
    """Asks as a page does, takes back what it changed."""
    sent = {"version": "1", "desk": scene.article.desk_id} | fields(name, scene)
    with transaction.atomic():
        response = getattr(client, method.lower())(address(name, scene), sent)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response


def is_allowed(least: str, relation: str) -> bool:
    if least in ("any", "none"):
        return least == "any" and relation not in OUTSIDE
    if least in ONLY:
        return relation == ONLY[least]
    if relation == "administrator":
        return True
    if least == "admin":
        return False
    if least == "own":
        return relation in ("reporter", "editor")
    return relation in ROLES and ROLES.index(relation) >= ROLES.index(least)


def expected(name: str, method: str, relation: str) -> set[int] | None:
    """The statuses of a refusal; None: it is not refused."""
    if is_allowed(LEAST[name, method], relation):
        return None
    if relation in OUTSIDE:
        return {302}
    if LEAST[name, method] == "none":
        return {404}
    if relation in ROLES or relation == "administrator":
        return {404 if LEAST[name, method] == "told" else 403}
    # Nobody learns that the desk or what is on it exists: not by an address, nor by a field.
    has_object = "<int:pk>" in str(ROUTES[name].pattern)
    return {404} if has_object else {403, 404, 422}


def test_the_table_has_every_method_of_every_page_and_no_other():
    declared = {
        (name, method)
        for name in OF_PEOPLE
        for method in ROUTES[name].callback.methods
        if method != "HEAD"
    }
    assert set(LEAST) == declared
    assert len(LINES) == len({name for name, *_ in LINES})


def test_pages_that_need_nobody_are_declared_so():
    others = [one for one in urls.urlpatterns if one.name not in OF_PEOPLE]
    assert {one.callback.policy for one in others} == {"anyone"}


@pytest.mark.slow
def test_everybody_may_what_the_table_says_and_nothing_else(subtests, clients, scene):
    cells: Counter[str] = Counter()
    for name, method in LEAST:
        with subtests.test(f"{method} {name}"):
            for relation in RELATIONS:
                refusal = expected(name, method, relation)
                cells[relation] += 1
                if refusal is None:
                    status = ask(clients[relation], name, method, scene).status_code
                    assert status not in REFUSED, (relation, status)
                    assert status < 500, (relation, status)
                else:
                    with nothing_written():
                        status = ask(clients[relation], name, method, scene).status_code
                    assert status in refusal, (relation, status)
    print(f"{cells.total()} cells: {len(LEAST)} methods of pages, {len(RELATIONS)} relations")
