"""What each operation is called: the name of its function in clients that the schema generates."""

import re

VERBS = {"POST": "add", "PATCH": "edit", "PUT": "put", "DELETE": "delete"}
# Those that would read badly by the rule.
NAMES = dict(
    line.split(" | ", 1)
    for line in """
GET | list_parts
GET articles/{id}/annotations/ | get_article_annotations
GET articles/{id}/web-annotations/ | get_article_web_annotations
POST articles/bulk/ | add_articles
POST articles/{id}/lift-embargo/ | lift_article_embargo
POST articles/{id}/revisions/ | correct_article
POST assessments/ | propose_assessment
POST assessments/{id}/propose-again/ | propose_assessment_again
POST check-answers/ | answer_check_question
POST check-questions/ | ask_check_question
POST claims/bulk/ | edit_claims
POST claims/{id}/dismiss/ | dismiss_claim
GET claims/similar/ | list_claims_similar_to_text
POST claims/{id}/use-attribution/ | use_claim_attribution
GET claims/{id}/history/ | list_claim_history
GET claims/{id}/similar/ | list_claims_similar_to_claim
GET desks/{id}/public-pages/ | get_desk_public_pages
PATCH desks/{id}/public-pages/ | edit_desk_public_pages
GET desks/{id}/web-annotations/ | get_desk_web_annotations
POST desks/{id}/double-check/ | set_desk_double_check
GET desks/{id}/members/{user}/hand-over/ | count_desk_member_work
POST desks/{id}/members/{user}/hand-over/ | hand_over_desk_member_work
GET evidence/ | list_evidence
POST entity-pairs/{id}/different/ | tell_entity_pair_apart
POST entity-pairs/{id}/same/ | merge_entity_pair
POST invitations/{id}/again/ | send_invitation_again
POST mentions/ | mark_mention
POST notifications/read/ | read_all_notifications
POST publications/ | publish
POST revisions/{id}/names-review/ | mark_revision_names_reviewed
DELETE revisions/{id}/names-review/ | unmark_revision_names_reviewed
POST tagging-batches/ | tag_desk
POST tagging-runs/ | tag_article
GET undo/ | list_undoable_steps
POST undo/ | undo_request
POST webhooks/{id}/rotate/ | rotate_webhook_secret
""".strip().splitlines()
)


def name_of(method: str, path: str) -> str:
    """Of the path below /api/v1/: `GET claims/{id}/links/` is list_claim_links."""
    return NAMES.get(f"{method} {path}".strip()) or by_rule(method, path)


def by_rule(method: str, path: str) -> str:
    """A POST to a last part that is no plural is a verb of its own: take_claim."""
    *above, last = [part for part in path.split("/") if part and "{" not in part] or [""]
    if above == ["exports"]:
        return _word(f"export_{last}")
    is_one = path.endswith("}/")
    owners = [_singular(part) for part in above]
    if method == "GET":
        verb = "list" if last.endswith("s") and not is_one else "get"
        return _word("_".join([verb, *owners, _singular(last) if is_one else last]))
    if method == "POST" and above and not last.endswith("s"):
        return _word("_".join([last, *owners]))
    return _word("_".join([VERBS[method], *owners, _singular(last)]))


def _singular(part: str) -> str:
    if part.endswith("ies"):
        return f"{part[:-3]}y"
    return part[:-2] if part.endswith("ches") else part.removesuffix("s")


def _word(name: str) -> str:
    return re.sub(r"\W", "_", name)
