"""Addresses of the pages. Everything but sign-in needs a signed-in person."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.generic import RedirectView

from . import accounts, articles, claims, claims_list, jobs, mentions, verdicts, workbench

members_only = [
    ("", RedirectView.as_view(pattern_name="articles"), "home"),
    ("articles/", articles.index, "articles"),
    ("articles/new/", articles.add, "article-add"),
    ("articles/upload/", articles.upload, "article-upload"),
    ("articles/<int:pk>/", workbench.page, "article"),
    ("articles/<int:pk>/state/", workbench.state, "article-state"),
    ("articles/<int:pk>/edit/", articles.edit, "article-edit"),
    ("articles/<int:pk>/original/", articles.original, "article-original"),
    ("articles/<int:pk>/tag/", jobs.tag_again, "article-tag"),
    ("articles/<int:pk>/claims/", workbench.create_claim, "article-claims"),
    ("articles/<int:pk>/claims/list/", workbench.claim_list, "claim-list"),
    ("articles/<int:pk>/mentions/", mentions.create, "article-mentions"),
    ("claims/", claims_list.page, "claims"),
    ("claims/<int:pk>/", claims.panel, "claim-panel"),
    ("claims/<int:pk>/save/", claims.save, "claim-save"),
    ("claims/<int:pk>/attribution/", claims.attribution, "claim-attribution"),
    ("claims/<int:pk>/place/", claims.place_again, "claim-place"),
    ("claims/<int:pk>/delete/", claims.delete, "claim-delete"),
    ("claims/<int:pk>/evidence/", claims.add_evidence, "evidence-add"),
    ("claims/<int:pk>/sources/", claims.search_sources, "source-search"),
    ("claims/<int:pk>/assessments/", claims.propose, "assessment-propose"),
    ("claims/<int:pk>/do/<slug:action>/", claims.action, "claim-action"),
    ("assessments/<int:pk>/approve/", verdicts.approve, "assessment-approve"),
    ("assessments/<int:pk>/return/", verdicts.return_, "assessment-return"),
    ("mentions/<int:pk>/", mentions.panel, "mention-panel"),
    ("mentions/<int:pk>/save/", mentions.save, "mention-save"),
    ("jobs/", jobs.page, "jobs"),
    ("jobs/status/", jobs.status, "shell-status"),
    ("jobs/<int:pk>/retry/", jobs.retry, "tagging-retry"),
]
urlpatterns = [
    path("accounts/login/", accounts.SignIn.as_view(), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    *(path(route, login_required(view), name=name) for route, view, name in members_only),
]
