"""Addresses of the pages, each with who may ask for it and how."""

from allauth.account.views import LogoutView
from django.urls import register_converter
from django.views.generic import RedirectView

from annotations.models import workflow

from . import (
    accounts,
    adding,
    articles,
    asking,
    claims,
    claims_list,
    comparing,
    copies,
    correcting,
    decisions,
    entities,
    entity_changes,
    evidence,
    feeds,
    job_charts,
    jobs,
    meanwhile,
    mentions,
    my_work,
    passwords,
    places,
    reviewing,
    teaching,
    undoing,
    verdicts,
    workbench,
)
from .policy import FORM, READ, WRITE, anyone, members


class Action:
    """take, hand-back, assign, review, dismiss, reopen or accept."""

    regex = "|".join(name.replace(" ", "-") for name in workflow.ACTIONS)
    to_python = to_url = staticmethod(str)


class Decision:
    """same, edited, new, withdrawn or undecided."""

    regex = "|".join(decisions.DECISIONS)
    to_python = to_url = staticmethod(str)


class FeedVerb:
    """pause, resume or read."""

    regex = "|".join(feeds.VERBS)
    to_python = to_url = staticmethod(str)


class FeedAnswer:
    """revise, add or keep."""

    regex = "|".join(feeds.ANSWERED)
    to_python = to_url = staticmethod(str)


register_converter(FeedVerb, "feed_verb")
register_converter(FeedAnswer, "feed_answer")
register_converter(Action, "action")
register_converter(Decision, "decision")
ARTICLE, CLAIM = "articles/<int:pk>/", "claims/<int:pk>/"
ENTITY = "entities/<int:pk>/"

urlpatterns = [
    # allauth asks for these names.
    anyone("accounts/login/", FORM, accounts.SignIn.as_view(), "account_login"),
    anyone("accounts/login/demo/", WRITE, accounts.SignInAsDemo.as_view(), "demo-login"),
    anyone("accounts/logout/", WRITE, LogoutView.as_view(), "account_logout"),
    members(
        "accounts/password/change/",
        FORM,
        passwords.ChangePassword.as_view(),
        "account_change_password",
    ),
    members("", READ, RedirectView.as_view(pattern_name="articles"), "home"),
    members("articles/", READ, articles.index, "articles"),
    members("articles/new/", FORM, adding.add, "article-add"),
    members("articles/upload/", WRITE, adding.upload, "article-upload"),
    members(ARTICLE, READ, workbench.page, "article"),
    members(f"{ARTICLE}state/", READ, workbench.state, "article-state"),
    members(f"{ARTICLE}spans/", READ, workbench.span_data, "article-spans"),
    members(f"{ARTICLE}original/", READ, articles.original, "article-original"),
    members(f"{ARTICLE}compare/", READ, comparing.compare, "article-compare"),
    members(f"{ARTICLE}edit/", FORM, correcting.edit, "article-edit"),
    members(f"{ARTICLE}edit/file/", WRITE, correcting.upload_again, "article-again"),
    members(f"{ARTICLE}foresee/", WRITE, correcting.foresee, "article-foresee"),
    members(f"{ARTICLE}meanwhile/", READ, meanwhile.told, "article-meanwhile"),
    members(f"{ARTICLE}details/", FORM, correcting.details, "article-details"),
    members(f"{ARTICLE}delete/", WRITE, correcting.delete, "article-delete"),
    members(f"{ARTICLE}tag/", WRITE, jobs.tag_again, "article-tag"),
    members(f"{ARTICLE}claims/", WRITE, workbench.create_claim, "article-claims"),
    members(f"{ARTICLE}claims/list/", READ, workbench.claim_list, "claim-list"),
    members(f"{ARTICLE}mentions/", WRITE, mentions.create, "article-mentions"),
    members(f"{ARTICLE}names/reviewed/", WRITE, reviewing.review, "article-names-reviewed"),
    members("my-work/", READ, my_work.page, "work"),
    members("my-work/count/", READ, my_work.count, "work-count"),
    members("claims/", READ, claims_list.page, "claims"),
    members(CLAIM, READ, claims.panel, "claim-panel"),
    members(f"{CLAIM}edit/", WRITE, claims.save, "claim-save"),
    members(f"{CLAIM}ask/", WRITE, asking.change, "claim-ask"),
    members(f"{CLAIM}attribution/", WRITE, claims.attribution, "claim-attribution"),
    members(f"{CLAIM}attribution/use/", WRITE, claims.use_attribution, "claim-attribution-use"),
    members(f"{CLAIM}places/", WRITE, places.add, "claim-places"),
    members("anchors/<int:pk>/words/", WRITE, places.resize, "anchor-words"),
    members("anchors/<int:pk>/remove/", WRITE, places.remove, "anchor-remove"),
    members(f"{CLAIM}place/", WRITE, decisions.place, "claim-place"),
    members(f"{CLAIM}decide/<decision:decision>/", WRITE, decisions.decide, "claim-decide"),
    members(f"{CLAIM}delete/", WRITE, claims.delete, "claim-delete"),
    members(f"{CLAIM}evidence/", WRITE, evidence.add, "evidence-add"),
    members(f"{CLAIM}sources/", READ, evidence.search, "source-search"),
    members(f"{CLAIM}assessments/", WRITE, verdicts.propose, "assessment-propose"),
    members(f"{CLAIM}<action:action>/", WRITE, claims.action, "claim-action"),
    members("evidence/<int:pk>/edit/", WRITE, evidence.edit, "evidence-edit"),
    members("evidence/<int:pk>/delete/", WRITE, evidence.remove, "evidence-delete"),
    members("evidence/<int:pk>/copy/", WRITE, evidence.copy, "evidence-copy"),
    members("copies/<int:pk>/", READ, copies.page, "copy"),
    members("assessments/<int:pk>/approve/", WRITE, verdicts.approve, "assessment-approve"),
    members(
        "assessments/<int:pk>/propose-again/",
        WRITE,
        verdicts.propose_again,
        "assessment-propose-again",
    ),
    members("assessments/<int:pk>/return/", WRITE, verdicts.return_, "assessment-return"),
    members("mentions/<int:pk>/", READ, mentions.panel, "mention-panel"),
    members("mentions/<int:pk>/edit/", WRITE, mentions.save, "mention-save"),
    members("mentions/<int:pk>/teach/", WRITE, mentions.teach, "mention-teach"),
    members("mentions/<int:pk>/words/", WRITE, mentions.resize, "mention-resize"),
    members("teaching/", READ, teaching.page, "teaching"),
    members("teaching/add/", WRITE, teaching.add, "teaching-add"),
    members("teaching/<int:pk>/remove/", WRITE, teaching.remove, "teaching-remove"),
    members("teaching/<int:pk>/again/", WRITE, teaching.again, "teaching-again"),
    members("feeds/", READ, feeds.page, "feeds"),
    members("feeds/add/", WRITE, feeds.add, "feed-add"),
    members("feed-entries/<int:pk>/<feed_answer:answer>/", WRITE, feeds.answer, "feed-answer"),
    members("feeds/<int:pk>/remove/", WRITE, feeds.remove, "feed-remove"),
    members("feeds/<int:pk>/<feed_verb:verb>/", WRITE, feeds.change, "feed-change"),
    members("undo/", WRITE, undoing.undo, "undo"),
    members("entities/", READ, entities.index, "entities"),
    members(ENTITY, READ, entities.page, "entity"),
    members(f"{ENTITY}edit/", WRITE, entity_changes.edit, "entity-edit"),
    members(f"{ENTITY}names/", WRITE, entity_changes.add_name, "entity-names"),
    members(f"{ENTITY}names/remove/", WRITE, entity_changes.remove_name, "entity-name-remove"),
    members(f"{ENTITY}merge/", WRITE, entity_changes.merge, "entity-merge"),
    members(f"{ENTITY}split/", WRITE, entity_changes.split, "entity-split"),
    members(f"{ENTITY}pair/", WRITE, entity_changes.answer_pair, "entity-pair"),
    members(f"{ENTITY}undo/", WRITE, entity_changes.undo, "entity-undo"),
    members("jobs/", READ, jobs.page, "jobs"),
    members("jobs/pulse/", READ, jobs.status, "shell-status"),
    members("jobs/charts/", READ, job_charts.charts, "job-charts"),
    members("jobs/<int:pk>/retry/", WRITE, jobs.retry, "tagging-retry"),
    members("jobs/<int:pk>/cancel/", WRITE, jobs.cancel, "tagging-cancel"),
    members("desks/<int:pk>/tag/", WRITE, jobs.tag_desk_again, "desk-tag"),
    members("batches/<int:pk>/cancel/", WRITE, jobs.cancel_batch, "batch-cancel"),
]
