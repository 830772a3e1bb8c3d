"""The routes of the API."""

from csp.decorators import csp_replace
from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from annotations.models.claims import workflow

from .accounts import deputies, desks, handovers, invitations, me, members
from .articles import annotations, articles, bulk, findings, revisions
from .articles import embargoes as article_embargoes
from .checks import answers as check_answers
from .checks import external as external_checks
from .checks import questions as check_questions
from .claims import (
    anchors,
    assessments,
    claims,
    contacts,
    decisions,
    double_checks,
    evidence,
    joining,
    labels,
    saved_filters,
    similar,
    watching,
)
from .claims import bulk as claim_bulk
from .claims import history as claim_history
from .claims import links as claim_links
from .claims.serializers import AssignBody
from .comments import comments, threads
from .entities import entities, merge, names_review
from .exports import exports
from .feeds import entries, feeds
from .guests import links as guest_links
from .imports import imports
from .notifications import notifications
from .publications import bundles, publications
from .publications import pages as public_pages
from .publications import requests as public_requests
from .shell import problems, root
from .shell.bodies import NoteBody, Nothing
from .sources import merges as source_merges
from .sources import sources
from .tagging import rules, runs
from .trail import changes
from .transfers import transfers
from .undo import undo
from .w3c import annotation, containers
from .webhooks import deliveries, webhooks

# Swagger UI sets styles from its script; on this page alone.
SWAGGER_POLICY = {
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:"],
    "worker-src": ["blob:"],
}
# What actions take, if anything, and what each does.
BODIES = {"assign": AssignBody, "dismiss": NoteBody, "reopen": NoteBody}
SUMMARIES = {
    "take": "Take an open claim",
    "hand back": "Hand back a claim",
    "assign": "Assign a claim",
    "review": "Send a claim to review",
    "dismiss": "Dismiss a claim",
    "reopen": "Reopen a claim",
    "accept": "Accept a suggested claim",
}


def action(name: str):
    """The address and view of an action, by its name in models/claims/workflow.py."""
    slug = name.replace(" ", "-")
    view = claims.ClaimAction.as_view(
        action=slug, bodies={"POST": BODIES.get(name, Nothing)}, summaries={"POST": SUMMARIES[name]}
    )
    return f"claims/<int:pk>/{slug}/", view


v1 = [
    ("desks/", desks.Desks.as_view()),
    ("desks/<int:pk>/", desks.OneDesk.as_view()),
    ("desks/<int:pk>/ratings/", desks.DeskRatings.as_view()),
    ("desks/<int:pk>/agreement/", double_checks.DeskAgreement.as_view()),
    ("desks/<int:pk>/double-check/", double_checks.DeskSwitch.as_view()),
    ("desks/<int:pk>/public-pages/", public_pages.DeskPublicPages.as_view()),
    ("desks/<int:pk>/members/", members.DeskMembers.as_view()),
    ("desks/<int:pk>/members/<int:user>/", members.OneMember.as_view()),
    ("desks/<int:pk>/members/<int:user>/hand-over/", members.HandOver.as_view()),
    ("handovers/", handovers.Handovers.as_view()),
    ("handovers/<int:pk>/", handovers.OneHandover.as_view()),
    ("handovers/<int:pk>/undo/", handovers.UndoHandover.as_view()),
    ("desks/<int:pk>/invitations/", invitations.DeskInvitations.as_view()),
    ("desks/<int:pk>/deputies/", deputies.DeskDeputies.as_view()),
    ("deputies/<int:pk>/", deputies.OneDeputy.as_view()),
    ("imports/", imports.Imports.as_view()),
    ("imports/<int:pk>/", imports.OneImport.as_view()),
    ("imports/<int:pk>/start/", imports.StartImport.as_view()),
    ("imports/<int:pk>/stop/", imports.StopImport.as_view()),
    ("imports/<int:pk>/records/", imports.Records.as_view()),
    ("desks/<int:pk>/webhooks/", webhooks.DeskWebhooks.as_view()),
    ("webhooks/<int:pk>/", webhooks.OneWebhook.as_view()),
    ("webhooks/<int:pk>/rotate/", webhooks.RotateSecret.as_view()),
    ("webhooks/<int:pk>/test/", deliveries.TestWebhook.as_view()),
    ("webhooks/<int:pk>/deliveries/", deliveries.Deliveries.as_view()),
    ("deliveries/<int:pk>/", deliveries.OneDelivery.as_view()),
    ("deliveries/<int:pk>/replay/", deliveries.Replay.as_view()),
    ("invitations/<int:pk>/", invitations.OneInvitation.as_view()),
    ("invitations/<int:pk>/again/", invitations.InviteAgain.as_view()),
    ("me/", me.Me.as_view()),
    ("articles/", articles.Articles.as_view()),
    ("articles/bulk/", bulk.BulkArticles.as_view()),
    ("articles/<int:pk>/", articles.OneArticle.as_view()),
    ("articles/<int:pk>/embargo/", article_embargoes.PutUnderEmbargo.as_view()),
    ("articles/<int:pk>/lift-embargo/", article_embargoes.LiftEmbargo.as_view()),
    ("articles/<int:pk>/annotations/", annotations.ArticleAnnotations.as_view()),
    ("articles/<int:pk>/quotations/", findings.ArticleQuotations.as_view()),
    ("articles/<int:pk>/suggestions/", findings.ArticleSuggestions.as_view()),
    ("articles/<int:pk>/revisions/", revisions.ArticleRevisions.as_view()),
    ("articles/<int:pk>/move/", transfers.MoveArticle.as_view()),
    ("articles/<int:pk>/copy/", transfers.CopyArticle.as_view()),
    ("transfers/", transfers.Transfers.as_view()),
    ("transfers/<int:pk>/undo/", transfers.UndoTransfer.as_view()),
    ("revisions/<int:pk>/", revisions.OneRevision.as_view()),
    ("revisions/<int:pk>/text/", revisions.RevisionText.as_view()),
    ("revisions/<int:pk>/names-review/", names_review.ReviewNames.as_view()),
    ("claims/", claims.Claims.as_view()),
    ("claims/bulk/", claim_bulk.BulkClaims.as_view()),
    ("claims/similar/", similar.SimilarToWords.as_view()),
    ("claims/<int:pk>/", claims.OneClaim.as_view()),
    ("claims/<int:pk>/history/", claim_history.ClaimHistory.as_view()),
    *map(action, workflow.ACTIONS),
    ("claims/<int:pk>/anchors/", anchors.Anchors.as_view()),
    ("claims/<int:pk>/anchors/<int:anchor>/", anchors.OneAnchor.as_view()),
    ("claims/<int:pk>/use-attribution/", claims.UseAttribution.as_view()),
    ("claims/<int:pk>/watch/", watching.WatchClaim.as_view()),
    ("claims/<int:pk>/unwatch/", watching.UnwatchClaim.as_view()),
    ("labels/", labels.Labels.as_view()),
    ("labels/<int:pk>/", labels.OneLabel.as_view()),
    ("saved-filters/", saved_filters.SavedFilters.as_view()),
    ("saved-filters/<int:pk>/", saved_filters.OneSavedFilter.as_view()),
    ("claims/<int:pk>/merge/", joining.MergeClaim.as_view()),
    ("claims/<int:pk>/split/", joining.SplitClaim.as_view()),
    ("claims/<int:pk>/similar/", similar.SimilarToClaim.as_view()),
    ("claims/<int:pk>/links/", claim_links.Links.as_view()),
    ("claims/<int:pk>/family/", claim_links.ClaimFamily.as_view()),
    ("claim-links/<int:pk>/", claim_links.OneLink.as_view()),
    ("claims/<int:pk>/decide/", decisions.Decide.as_view()),
    ("contacts/", contacts.Contacts.as_view()),
    ("contacts/tallies/", contacts.Tallies.as_view()),
    ("contacts/<int:pk>/", contacts.OneContact.as_view()),
    ("contacts/<int:pk>/answer/", contacts.AnswerContact.as_view()),
    ("contacts/<int:pk>/confirm/", contacts.ConfirmContact.as_view()),
    ("contacts/<int:pk>/reopen/", contacts.ReopenContact.as_view()),
    ("correction-requests/", public_requests.CorrectionRequests.as_view()),
    ("correction-requests/<int:pk>/", public_requests.OneCorrectionRequest.as_view()),
    ("correction-requests/<int:pk>/decide/", public_requests.DecideCorrectionRequest.as_view()),
    ("publications/", publications.Publications.as_view()),
    ("publications/<int:pk>/", publications.OnePublication.as_view()),
    ("publications/<int:pk>/unpublish/", publications.Unpublish.as_view()),
    ("publications/<int:pk>/bundles/", bundles.PublicationBundles.as_view()),
    ("bundles/<int:pk>/", bundles.OneBundle.as_view()),
    ("bundles/<int:pk>/file/", bundles.BundleFile.as_view()),
    ("bundle-keys/", bundles.BundleKeys.as_view()),
    ("guest-links/", guest_links.GuestLinks.as_view()),
    ("guest-links/<int:pk>/", guest_links.OneGuestLink.as_view()),
    ("guest-links/<int:pk>/revoke/", guest_links.RevokeGuestLink.as_view()),
    ("sources/", sources.Sources.as_view()),
    ("sources/<int:pk>/", sources.OneSource.as_view()),
    ("sources/<int:pk>/snapshots/", sources.SourceSnapshots.as_view()),
    ("sources/<int:pk>/uses/", source_merges.Uses.as_view()),
    ("sources/<int:pk>/merge/", source_merges.MergeSource.as_view()),
    ("snapshots/<int:pk>/", sources.OneSnapshot.as_view()),
    ("source-merges/", source_merges.SourceMerges.as_view()),
    ("source-merges/<int:pk>/undo/", source_merges.UndoSourceMerge.as_view()),
    ("evidence/", evidence.AllEvidence.as_view()),
    ("evidence/<int:pk>/", evidence.OneEvidence.as_view()),
    ("check-questions/", check_questions.CheckQuestions.as_view()),
    ("check-questions/<int:pk>/", check_questions.OneCheckQuestion.as_view()),
    ("check-answers/", check_answers.CheckAnswers.as_view()),
    ("check-answers/<int:pk>/", check_answers.OneCheckAnswer.as_view()),
    ("external-checks/", external_checks.ExternalChecks.as_view()),
    ("external-checks/<int:pk>/", external_checks.OneExternalCheck.as_view()),
    ("assessments/", assessments.Assessments.as_view()),
    ("assessments/<int:pk>/", assessments.OneAssessment.as_view()),
    ("assessments/<int:pk>/approve/", assessments.Approve.as_view()),
    ("assessments/<int:pk>/propose-again/", assessments.Again.as_view()),
    ("assessments/<int:pk>/return/", assessments.Return.as_view()),
    ("double-checks/", double_checks.DoubleChecks.as_view()),
    ("double-checks/<int:pk>/", double_checks.OneDoubleCheck.as_view()),
    ("double-checks/<int:pk>/rate/", double_checks.Rate.as_view()),
    ("double-checks/<int:pk>/leave/", double_checks.Leave.as_view()),
    ("double-checks/<int:pk>/decide/", double_checks.Decide.as_view()),
    ("double-checks/<int:pk>/call-off/", double_checks.CallOff.as_view()),
    ("mentions/", entities.Mentions.as_view()),
    ("mentions/<int:pk>/", entities.OneMention.as_view()),
    ("entities/", entities.Entities.as_view()),
    ("entities/<int:pk>/", merge.OneEntity.as_view()),
    ("entities/<int:pk>/merge/", merge.Merge.as_view()),
    ("entities/<int:pk>/split/", merge.Split.as_view()),
    ("entity-pairs/", merge.Pairs.as_view()),
    ("entity-pairs/<int:pk>/same/", merge.Same.as_view()),
    ("entity-pairs/<int:pk>/different/", merge.Different.as_view()),
    ("entity-moves/", merge.Moves.as_view()),
    ("entity-moves/<int:pk>/undo/", merge.UndoMove.as_view()),
    ("tagging-rules/", rules.Rules.as_view()),
    ("tagging-rules/<int:pk>/", rules.OneRule.as_view()),
    ("feeds/", feeds.Feeds.as_view()),
    ("feeds/<int:pk>/", feeds.OneFeed.as_view()),
    ("feeds/<int:pk>/read/", feeds.ReadSoon.as_view()),
    ("feed-entries/", entries.FeedEntries.as_view()),
    ("feed-entries/<int:pk>/", entries.OneFeedEntry.as_view()),
    ("feed-entries/<int:pk>/answer/", entries.AnswerFeedEntry.as_view()),
    ("tagging-runs/", runs.TaggingRuns.as_view()),
    ("tagging-runs/<int:pk>/", runs.OneTaggingRun.as_view()),
    ("tagging-runs/<int:pk>/retry/", runs.Retry.as_view()),
    ("tagging-runs/<int:pk>/cancel/", runs.Cancel.as_view()),
    ("tagging-batches/", runs.TaggingBatches.as_view()),
    ("tagging-batches/<int:pk>/", runs.OneTaggingBatch.as_view()),
    ("tagging-batches/<int:pk>/cancel/", runs.CancelBatch.as_view()),
    ("threads/", threads.Threads.as_view()),
    ("threads/<int:pk>/", threads.OneThread.as_view()),
    *(
        (
            f"threads/<int:pk>/{verb}/",
            threads.TurnThread.as_view(verb=verb, summaries={"POST": summary}),
        )
        for verb, summary in (
            ("resolve", "Resolve a conversation"),
            ("reopen", "Reopen a conversation"),
        )
    ),
    ("comments/", comments.Comments.as_view()),
    ("comments/<int:pk>/", comments.OneComment.as_view()),
    ("notifications/", notifications.Notifications.as_view()),
    ("notifications/read/", notifications.ReadNotifications.as_view()),
    ("notifications/<int:pk>/", notifications.OneNotification.as_view()),
    ("notifications/<int:pk>/read/", notifications.ReadNotification.as_view()),
    ("undo/", undo.Undo.as_view()),
    ("changes/", changes.Changes.as_view()),
    ("desks/<int:pk>/web-annotations/", containers.DeskContainer.as_view()),
    ("articles/<int:pk>/web-annotations/", containers.ArticleContainer.as_view()),
    ("claims/<int:pk>/annotation/", annotation.ClaimAnnotation.as_view()),
    ("evidence/<int:pk>/annotation/", annotation.EvidenceAnnotation.as_view()),
    ("mentions/<int:pk>/annotation/", annotation.MentionAnnotation.as_view()),
    *exports.ROUTES,
]
PARTS = tuple(route for route, _ in v1 if "<" not in route)
v1.insert(0, ("", root.Root.as_view(parts=PARTS)))
# A request is held against one route after another: what programs ask for most comes first.
MOST_ASKED = ("claims/", "articles/")
v1.sort(key=lambda one: not one[0].startswith(MOST_ASKED))
urlpatterns = [
    *(path(f"v1/{route}", view) for route, view in v1),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "docs/",
        csp_replace(SWAGGER_POLICY)(SpectacularSwaggerSplitView.as_view(url_name="schema")),
        name="api-docs",
    ),
    path("v1/<path:rest>", problems.Missing.as_view()),
]
