"""What the audit trail can tell: of each table that has one, the words and the right to undo.

A toast and a list say what was done (`done`), a history who did it (`by`, with `%(who)s`). The
words of a column stand for what the row says there now: `{value: Words}` where values differ. All
other columns are named in `plain`: a change of one is told by `changed`.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from annotations.errors import Phrase
from annotations.models import Anchor, Mention, Priority, Stage

from .history_only import HISTORY_ONLY
from .words import ANYTHING, Audited, Column, Words, plain

ATTRIBUTION = Words(_("Attribution changed"), _("%(who)s edited the attribution"))
NAMES_REVIEWED = Words(_("Names marked as reviewed"), _("%(who)s marked the names as reviewed"))
QUESTIONS = Words(_("Questions changed: “%(claim)s”"), _("%(who)s changed the questions"))
PLACED = Words(_("Claim highlighted again"), _("%(who)s moved the claim to “%(words)s”"))
MOVED = Words(
    _("Highlight of the claim changed to “%(words)s”"),
    _("%(who)s moved the highlight from “%(old)s” to “%(words)s”"),
)
HANDED_BACK = Words(_("Claim handed back: “%(claim)s”"), _("%(who)s changed the assignee"))
ACCEPTED = Words(_("“%(name)s” accepted"))  # A name or a claim that was suggested.
# Instead of what REGISTRY says of a rule with a label.
NEVER_TAG = {
    "made": Words(_("Rule added: never tag “%(name)s”")),
    "changed": Words(_("Rule changed: never tag “%(name)s”")),
    "gone": Words(_("Rule removed: never tag “%(name)s”")),
}
HIGHLIGHT_CHANGED = Words(_("Highlight changed to “%(name)s”"))


def _stage(done: Phrase) -> Words:
    return Words(done, _("%(who)s changed the stage to “%(stage)s”"))


# What a request was about: the first of these tables in which it did something of its own.
REGISTRY = {
    "taggingrule": Audited(
        made=Words(_("Rule added: always tag “%(name)s” as %(label)s")),
        changed=Words(_("Rule changed: always tag “%(name)s” as %(label)s")),
        gone=Words(_("Rule removed: always tag “%(name)s” as %(label)s")),
        plain=plain("kind name key label"),
        needs=("teach",) * 3,
    ),
    "assessment": Audited(
        made=Words(_("Verdict proposed"), _("%(who)s proposed the verdict “%(rating)s”")),
        changed=Words(_("Verdict changed")),
        gone=Words(_("Proposal withdrawn")),
        columns={
            "needs_another_look": {
                True: Words(
                    _("Verdict changed"), _("%(who)s made a change: the verdict needs another look")
                ),
            },
            "state": {
                "approved": Words(_("Verdict approved"), _("%(who)s approved a verdict")),
                "returned": Words(_("Verdict returned"), _("%(who)s returned a verdict")),
            },
        },
        plain=plain(
            "question rating_id rationale author_id rated_with_id reviewer_id review_note"
            " reviewed_at kept basis makers changers reopened"
        ),
        is_on_claim=True,
    ),
    "evidence": Audited(
        made=Words(_("Evidence added"), _("%(who)s added evidence")),
        changed=Words(_("Evidence changed"), _("%(who)s edited evidence")),
        gone=Words(_("Evidence removed"), _("%(who)s removed evidence")),
        plain=plain(
            "source_id cited_id question stance excerpt note snapshot_id excerpt_start excerpt_end"
            " excerpt_state"
        ),
        is_on_claim=True,
    ),
    "checkanswer": Audited(
        made=Words(_("Answer added"), _("%(who)s answered a question of the check")),
        changed=Words(_("Answer changed"), _("%(who)s edited an answer of the check")),
        gone=Words(_("Answer removed"), _("%(who)s removed an answer of the check")),
        plain=plain("check_question_id kind answer explanation place day looked_by_id"),
        is_on_claim=True,
    ),
    "checkquestion": Audited(
        made=Words(_("Question added: “%(asked)s”"), _("%(who)s asked “%(asked)s”")),
        changed=Words(_("Question changed"), _("%(who)s edited a question of the check")),
        gone=Words(_("Question removed: “%(asked)s”"), _("%(who)s removed “%(asked)s”")),
        columns={
            "wording": Words(_("Question changed: “%(asked)s”"), _("%(who)s now asks “%(asked)s”"))
        },
        plain=plain("question"),
        is_on_claim=True,
    ),
    "answerevidence": Audited(
        made=Words(_("Evidence of an answer changed")),
        changed=Words(_("Evidence of an answer changed")),
        gone=Words(_("Evidence of an answer changed")),
        plain=plain("answer_id evidence_id medium cached_url"),
        is_on_claim=True,
    ),
    "externalcheck": Audited(
        made=Words(_("Check by others added"), _("%(who)s added a check by others")),
        changed=Words(_("Check by others changed"), _("%(who)s changed a check by others")),
        gone=Words(_("Check by others removed"), _("%(who)s removed a check by others")),
        plain=plain(
            "key claim_text claimed_by claimed_on publisher publisher_url url title rating"
            " justification value best worst reviewed_on language licence appearances about"
        ),
        needs=("delete own external check", "add external check", "add external check"),
    ),
    "replyrequest": Audited(
        made=Words(_("Request recorded"), _("%(who)s recorded a request")),
        changed=Words(_("Request changed"), _("%(who)s edited a request")),
        gone=Words(_("Request removed"), _("%(who)s removed a request")),
        plain=plain(
            "kind asked asked_by_id assignee_id words channel asked_at deadline replied_at reply"
            " published outcome outcome_revision_id outcome_at confirmed_by_id confirmed_at"
        ),
        is_on_claim=True,
    ),
    "claim": Audited(
        made=Words(_("Claim added: “%(claim)s”"), _("%(who)s added this claim")),
        changed=Words(_("Claim changed: “%(claim)s”")),
        gone=Words(_("Claim deleted: “%(claim)s”")),
        columns={
            "merged_into_id": {
                None: Words(
                    _("Claims no longer merged: “%(claim)s”"), _("%(who)s undid the merge")
                ),
                ANYTHING: Words(
                    _("Claim merged into another one: “%(claim)s”"),
                    _("%(who)s merged this claim into another one"),
                ),
            },
            "desk_id": Words(
                _("Claim moved to another desk: “%(claim)s”"),
                _("%(who)s moved the article from “%(left)s” to “%(came)s”"),
            ),
            "statement": Words(
                _("Statement changed: “%(claim)s”"), _("%(who)s edited the statement")
            ),
            "assignee_id": {
                None: HANDED_BACK,
                ANYTHING: Words(
                    _("Claim assigned: “%(claim)s”"), _("%(who)s changed the assignee")
                ),
            },
            "priority": {
                value: Words(
                    _("Priority changed: “%(claim)s”"),
                    _("%(who)s changed the priority to “%(priority)s”"),
                )
                for value in Priority.values
            },
            "due": Words(_("Deadline changed: “%(claim)s”"), _("%(who)s changed the deadline")),
            "date": Words(_("Date changed: “%(claim)s”"), _("%(who)s changed the date")),
            "asks_said": QUESTIONS,
            "asks_true": QUESTIONS,
            "stage": {
                Stage.OPEN: _stage(_("Claim opened: “%(claim)s”")),
                Stage.CHECKING: _stage(_("Claim taken: “%(claim)s”")),
                Stage.REVIEW: _stage(_("Claim sent to review: “%(claim)s”")),
                Stage.CHECKED: _stage(_("Claim checked: “%(claim)s”")),
                Stage.DISMISSED: _stage(_("Claim dismissed: “%(claim)s”")),
                Stage.SUGGESTED: _stage(_("Claim suggested again: “%(claim)s”")),
            },
        },
        plain=plain("stage_note sort_start sort_end external_id"),
    ),
    "labelling": Audited(
        made=Words(_("Label added to the claim"), _("%(who)s added the label “%(labelled)s”")),
        changed=Words(_("Label of the claim changed")),
        gone=Words(
            _("Label removed from the claim"), _("%(who)s removed the label “%(labelled)s”")
        ),
        plain=plain("label_id"),
        is_on_claim=True,
    ),
    "claimlink": Audited(
        made=Words(_("Claims linked"), _("%(who)s linked this claim to another one")),
        changed=Words(_("Link between claims changed")),
        gone=Words(_("Link between claims removed"), _("%(who)s removed a link to another claim")),
        plain=plain("other_id kind"),
        is_on_claim=True,
    ),
    "attributionstep": Audited(
        made=ATTRIBUTION,
        changed=Words(_("Attribution changed")),
        gone=Words(_("Attribution changed")),
        plain=plain("position entity_id name verb channel date form"),
        is_on_claim=True,
    ),
    "anchor": Audited(
        made=Words(
            _("Highlight added to the claim: “%(words)s”"),
            _("%(who)s added the highlight “%(words)s”"),
        ),
        changed=Words(_("Corrected words of the claim decided")),
        gone=Words(
            _("Highlight removed from the claim: “%(words)s”"),
            _("%(who)s removed the highlight “%(words)s”"),
        ),
        columns={
            "exact": MOVED,
            "start": MOVED,
            "end": MOVED,
            "decision": {
                Anchor.Decision.PLACED: PLACED,
                Anchor.Decision.SAME: Words(
                    _("Corrected words of the claim decided"),
                    _("%(who)s confirmed that the new words still make the same claim"),
                ),
                Anchor.Decision.EDITED: Words(
                    _("Corrected words of the claim decided"),
                    _("%(who)s edited the statement to match the new words"),
                ),
                Anchor.Decision.NEW: Words(
                    _("Corrected words of the claim decided"),
                    _("%(who)s made a new claim of the new words"),
                ),
                Anchor.Decision.WITHDRAWN: Words(
                    _("Corrected words of the claim decided"), _("%(who)s withdrew this claim")
                ),
                "": Words(
                    _("Corrected words of the claim decided"),
                    _("%(who)s undid the decision about its words"),
                ),
            },
        },
        plain=plain(
            "revision_id prefix suffix state before similarity reason candidates decided_by_id"
            " decided_at"
        ),
        is_on_claim=True,
    ),
    "mention": Audited(
        made=Words(_("“%(name)s” marked as %(label)s")),
        changed=Words(_("“%(name)s” linked to another entity")),
        gone=Words(_("“%(name)s” no longer marked")),
        columns={
            "label": Words(_("“%(name)s” is now tagged as %(label)s")),
            "start": HIGHLIGHT_CHANGED,
            "end": HIGHLIGHT_CHANGED,
            "state": {
                Mention.State.SUGGESTED: Words(_("“%(name)s” is a suggestion again")),
                Mention.State.ACCEPTED: ACCEPTED,
                Mention.State.REJECTED: Words(_("“%(name)s” rejected")),
            },
        },
        plain=plain("revision_id exact prefix suffix entity_id origin score"),
        needs=("edit mention",) * 3,
    ),
    "alias": Audited(
        made=Words(_("Name added to an entity"), _("%(who)s added the name “%(name)s”")),
        changed=Words(_("Name moved to another entity")),
        gone=Words(_("Name removed from an entity")),
        plain=plain("entity_id label name key"),
        needs=("edit mention", "edit entity", "edit entity"),
    ),
    "entity": Audited(
        made=Words(_("Entity added"), _("%(who)s added this entity")),
        changed=Words(_("Entity changed")),
        gone=Words(_("Entity removed")),
        columns={
            "name": Words(_("Entity changed"), _("%(who)s renamed it to “%(name)s”")),
            "label": Words(_("Entity changed"), _("%(who)s changed its kind to “%(label)s”")),
            "wikidata_id": {
                "": Words(_("Entity changed"), _("%(who)s removed the link to Wikidata")),
                ANYTHING: Words(
                    _("Entity changed"), _("%(who)s linked it to %(wikidata_id)s on Wikidata")
                ),
            },
            "description": Words(_("Entity changed"), _("%(who)s changed the description")),
        },
        plain=plain("merged_into_id external_id"),
        needs=("edit mention", "edit entity", "edit entity"),
    ),
    "source": Audited(
        made=Words(_("Source added")),
        changed=Words(_("Source changed")),
        gone=Words(_("Source removed")),
        plain=plain(
            "kind title url url_key publisher published_on reliability_note merged_into_id "
            "external_id"
        ),
        needs=("add source", "edit source", "edit source"),
    ),
    "namesreview": Audited(
        made=NAMES_REVIEWED,
        changed=NAMES_REVIEWED,
        gone=Words(_("Names no longer marked as reviewed")),
        plain=plain("revision_id reviewed_by_id reviewed_at"),
        needs=("edit mention",) * 3,
    ),
}
# What a claim that is deleted takes along or leaves behind, and has again when it comes back.
WITH_CLAIM = frozenset(("watch", "thread"))
# In the trail, and never undone by a key: each is changed where it is kept, or has an undo of its
# own (merges and splits: revert.py of services/entities/ and services/sources/).
NOT_UNDONE = frozenset(
    "thread comment redaction"
    " user desk membership token article revision original snapshot rating styleword entitymove"
    " entitypair taggingbatch feed claimlabel watch savedfilter invitation deputy"
    " sourcemerge signinchange webhook guestlink embargo handover doublecheck blindrating"
    " transfer publicpages publication publishedverdict correctionrequest bundlekey".split()
)


def words(table: str, *, was: bool, stands: bool, after: Mapping[str, object]) -> Words:
    """Of a row before (`was`) and after a change (`stands`), with what its columns say now."""
    entry = _entry(table)
    if not was:
        return _as_made(table, entry, after)
    if not stands:
        return entry.gone
    found = (
        _of_column(entry.columns[name], after[name]) for name in entry.columns if name in after
    )
    return next((one for one in found if one), entry.changed)


def _as_made(table: str, entry: Audited, after: Mapping[str, object]) -> Words:
    """A rating that an editor chose is approved as soon as it is a verdict."""
    if table == "assessment" and after.get("state") == "approved":
        return _of_column(entry.columns["state"], "approved") or entry.made
    return entry.made


def all_words(table: str, after: Mapping[str, object]) -> list[Words]:
    """Of each column that a change of a row touched, without repeats."""
    columns = _entry(table).columns
    found = (_of_column(columns[name], after[name]) for name in columns if name in after)
    return list(dict.fromkeys(one for one in found if one))


def _entry(table: str) -> Audited:
    return HISTORY_ONLY[table] if table in HISTORY_ONLY else REGISTRY[table]


def _of_column(column: Column, value: object) -> Words | None:
    if isinstance(column, Words):
        return column
    return column.get(value, column.get(ANYTHING))
