"""Who may: every method of every route, asked by everybody."""

import json

import pytest
from django.db import transaction
from django.http import HttpResponse

from annotations.api.urls import v1
from annotations.models import Anchor, Claim, Membership, Role, TaggingRun, User
from annotations.services.guests import guests
from annotations.services.sources import sources
from tests.api.calls import AS_IT_IS, ROLES, Caller, id_for, nothing_written, refused

# Claim, article and mention are the reporter's, evidence, source and proposal the checker's.
# Its only place is never taken from the claim (409).
# A stranger is told 404 by an address and 422 by an id in a body, and sees own rows in lists.
TABLE = """
                                        nobody stranger viewer reporter checker editor admin
GET                                        401      200    200      200     200    200   200
GET    me/                                 401      200    200      200     200    200   200
GET    desks/                              401      200    200      200     200    200   200
POST   desks/                              401      403    403      403     403    403   201
GET    desks/<int:pk>/                     401      404    200      200     200    200   200
GET    desks/<int:pk>/ratings/             401      404    200      200     200    200   200
GET    desks/<int:pk>/agreement/           401      404    403      403     403    200   200
POST   desks/<int:pk>/double-check/        401      404    403      403     403    200   200
GET    desks/<int:pk>/public-pages/        401      404    200      200     200    200   200
PATCH  desks/<int:pk>/public-pages/        401      404    403      403     403    200   200
GET    desks/<int:pk>/members/             401      404    200      200     200    200   200
PATCH  desks/<int:pk>/members/<int:user>/  401      404    403      403     403    200   200
DELETE desks/<int:pk>/members/<int:user>/  401      404    403      403     403    204   204
GET    desks/<int:pk>/members/<int:user>/hand-over/ 401 404 403     403     403    200   200
POST   desks/<int:pk>/members/<int:user>/hand-over/ 401 404 403     403     403    200   200
GET    handovers/                          401      200    200      200     200    200   200
GET    handovers/<int:pk>/                 401      404    200      200     200    200   200
POST   handovers/<int:pk>/undo/            401      404    403      403     403    200   200
GET    desks/<int:pk>/invitations/         401      404    403      403     403    200   200
POST   desks/<int:pk>/invitations/         401      404    403      403     403    201   201
GET    desks/<int:pk>/deputies/            401      404    200      200     200    200   200
POST   desks/<int:pk>/deputies/            401      404    403      403     201    201   201
GET    deputies/<int:pk>/                  401      404    200      200     200    200   200
DELETE deputies/<int:pk>/                  401      404    403      403     204    204   204
GET    imports/                            401      200    200      200     200    200   200
POST   imports/                            401      422    403      403     403    201   201
GET    imports/<int:pk>/                   401      404    403      403     403    200   200
PATCH  imports/<int:pk>/                   401      404    403      403     403    200   200
POST   imports/<int:pk>/start/             401      404    403      403     403    200   200
POST   imports/<int:pk>/stop/              401      404    403      403     403    200   200
GET    imports/<int:pk>/records/           401      404    403      403     403    200   200
GET    desks/<int:pk>/webhooks/            401      404    403      403     403    200   200
POST   desks/<int:pk>/webhooks/            401      404    403      403     403    201   201
GET    webhooks/<int:pk>/                  401      404    403      403     403    200   200
PATCH  webhooks/<int:pk>/                  401      404    403      403     403    200   200
DELETE webhooks/<int:pk>/                  401      404    403      403     403    204   204
POST   webhooks/<int:pk>/rotate/           401      404    403      403     403    200   200
POST   webhooks/<int:pk>/test/             401      404    403      403     403    201   201
GET    webhooks/<int:pk>/deliveries/       401      404    403      403     403    200   200
GET    deliveries/<int:pk>/                401      404    403      403     403    200   200
POST   deliveries/<int:pk>/replay/         401      404    403      403     403    200   200
GET    invitations/<int:pk>/               401      404    403      403     403    200   200
DELETE invitations/<int:pk>/               401      404    403      403     403    204   204
POST   invitations/<int:pk>/again/         401      404    403      403     403    200   200
GET    articles/                           401      200    200      200     200    200   200
POST   articles/                           401      422    403      201     201    201   201
POST   articles/bulk/                      401      200    200      200     200    200   200
GET    articles/<int:pk>/                  401      404    200      200     200    200   200
PATCH  articles/<int:pk>/                  401      404    403      200     200    200   200
DELETE articles/<int:pk>/                  401      404    403      403     403    204   204
POST   articles/<int:pk>/embargo/          401      404    403      403     403    200   200
POST   articles/<int:pk>/lift-embargo/     401      404    403      403     403    409   409
GET    articles/<int:pk>/annotations/      401      404    200      200     200    200   200
GET    articles/<int:pk>/quotations/       401      404    200      200     200    200   200
GET    articles/<int:pk>/suggestions/      401      404    200      200     200    200   200
GET    articles/<int:pk>/revisions/        401      404    200      200     200    200   200
POST   articles/<int:pk>/revisions/        401      404    403      201     201    201   201
POST   articles/<int:pk>/move/             401      404    403      403     403    422   409
POST   articles/<int:pk>/copy/             401      404    403      403     403    422   201
GET    transfers/                          401      200    200      200     200    200   200
POST   transfers/<int:pk>/undo/            401      404    403      403     409    409   200
GET    revisions/<int:pk>/                 401      404    200      200     200    200   200
GET    revisions/<int:pk>/names-review/    401      404    200      200     200    200   200
POST   revisions/<int:pk>/names-review/    401      404    403      200     200    200   200
DELETE revisions/<int:pk>/names-review/    401      404    403      204     204    204   204
GET    claims/                             401      200    200      200     200    200   200
POST   claims/                             401      422    403      201     201    201   201
POST   claims/bulk/                        401      200    200      200     200    200   200
GET    claims/<int:pk>/history/            401      404    200      200     200    200   200
GET    claims/<int:pk>/                    401      404    200      200     200    200   200
GET    claims/similar/                     401      200    200      200     200    200   200
GET    claims/<int:pk>/similar/            401      404    200      200     200    200   200
GET    claims/<int:pk>/family/             401      404    200      200     200    200   200
PATCH  claims/<int:pk>/                    401      404    403      200     200    200   200
DELETE claims/<int:pk>/                    401      404    403      403     403    204   204
POST   claims/<int:pk>/take/               401      404    403      200     200    200   200
POST   claims/<int:pk>/hand-back/          401      404    403      200     200    200   200
POST   claims/<int:pk>/assign/             401      404    403      403     200    200   200
POST   claims/<int:pk>/review/             401      404    403      403     200    200   200
POST   claims/<int:pk>/dismiss/            401      404    403      403     200    200   200
POST   claims/<int:pk>/reopen/             401      404    403      403     200    200   200
POST   claims/<int:pk>/accept/             401      404    403      200     200    200   200
POST   claims/<int:pk>/anchors/            401      404    403      201     201    201   201
PATCH  claims/<int:pk>/anchors/<int:anchor>/ 401    404    403      200     200    200   200
DELETE claims/<int:pk>/anchors/<int:anchor>/ 401    404    403      409     409    409   409
POST   claims/<int:pk>/use-attribution/    401      404    403      409     409    409   409
GET    claims/<int:pk>/watch/              401      404    200      200     200    200   200
POST   claims/<int:pk>/watch/              401      404    200      200     200    200   200
POST   claims/<int:pk>/unwatch/            401      404    200      200     200    200   200
GET    labels/                             401      200    200      200     200    200   200
POST   labels/                             401      422    403      403     201    201   201
GET    labels/<int:pk>/                    401      404    200      200     200    200   200
PATCH  labels/<int:pk>/                    401      404    403      403     200    200   200
DELETE labels/<int:pk>/                    401      404    403      403     204    204   204
GET    saved-filters/                      401      200    200      200     200    200   200
POST   saved-filters/                      401      201    201      201     201    201   201
GET    saved-filters/<int:pk>/             401      404    200      200     200    200   200
PATCH  saved-filters/<int:pk>/             401      404    403      403     200    200   200
DELETE saved-filters/<int:pk>/             401      404    403      403     204    204   204
POST   claims/<int:pk>/decide/             401      404    403      200     200    200   200
POST   claims/<int:pk>/merge/              401      404    403      403     200    200   200
POST   claims/<int:pk>/split/              401      404    403      403     201    201   201
GET    claims/<int:pk>/links/              401      404    200      200     200    200   200
POST   claims/<int:pk>/links/              401      404    403      201     201    201   201
GET    claim-links/<int:pk>/               401      404    200      200     200    200   200
DELETE claim-links/<int:pk>/               401      404    403      204     204    204   204
GET    contacts/                           401      200    200      200     200    200   200
POST   contacts/                           401      422    403      201     201    201   201
GET    contacts/tallies/                   401      200    200      200     200    200   200
GET    contacts/<int:pk>/                  401      404    200      200     200    200   200
DELETE contacts/<int:pk>/                  401      404    403      204     204    204   204
POST   contacts/<int:pk>/answer/           401      404    403      200     200    200   200
POST   contacts/<int:pk>/confirm/          401      404    403      200     200    200   200
POST   contacts/<int:pk>/reopen/           401      404    403      409     409    409   409
GET    correction-requests/                401      200    200      200     200    200   200
GET    correction-requests/<int:pk>/       401      404    403      403     403    200   200
POST   correction-requests/<int:pk>/decide/ 401     404    403      403     403    200   200
GET    publications/                       401      200    200      200     200    200   200
POST   publications/                       401      422    403      403     403    409   409
GET    publications/<int:pk>/              401      404    200      200     200    200   200
GET    publications/<int:pk>/bundles/      401      404    200      200     200    200   200
GET    bundles/<int:pk>/                   401      404    200      200     200    200   200
GET    bundles/<int:pk>/file/              401      404    404      404     404    404   404
GET    bundle-keys/                        401      200    200      200     200    200   200
POST   publications/<int:pk>/unpublish/    401      404    403      403     403    200   200
GET    guest-links/                        401      200    200      200     200    200   200
POST   guest-links/                        401      422    403      403     201    201   201
GET    guest-links/<int:pk>/               401      404    200      200     200    200   200
POST   guest-links/<int:pk>/revoke/        401      404    403      403     200    200   200
GET    sources/                            401      200    200      200     200    200   200
POST   sources/                            401      422    403      403     201    201   201
GET    sources/<int:pk>/                   401      404    200      200     200    200   200
PATCH  sources/<int:pk>/                   401      404    403      403     200    200   200
DELETE sources/<int:pk>/                   401      404    403      403     409    409   409
GET    snapshots/<int:pk>/                 401      404    200      200     200    200   200
GET    sources/<int:pk>/snapshots/         401      404    200      200     200    200   200
POST   sources/<int:pk>/snapshots/         401      404    403      403     201    201   201
GET    evidence/                           401      200    200      200     200    200   200
GET    sources/<int:pk>/uses/              401      404    200      200     200    200   200
POST   sources/<int:pk>/merge/             401      404    403      403     200    200   200
GET    source-merges/                      401      200    200      200     200    200   200
POST   source-merges/<int:pk>/undo/        401      404    403      403     200    200   200
GET    external-checks/                    401      200    200      200     200    200   200
POST   external-checks/                    401      422    403      403     201    201   201
GET    external-checks/<int:pk>/           401      404    200      200     200    200   200
DELETE external-checks/<int:pk>/           401      404    403      403     204    204   204
POST   evidence/                           401      422    403      403     201    201   201
GET    evidence/<int:pk>/                  401      404    200      200     200    200   200
PATCH  evidence/<int:pk>/                  401      404    403      403     200    200   200
DELETE evidence/<int:pk>/                  401      404    403      403     204    204   204
GET    check-questions/                    401      200    200      200     200    200   200
POST   check-questions/                    401      422    403      403     201    201   201
GET    check-questions/<int:pk>/           401      404    200      200     200    200   200
PATCH  check-questions/<int:pk>/           401      404    403      403     200    200   200
DELETE check-questions/<int:pk>/           401      404    403      403     204    204   204
GET    check-answers/                      401      200    200      200     200    200   200
POST   check-answers/                      401      422    403      403     201    201   201
GET    check-answers/<int:pk>/             401      404    200      200     200    200   200
PATCH  check-answers/<int:pk>/             401      404    403      403     200    200   200
DELETE check-answers/<int:pk>/             401      404    403      403     204    204   204
GET    assessments/                        401      200    200      200     200    200   200
POST   assessments/                        401      422    403      403     201    201   201
GET    assessments/<int:pk>/               401      404    200      200     200    200   200
POST   assessments/<int:pk>/approve/       401      404    403      403     403    200   200
POST   assessments/<int:pk>/propose-again/ 401      404    403      403     409    409   409
POST   assessments/<int:pk>/return/        401      404    403      403     403    200   200
GET    double-checks/                      401      200    200      200     200    200   200
POST   double-checks/                      401      422    403      403     201    201   201
GET    double-checks/<int:pk>/             401      404    200      200     200    200   200
POST   double-checks/<int:pk>/rate/        401      404    403      403     200    200   200
POST   double-checks/<int:pk>/leave/       401      404    403      403     409    409   409
POST   double-checks/<int:pk>/decide/      401      404    403      403     403    409   409
POST   double-checks/<int:pk>/call-off/    401      404    403      403     403    200   200
GET    mentions/                           401      200    200      200     200    200   200
POST   mentions/                           401      422    403      201     201    201   201
GET    mentions/<int:pk>/                  401      404    200      200     200    200   200
PATCH  mentions/<int:pk>/                  401      404    403      200     200    200   200
DELETE mentions/<int:pk>/                  401      404    403      204     204    204   204
GET    entities/                           401      200    200      200     200    200   200
POST   entities/                           401      422    403      403     201    201   201
GET    entities/<int:pk>/                  401      404    200      200     200    200   200
PATCH  entities/<int:pk>/                  401      404    403      403     200    200   200
POST   entities/<int:pk>/merge/            401      404    403      403     200    200   200
POST   entities/<int:pk>/split/            401      404    403      403     200    200   200
GET    entity-pairs/                       401      200    200      200     200    200   200
POST   entity-pairs/<int:pk>/same/         401      404    403      403     200    200   200
POST   entity-pairs/<int:pk>/different/    401      404    403      403     200    200   200
GET    entity-moves/                       401      200    200      200     200    200   200
POST   entity-moves/<int:pk>/undo/         401      404    403      403     200    200   200
GET    tagging-rules/                      401      200    200      200     200    200   200
POST   tagging-rules/                      401      422    403      403     201    201   201
GET    tagging-rules/<int:pk>/             401      404    200      200     200    200   200
DELETE tagging-rules/<int:pk>/             401      404    403      403     204    204   204
GET    feeds/                              401      200    200      200     200    200   200
POST   feeds/                              401      422    403      403     403    201   201
GET    feeds/<int:pk>/                     401      404    200      200     200    200   200
PATCH  feeds/<int:pk>/                     401      404    403      403     403    200   200
DELETE feeds/<int:pk>/                     401      404    403      403     403    204   204
POST   feeds/<int:pk>/read/                401      404    403      403     403    200   200
GET    feed-entries/                       401      200    200      200     200    200   200
GET    feed-entries/<int:pk>/              401      404    200      200     200    200   200
POST   feed-entries/<int:pk>/answer/       401      404    403      403     403    200   200
GET    tagging-runs/                       401      200    200      200     200    200   200
POST   tagging-runs/                       401      422    403      201     201    201   201
GET    tagging-runs/<int:pk>/              401      404    200      200     200    200   200
POST   tagging-runs/<int:pk>/retry/        401      404    403      200     200    200   200
POST   tagging-runs/<int:pk>/cancel/       401      404    403      200     200    200   200
GET    tagging-batches/                    401      200    200      200     200    200   200
POST   tagging-batches/                    401      422    403      403     403    201   201
GET    tagging-batches/<int:pk>/           401      404    200      200     200    200   200
POST   tagging-batches/<int:pk>/cancel/    401      404    403      403     403    200   200
GET    threads/                            401      200    200      200     200    200   200
POST   threads/                            401      422    403      201     201    201   201
GET    threads/<int:pk>/                   401      404    200      200     200    200   200
POST   threads/<int:pk>/resolve/           401      404    403      200     200    200   200
POST   threads/<int:pk>/reopen/            401      404    403      409     409    409   409
GET    comments/                           401      200    200      200     200    200   200
POST   comments/                           401      422    403      201     201    201   201
GET    comments/<int:pk>/                  401      404    200      200     200    200   200
PATCH  comments/<int:pk>/                  401      404    403      200     403    403   403
DELETE comments/<int:pk>/                  401      404    403      204     403    204   204
GET    notifications/                      401      200    200      200     200    200   200
POST   notifications/read/                 401      200    200      200     200    200   200
GET    notifications/<int:pk>/             401      404    404      404     200    404   404
POST   notifications/<int:pk>/read/        401      404    404      404     200    404   404
GET    undo/                               401      200    200      200     200    200   200
POST   undo/                               401      422    422      422     422    422   422
GET    changes/                            401      200    200      200     200    200   200
GET    revisions/<int:pk>/text/            401      404    200      200     200    200   200
GET    desks/<int:pk>/web-annotations/     401      404    200      200     200    200   200
GET    articles/<int:pk>/web-annotations/  401      404    200      200     200    200   200
GET    claims/<int:pk>/annotation/         401      404    200      200     200    200   200
GET    evidence/<int:pk>/annotation/       401      404    200      200     200    200   200
GET    mentions/<int:pk>/annotation/       401      404    200      200     200    200   200
GET    exports/annotations.jsonld          401      200    200      200     200    200   200
GET    exports/articles.ninjs              401      200    200      200     200    200   200
GET    exports/articles.ninjs2             401      200    200      200     200    200   200
GET    exports/averitec.json               401      200    200      200     200    200   200
GET    exports/claims.json                 401      200    200      200     200    200   200
GET    exports/claims.ndjson               401      200    200      200     200    200   200
GET    exports/claims.xlsx                 401      200    200      200     200    200   200
GET    exports/claimreview.jsonld         401      200    200      200     200    200   200
GET    exports/claims.csv                  401      200    200      200     200    200   200
GET    exports/corpus.ndjson               401      200    200      200     200    200   200
GET    exports/everything.ndjson           401      400    400      400     400    400   400
GET    exports/mentions.conll              401      200    200      200     200    200   200
GET    exports/mentions.jsonl              401      200    200      200     200    200   200
GET    exports/mentions.labelstudio.json   401      200    200      200     200    200   200
GET    exports/mentions.spacy              401      200    200      200     200    200   200
"""
HEADER, *LINES = (line.split() for line in TABLE.strip().splitlines())
LINES = [line if len(line) == len(HEADER) + 2 else [line[0], "", *line[1:]] for line in LINES]
EXPECTED = {
    (method, route): dict(zip(HEADER, map(int, statuses), strict=True))
    for method, route, *statuses in LINES
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
OFFERED = {
    route: [name for name in METHODS if name.lower() in view.cls.http_method_names
            and hasattr(view.cls, name.lower())]
    for route, view in v1
}  # fmt: skip


@pytest.fixture
def scene(scene):
    """With the rows that it makes only when asked."""
    assert scene.pair.pk
    assert scene.move.pk
    assert scene.source_merge.pk
    assert scene.link.pk
    assert scene.contact.pk
    assert scene.guest_link.pk
    assert scene.reader.pk
    assert scene.bundle.pk
    assert scene.delivery.pk
    assert scene.handover.pk
    assert scene.double_check.pk
    assert scene.check_answer.pk
    assert scene.transfer.pk
    assert scene.imported.pk
    assert scene.external.pk
    return scene


# Lists that are the same whoever asks, and what is no list.
OF_NOBODY = {"", "me/", "undo/", "changes/", "claims/similar/", "bundle-keys/"}
# The stage from which a step is taken.
STAGES = {"take": "open", "hand-back": "checking", "review": "checking", "dismiss": "open", "reopen": "dismissed",
          "accept": "suggested"}  # fmt: skip


def address(route: str, scene) -> str:
    if "<" not in route:
        return route
    route = route.replace("<int:anchor>", str(scene.claim.anchors.get().pk))
    route = route.replace("<int:user>", str(scene.claim.created_by_id))
    return route.replace("<int:pk>", str(id_for(route.split("/")[0], scene)))


def body(method: str, route: str, scene) -> dict | bytes:
    """What an editor may send there."""
    span = {"revision": scene.article.current_revision_id, "start": 0, "end": 8}
    article = {"desk": "politics", "headline": "Bridges", "text": "We counted 41 bridges."}
    of_claim = {"claim": scene.claim.pk, "question": "true"}
    return {
        "POST desks/": {"name": "Culture", "slug": "culture"},
        "PATCH desks/<int:pk>/members/<int:user>/": {"role": "viewer"},
        "POST desks/<int:pk>/members/<int:user>/hand-over/": {"to": scene.assessment.author_id},
        "POST desks/<int:pk>/invitations/": {"email": "b@example.org", "role": "viewer"},
        "POST desks/<int:pk>/deputies/": {
            "person": scene.deputy.person_id,
            "deputy": scene.claim.created_by_id,
            "starts_on": str(scene.deputy.starts_on),
            "ends_on": str(scene.deputy.ends_on),
        },
        "POST feed-entries/<int:pk>/answer/": {"answer": "keep"},
        "POST imports/": {"desk": "politics", "format": "conll", "content": "Orlen B-LOC"},
        "PATCH imports/<int:pk>/": {"unknown": "label"},
        "POST desks/<int:pk>/webhooks/": {"address": "https://example.org/2"},
        "PATCH webhooks/<int:pk>/": {"is_paused": True},
        "POST saved-filters/": {"name": "Mine", "query": "stage=open"},
        "PATCH saved-filters/<int:pk>/": {"name": "Ours"},
        "POST articles/": article,
        "POST articles/bulk/": json.dumps(article).encode(),
        "PATCH articles/<int:pk>/": {"outlet": "Gazette"},
        "POST articles/<int:pk>/move/": {"desk": "night"},
        "POST articles/<int:pk>/copy/": {"desk": "night"},
        "POST feeds/": {"desk": "politics", "address": "https://example.org/2.xml"},
        "POST labels/": {"desk": "politics", "name": "Health"},
        "PATCH labels/<int:pk>/": {"colour": "red"},
        "POST tagging-rules/": {"desk": "politics", "kind": "never", "name": "Bridges"},
        "POST articles/<int:pk>/revisions/": {"text": "Corrected.", "kind": "typo"},
        "POST claims/": span,
        "POST claims/bulk/": {
            "action": "due",
            "due": "2026-03-01",
            "claims": [{"id": scene.claim.pk, "version": 1}],
        },
        "POST undo/": {"request": "nobody-asked-this"},
        "POST claims/<int:pk>/merge/": {"into": scene.link.other_id},
        "POST claims/<int:pk>/split/": {"evidence": [scene.evidence.pk]},
        "POST claims/<int:pk>/links/": {"other": scene.link.other_id, "kind": "follows"},
        "POST claims/<int:pk>/anchors/": span,
        "PATCH claims/<int:pk>/anchors/<int:anchor>/": span,
        "PATCH claims/<int:pk>/": {"due": "2026-03-01"},
        "POST claims/<int:pk>/assign/": {"user": scene.claim.created_by_id},
        "POST claims/<int:pk>/decide/": {"decision": "same"},
        "POST assessments/<int:pk>/return/": {"note": "Which page?"},
        "POST contacts/": {"claim": scene.claim.pk, "asked": "Gazette"},
        "POST contacts/<int:pk>/answer/": {"reply": "No comment."},
        "POST contacts/<int:pk>/confirm/": {"outcome": "corrected"},
        "PATCH desks/<int:pk>/public-pages/": {"names_people": True},
        "POST correction-requests/<int:pk>/decide/": {"state": "declined"},
        "POST publications/": {"claim": scene.claim.pk},
        "POST guest-links/": {
            "article": scene.article.pk,
            "claims": [scene.claim.pk],
            "guest": "Dr Advocat",
            "action": "comment",
        },
        "POST entities/": {"desk": "politics", "name": "Mira Holm", "label": "PERSON"},
        "POST sources/": {"desk": "politics", "title": "Talk"},
        "PATCH sources/<int:pk>/": {"title": "Report"},
        "POST sources/<int:pk>/merge/": {"into": scene.source_merge.target_id},
        "POST sources/<int:pk>/snapshots/": {"text": "Archived words."},
        "POST evidence/": of_claim | {"source": scene.evidence.source_id, "stance": "context"},
        "PATCH evidence/<int:pk>/": {"note": "Page 5"},
        "POST external-checks/": {"claim": scene.claim.pk, "address": "https://facts.example/2"},
        "POST check-questions/": of_claim | {"wording": "Who counted?"},
        "PATCH check-questions/<int:pk>/": {"wording": "Who counted them?"},
        "POST check-answers/": {
            "check_question": scene.check_answer.check_question_id,
            "kind": "yes_no",
            "answer": "no",
        },
        "PATCH check-answers/<int:pk>/": {"explanation": "Page 5"},
        "POST assessments/": of_claim | {"rating": "mixed", "rationale": "Page 5."},
        "POST double-checks/": of_claim | {"question": "said"},
        "POST double-checks/<int:pk>/rate/": {"rating": "not-said", "rationale": "Page 5."},
        "POST desks/<int:pk>/double-check/": {"double_check": True},
        "POST mentions/": span | {"label": "ORG"},
        "PATCH mentions/<int:pk>/": {"state": "rejected"},
        "PATCH entities/<int:pk>/": {"wikidata_id": "Q42"},
        "POST entities/<int:pk>/merge/": {"into": scene.pair.first_id},
        "POST entities/<int:pk>/split/": {"mentions": [scene.mention.pk], "name": "Other"},
        "POST entity-pairs/<int:pk>/same/": {"into": scene.pair.first_id},
        "POST tagging-runs/": {"article": scene.article.pk},
        "POST tagging-batches/": {"desk": "politics"},
        "POST threads/": {"claim": scene.claim.pk, "body": "Which year?"},
        "POST notifications/read/": {"up_to": scene.told.pk},
        "POST comments/": {"thread": scene.comment.thread_id, "body": "2019."},
        "PATCH comments/<int:pk>/": {"body": "Which year, then?"},
    }.get(f"{method} {route}", {})


def call(caller, method, route, scene) -> HttpResponse:
    sent = body(method, route, scene)
    has_seen = route.endswith("revisions/") or route.startswith(
        ("contacts/<", "publications/<", "correction-requests/<")
    )
    needs_version = method in ("PATCH", "DELETE") or (method == "POST" and has_seen)
    raw = (
        {"raw": sent, "kind": "application/x-ndjson"} if isinstance(sent, bytes) else {"body": sent}
    )
    response = caller.send(
        method, address(route, scene), seen="*" if needs_version else AS_IT_IS, **raw
    )
    if response.streaming:
        b"".join(response.streaming_content)
    return response


def test_the_table_is_of_everybody_and_of_every_method_of_every_route():
    assert tuple(HEADER) == ROLES
    assert set(EXPECTED) == {(method, route) for route in OFFERED for method in OFFERED[route]}
    assert len(LINES) == len(EXPECTED)
    assert len(v1) == len(OFFERED)


@pytest.mark.slow
def test_everybody_is_answered_as_the_table_says(subtests, scene, api):
    callers = {role: getattr(api, role) for role in ROLES}
    for (method, route), expected in EXPECTED.items():
        with subtests.test(f"{method} {route}"):
            action = route.split("/")[-2] if route.startswith("claims/<") else ""
            Claim.objects.update(stage=STAGES.get(action, "review"))
            Anchor.objects.update(state="changed" if action == "decide" else "exact")
            TaggingRun.objects.update(state="failed" if route.endswith("retry/") else "queued")
            # Who is refused, or only reads, leaves no trace; what others wrote is taken back.
            harmless = [role for role in ROLES if expected[role] >= 400 or method == "GET"]
            with nothing_written():
                found = {r: call(callers[r], method, route, scene).status_code for r in harmless}
            for role in ROLES:
                if role not in harmless:
                    with transaction.atomic():
                        Claim.objects.update(assignee=callers[role].user)
                        found[role] = call(callers[role], method, route, scene).status_code
                        transaction.set_rollback(True)
            assert found == expected


@pytest.mark.slow
@pytest.mark.parametrize("role", [role for role in Role if role != Role.EDITOR])
def test_a_role_on_another_desk_gives_no_more_than_a_stranger_has(subtests, cast, scene, role):
    """The stranger of the table is an editor elsewhere; these have the other roles there."""
    person = User.objects.create_user(f"{role}-elsewhere")
    Membership.objects.create(desk=cast.other_desk, user=person, role=role)
    caller = Caller(person)
    assert caller.credentials  # Made before what is taken back.
    for (method, route), expected in EXPECTED.items():
        with subtests.test(f"{method} {route}"), transaction.atomic():
            assert call(caller, method, route, scene).status_code == expected["stranger"]
            transaction.set_rollback(True)


@pytest.mark.slow
def test_a_guest_has_nothing_beside_the_link(subtests, cast, scene):
    link = guests.invite(
        actor=cast.checker,
        article_id=scene.article.pk,
        claim_ids=[scene.claim.pk],
        guest="Dr Advocat",
        action="comment",
    )
    guest = Caller()
    assert guest.client.get(f"/guest/{link.secret}/").status_code == 200
    with nothing_written():
        for credentials in ({}, {"Authorization": f"Bearer {link.secret}"}):
            guest.credentials = credentials
            for (method, route), expected in EXPECTED.items():
                with subtests.test(f"{method} {route}"):
                    status = call(guest, method, route, scene).status_code
                    assert status == expected["nobody"] == 401


@pytest.mark.parametrize("role", ["stranger", "viewer"])
def test_who_may_not_write_gets_an_error_for_each_line_of_a_bulk_and_nothing_is_written(
    role, scene, api
):
    with nothing_written():
        response = call(getattr(api, role), "POST", "articles/bulk/", scene)
    assert "error" in json.loads(response.content)


# Who has something in lists that are not for everybody.
READERS = {"notifications/": "checker", "imports/": "editor", "correction-requests/": "editor"}


def test_strangers_find_nothing_of_the_desk_in_lists_and_files(subtests, cast, scene, api):
    own = sources.find_or_create(actor=cast.stranger, desk=cast.other_desk, title="Own")[0]
    for route in OFFERED:
        if "GET" not in OFFERED[route] or "<" in route:
            continue
        with subtests.test(route):
            response = api.stranger.get(route)
            is_of_one_desk = response.status_code == 400
            if response.streaming:
                assert b"bridges" not in b"".join(response.streaming_content)
                continue
            if route in OF_NOBODY or is_of_one_desk:
                assert "politics" not in response.content.decode()
                continue
            rows = response.json()["results"]
            seen = {"desks/": cast.other_desk.pk, "sources/": own.pk}
            assert [row["id"] for row in rows] == ([seen[route]] if route in seen else [])
            reader = READERS.get(route, "viewer")
            assert getattr(api, reader).get(route).json()["results"] != rows


@pytest.mark.slow
def test_every_other_method_is_405_and_says_which_there_are(subtests, scene, api):
    with nothing_written():
        for route, offered in OFFERED.items():
            for method in METHODS:
                if method in offered:
                    continue
                with subtests.test(f"{method} {route}"):
                    response = api.admin.send(method, address(route, scene), {}, seen="*")
                    refused(response, 405, "method-not-allowed")
                    allowed = set(response["Allow"].split(", ")) - {"HEAD", "OPTIONS"}
                    assert allowed == set(offered)


def test_options_and_head_answer_without_a_body_to_mind(subtests, scene, api):
    with nothing_written():
        for route in OFFERED:
            with subtests.test(f"OPTIONS {route}"):
                assert api.viewer.send("OPTIONS", address(route, scene)).status_code == 200
                refused(api.nobody.send("OPTIONS", address(route, scene)), 401, "not-authenticated")
            is_read = "GET" in OFFERED[route] and EXPECTED["GET", route]["viewer"] == 200
            if is_read and not route.startswith("exports"):
                with subtests.test(f"HEAD {route}"):
                    response = api.viewer.send("HEAD", address(route, scene))
                    assert (response.status_code, response.content) == (200, b"")


def test_an_administrator_and_an_editor_of_two_desks_see_both(cast, scene, api):
    cast.other_desk.memberships.create(user=cast.editor, role="viewer")
    assert len(api.editor.get("desks/").json()["results"]) == 2
    article = {"desk": "sports", "headline": "Goals", "text": "They scored."}
    with nothing_written():
        refused(api.editor.post("articles/", article), 403, "not-allowed")
    assert api.admin.post("articles/", article).status_code == 201
