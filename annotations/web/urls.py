"""Addresses of the pages, each with who may ask for it and how."""

from allauth.account.views import LogoutView
from django.urls import register_converter

from annotations.models.claims import workflow

from .accounts import (
    account,
    confirming,
    factor_pages,
    handing_over,
    identities,
    joining,
    passwords,
    reset,
    security,
    sessions,
    sign_in,
    tokens,
)
from .accounts import deputies as desk_deputies
from .accounts import desks as new_desks
from .accounts import members as desk_members
from .articles import add, edit, edit_conflicts, listing, page, presence
from .articles import embargo as article_embargo
from .claims import (
    agreement,
    board,
    board_moves,
    check_answers,
    check_questions,
    contacts,
    decisions,
    evidence,
    external_adding,
    labels,
    links,
    list_changes,
    marking,
    my_work,
    places,
    questions,
    rating,
    similar,
    verdicts,
    views,
)
from .claims import joining as claim_joining
from .claims import list as claim_list
from .comments import views as comment_views
from .compare import view
from .entities import changes, mentions, names_review, pages
from .exports import page as export_page
from .feeds import pages as feed_pages
from .guests import pages as guest_pages
from .imports import pages as import_pages
from .jobs import charts
from .jobs import pages as jobs_pages
from .notifications import pages as notification_pages
from .publications import bundles as public_bundles
from .publications import correcting as public_correcting
from .publications import desk as public_desk
from .publications import feeds as public_feeds
from .publications import index as public_index
from .publications import oembed as public_oembed
from .publications import pages as public_pages
from .publications import publishing as public_publishing
from .publications import readers as public_readers
from .search import page as search
from .shell import drafts, language, problem_pages
from .shell.policy import FORM, READ, WRITE, anyone, members, own
from .sources import changes as source_changes
from .sources import pages as source_pages
from .sources import snapshots
from .tagging import rules
from .transfers import pages as transfer_pages
from .undo import views as undo_views
from .webhooks import pages as webhook_pages


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

    regex = "|".join(feed_pages.VERBS)
    to_python = to_url = staticmethod(str)


class FeedAnswer:
    """revise, add or keep."""

    regex = "|".join(feed_pages.ANSWERED)
    to_python = to_url = staticmethod(str)


class ThreadVerb:
    """resolve or reopen."""

    regex = "|".join(comment_views.VERBS)
    to_python = to_url = staticmethod(str)


class FeedName:
    """claims or corrections, as rss or atom."""

    regex = "|".join(public_feeds.NAMES).replace(".", r"\.")
    to_python = to_url = staticmethod(str)


register_converter(FeedName, "feed_name")
register_converter(ThreadVerb, "thread_verb")


class WebhookVerb:
    """pause, resume or test."""

    regex = "|".join(webhook_pages.VERBS)
    to_python = to_url = staticmethod(str)


register_converter(WebhookVerb, "webhook_verb")


class ImportVerb:
    """start or stop."""

    regex = "|".join(import_pages.VERBS)
    to_python = to_url = staticmethod(str)


register_converter(ImportVerb, "import_verb")
register_converter(FeedVerb, "feed_verb")
register_converter(FeedAnswer, "feed_answer")
register_converter(Action, "action")
register_converter(Decision, "decision")
ARTICLE, CLAIM = "articles/<int:pk>/", "claims/<int:pk>/"
ENTITY, DESK = "entities/<int:pk>/", "desks/<int:pk>/"
SOURCE = "sources/<int:pk>/"
PUBLIC, PUBLIC_DESK = "fact-checks/<slug:key>/", "fact-checks/by/<slug:desk>/"
PUBLIC_KEYS = "fact-checks/bundles/"
THREAD = "threads/<int:pk>/"

urlpatterns = [
    # allauth asks for these names.
    anyone("accounts/login/", FORM, sign_in.SignIn.as_view(), "account_login"),
    anyone("accounts/login/demo/", WRITE, sign_in.SignInAsDemo.as_view(), "demo-login"),
    anyone("accounts/logout/", WRITE, LogoutView.as_view(), "account_logout"),
    anyone("accounts/password/reset/", FORM, reset.ask, "account_reset_password"),
    anyone("accounts/password/reset/sent/", READ, reset.sent, "account_reset_password_done"),
    anyone(
        "accounts/password/reset/<str:uidb36>/<str:key>/",
        FORM,
        reset.NewPassword.as_view(),
        "account_reset_password_from_key",
    ),
    anyone("accounts/oidc/", READ, identities.begin, "oidc"),
    anyone("accounts/oidc/callback/", READ, identities.back, "oidc-callback"),
    anyone("accounts/second-step/", FORM, confirming.SecondStep.as_view(), "mfa_authenticate"),
    anyone("accounts/passkey/", FORM, confirming.PasskeySignIn.as_view(), "mfa_login_webauthn"),
    own("accounts/confirm/", FORM, confirming.Confirm.as_view(), "account_reauthenticate"),
    own("accounts/confirm/code/", FORM, confirming.ConfirmByCode.as_view(), "mfa_reauthenticate"),
    own(
        "accounts/confirm/passkey/",
        FORM,
        confirming.ConfirmByPasskey.as_view(),
        "mfa_reauthenticate_webauthn",
    ),
    own(
        "accounts/password/change/",
        FORM,
        passwords.ChangePassword.as_view(),
        "account_change_password",
    ),
    own("account/signing-in/", READ, security.page, "mfa_index"),
    own("account/app/", FORM, factor_pages.AddApp.as_view(), "mfa_activate_totp"),
    own("account/app/remove/", FORM, factor_pages.RemoveApp.as_view(), "mfa_deactivate_totp"),
    own("account/passkeys/add/", FORM, factor_pages.AddPasskey.as_view(), "mfa_add_webauthn"),
    own(
        "account/passkeys/remove/",
        FORM,
        factor_pages.RemovePasskey.as_view(),
        "mfa_remove_webauthn",
    ),
    own(
        "account/codes/",
        READ,
        factor_pages.RecoveryCodes.as_view(),
        "mfa_view_recovery_codes",
    ),
    own(
        "account/codes/new/",
        FORM,
        factor_pages.NewRecoveryCodes.as_view(),
        "mfa_generate_recovery_codes",
    ),
    own(
        "account/codes/download/",
        READ,
        factor_pages.DownloadRecoveryCodes.as_view(),
        "mfa_download_recovery_codes",
    ),
    members("account/", READ, account.page, "account"),
    members("account/data/", READ, account.own_data, "account-data"),
    members("account/profile/", WRITE, account.save_profile, "account-profile"),
    anyone("join/<str:key>/", FORM, joining.page, "invitation", is_before_factor=False),
    anyone("guest/<str:secret>/", FORM, guest_pages.view, "guest"),
    members(f"{ARTICLE}embargo/", FORM, article_embargo.page, "article-embargo"),
    members(f"{ARTICLE}embargo/lift/", WRITE, article_embargo.lift, "article-embargo-lift"),
    anyone("oembed/", READ, public_oembed.oembed, "oembed"),
    anyone(PUBLIC_DESK, READ, public_index.index, "fact-checks"),
    anyone(f"{PUBLIC_DESK}sitemap.xml", READ, public_index.sitemap, "fact-check-map"),
    anyone(f"{PUBLIC_DESK}claimreview.jsonld", READ, public_index.reviews, "fact-check-reviews"),
    anyone(f"{PUBLIC_DESK}<feed_name:name>", READ, public_feeds.feed, "fact-check-feed"),
    anyone(f"{PUBLIC_DESK}<slug:policy>/", READ, public_index.policy, "fact-check-policy"),
    anyone(PUBLIC, READ, public_pages.page, "fact-check"),
    anyone(f"{PUBLIC}card/", READ, public_pages.card, "fact-check-card"),
    anyone(f"{PUBLIC}correction/", FORM, public_correcting.correction, "fact-check-correction"),
    anyone(f"{PUBLIC}claimreview.jsonld", READ, public_pages.review, "fact-check-review"),
    anyone(
        f"{PUBLIC}proof/<int:claim>-<slug:question>.zip",
        READ,
        public_bundles.bundle,
        "fact-check-bundle",
    ),
    anyone(
        f"{PUBLIC}proof/<int:claim>-<slug:question>.txt",
        READ,
        public_bundles.text,
        "fact-check-text",
    ),
    anyone(f"{PUBLIC_KEYS}keys.json", READ, public_bundles.keys, "bundle-keys"),
    anyone(f"{PUBLIC_KEYS}verify.html", READ, public_bundles.verifier, "bundle-verifier"),
    members(f"{ARTICLE}publish/", FORM, public_publishing.article, "article-publish"),
    members(f"{CLAIM}publish/", FORM, public_publishing.claim, "claim-publish"),
    members(
        "publications/<int:pk>/unpublish/",
        WRITE,
        public_publishing.unpublish,
        "publication-unpublish",
    ),
    members("correction-requests/<int:pk>/", READ, public_readers.page, "correction-request"),
    members(
        "correction-requests/<int:pk>/decide/",
        WRITE,
        public_readers.decide,
        "correction-request-decide",
    ),
    members(f"{DESK}publications/", READ, public_desk.page, "publications"),
    members(f"{DESK}publications/outdated/", READ, public_desk.outdated, "publications-outdated"),
    members(f"{DESK}publications/settings/", FORM, public_desk.change, "public-pages"),
    members(f"{ARTICLE}guests/", READ, guest_pages.page, "guests"),
    members(f"{ARTICLE}guests/invite/", WRITE, guest_pages.invite, "guest-invite"),
    members("guest-links/<int:pk>/revoke/", WRITE, guest_pages.revoke, "guest-revoke"),
    members(f"{DESK}members/", READ, desk_members.page, "members"),
    members(f"{DESK}members/role/", WRITE, desk_members.change_role, "member-role"),
    members(f"{DESK}members/remove/", WRITE, desk_members.remove, "member-remove"),
    members(f"{DESK}members/hand-over/", FORM, handing_over.page, "member-hand-over"),
    members("handovers/<int:pk>/", READ, handing_over.shown, "handover"),
    members("handovers/<int:pk>/undo/", WRITE, handing_over.take_back, "handover-undo"),
    members(f"{DESK}deputies/", WRITE, desk_deputies.name, "deputies"),
    members("deputies/<int:pk>/end/", WRITE, desk_deputies.end, "deputy-end"),
    members(f"{DESK}invitations/", WRITE, desk_members.invite, "invite"),
    members("invitations/<int:pk>/again/", WRITE, desk_members.invite_again, "invitation-again"),
    members("invitations/<int:pk>/revoke/", WRITE, desk_members.revoke, "invitation-revoke"),
    own("account/sessions/end-others/", WRITE, sessions.end_others, "sessions-end"),
    own("account/sessions/end/", WRITE, sessions.end, "session-end"),
    own("account/tokens/new/", FORM, tokens.make, "token-new", is_before_factor=False),
    own("account/tokens/revoke/", WRITE, tokens.revoke, "token-revoke"),
    own("language/", WRITE, language.choose, "language"),
    anyone("problems/", READ, problem_pages.index, "problems"),
    anyone("problems/<slug:slug>", READ, problem_pages.page, "problem"),
    anyone("catalogue/<str:language>/<str:fingerprint>.js", READ, language.catalogue, "catalogue"),
    members("", READ, my_work.home, "home"),
    members("articles/", READ, listing.index, "articles"),
    members("articles/new/", FORM, add.add, "article-add"),
    members("articles/upload/", WRITE, add.upload, "article-upload"),
    members(ARTICLE, READ, page.page, "article"),
    members(f"{ARTICLE}state/", READ, page.state, "article-state"),
    members(f"{ARTICLE}here/", WRITE, presence.announce, "article-presence"),
    members(f"{ARTICLE}spans/", READ, page.span_data, "article-spans"),
    members(f"{ARTICLE}original/", READ, listing.original, "article-original"),
    members(f"{ARTICLE}compare/", READ, view.compare, "article-compare"),
    members(f"{ARTICLE}edit/", FORM, edit.edit, "article-edit"),
    members(f"{ARTICLE}edit/file/", WRITE, edit.upload_again, "article-again"),
    members(f"{ARTICLE}foresee/", WRITE, edit.foresee, "article-foresee"),
    members(f"{ARTICLE}meanwhile/", READ, edit_conflicts.meanwhile, "article-meanwhile"),
    members(f"{ARTICLE}details/", FORM, edit.details, "article-details"),
    members(f"{ARTICLE}delete/", WRITE, edit.delete, "article-delete"),
    members(f"{ARTICLE}desk/", READ, transfer_pages.page, "article-transfer"),
    members(f"{ARTICLE}desk/move/", WRITE, transfer_pages.move_to, "article-move"),
    members(f"{ARTICLE}desk/copy/", WRITE, transfer_pages.copy_to, "article-copy"),
    members("transfers/", READ, transfer_pages.index, "transfers"),
    members("transfers/<int:pk>/undo/", WRITE, transfer_pages.undo, "transfer-undo"),
    members(f"{ARTICLE}tag/", WRITE, jobs_pages.tag_again, "article-tag"),
    members(f"{ARTICLE}claims/", WRITE, page.create_claim, "article-claims"),
    members(f"{ARTICLE}claims/list/", READ, page.claim_list, "claim-list"),
    members(f"{ARTICLE}mentions/", WRITE, mentions.create, "article-mentions"),
    members(f"{ARTICLE}names/reviewed/", WRITE, names_review.review, "article-names-reviewed"),
    members("my-work/", READ, my_work.page, "work"),
    members("my-work/count/", READ, my_work.count, "work-count"),
    members("desks/", READ, board.at_hand, "desk-at-hand"),
    members("desks/new/", FORM, new_desks.new, "desk-new"),
    members(DESK, READ, board.page, "desk"),
    members(f"{DESK}double-check/", READ, agreement.page, "double-check"),
    members(f"{DESK}double-check/switch/", WRITE, agreement.switch, "double-check-switch"),
    members("claims/", READ, claim_list.page, "claims"),
    members("exports/", READ, export_page.page, "exports"),
    members("claims/similar/", READ, similar.page, "similar"),
    members("drafts/", READ, drafts.page, "drafts"),
    members("search/", READ, search.page, "search"),
    members("claims/view/", WRITE, list_changes.view, "claims-view"),
    members("claims/many/", WRITE, list_changes.change_many, "claims-many"),
    members("filters/add/", WRITE, list_changes.save, "filter-save"),
    members("filters/<int:pk>/remove/", WRITE, list_changes.remove, "filter-remove"),
    members("labels/", READ, labels.page, "labels"),
    members("labels/add/", WRITE, labels.add, "label-add"),
    members("labels/<int:pk>/edit/", WRITE, labels.edit, "label-edit"),
    members("labels/<int:pk>/remove/", WRITE, labels.remove, "label-remove"),
    members(CLAIM, READ, views.panel, "claim-panel"),
    members(f"{CLAIM}edit/", WRITE, views.save, "claim-save"),
    members(f"{CLAIM}ask/", WRITE, questions.change, "claim-ask"),
    members(f"{CLAIM}attribution/", WRITE, views.attribution, "claim-attribution"),
    members(f"{CLAIM}attribution/use/", WRITE, views.use_attribution, "claim-attribution-use"),
    members(f"{CLAIM}places/", WRITE, places.add, "claim-places"),
    members("anchors/<int:pk>/words/", WRITE, places.resize, "anchor-words"),
    members("anchors/<int:pk>/remove/", WRITE, places.remove, "anchor-remove"),
    members(f"{CLAIM}place/", WRITE, decisions.place, "claim-place"),
    members(f"{CLAIM}decide/<decision:decision>/", WRITE, decisions.decide, "claim-decide"),
    members(f"{CLAIM}marks/", WRITE, marking.save, "claim-marks"),
    members(f"{CLAIM}watch/", WRITE, marking.watch, "claim-watch"),
    members(f"{CLAIM}move/", WRITE, board_moves.move, "claim-move"),
    members(f"{CLAIM}delete/", WRITE, views.delete, "claim-delete"),
    members(f"{CLAIM}evidence/", WRITE, evidence.add, "evidence-add"),
    members(f"{CLAIM}checks/", WRITE, check_questions.ask, "check-ask"),
    members("check-questions/<int:pk>/edit/", WRITE, check_questions.edit, "check-edit"),
    members("check-questions/<int:pk>/delete/", WRITE, check_questions.remove, "check-delete"),
    members("check-questions/<int:pk>/answers/", WRITE, check_answers.add, "check-answer"),
    members("check-answers/<int:pk>/edit/", WRITE, check_answers.edit, "check-answer-edit"),
    members("check-answers/<int:pk>/delete/", WRITE, check_answers.remove, "check-answer-delete"),
    members(f"{CLAIM}sources/", READ, evidence.search, "source-search"),
    members(f"{CLAIM}merge/", WRITE, claim_joining.merge, "claim-merge"),
    members(f"{CLAIM}split/", WRITE, claim_joining.split, "claim-split"),
    members(f"{CLAIM}links/", WRITE, links.add, "claim-link-add"),
    members(f"{CLAIM}similar/", READ, similar.beside, "claim-similar"),
    members(f"{CLAIM}external-check/", FORM, external_adding.add, "external-check-add"),
    members(f"{CLAIM}cite-check/", WRITE, similar.cite, "claim-cite-check"),
    members("external-checks/<int:pk>/remove/", WRITE, similar.remove, "external-check-remove"),
    members(f"{CLAIM}links/search/", READ, links.search, "claim-link-search"),
    members("claim-links/<int:pk>/remove/", WRITE, links.remove, "claim-link-remove"),
    members(f"{CLAIM}contacts/", WRITE, contacts.ask, "contact-ask"),
    members("contacts/", READ, contacts.page, "contacts"),
    members("contacts/<int:pk>/answer/", WRITE, contacts.answer_came, "contact-answer"),
    members("contacts/<int:pk>/confirm/", WRITE, contacts.confirm, "contact-confirm"),
    members("contacts/<int:pk>/remove/", WRITE, contacts.remove, "contact-remove"),
    members(f"{CLAIM}assessments/", WRITE, verdicts.propose, "assessment-propose"),
    members(f"{CLAIM}rate/", WRITE, rating.rate, "claim-rate"),
    members(f"{CLAIM}raters/", WRITE, rating.ask_rater, "claim-raters"),
    members("raters/<int:pk>/leave/", WRITE, rating.leave, "rater-leave"),
    members("double-checks/<int:pk>/decide/", WRITE, rating.decide, "double-check-decide"),
    members("double-checks/<int:pk>/call-off/", WRITE, rating.call_off, "double-check-end"),
    members(f"{CLAIM}<action:action>/", WRITE, views.action, "claim-action"),
    members("evidence/<int:pk>/edit/", WRITE, evidence.edit, "evidence-edit"),
    members("evidence/<int:pk>/delete/", WRITE, evidence.remove, "evidence-delete"),
    members("evidence/<int:pk>/copy/", WRITE, evidence.copy, "evidence-copy"),
    members("sources/", READ, source_pages.index, "sources"),
    members(SOURCE, READ, source_pages.page, "source"),
    members(f"{SOURCE}edit/", WRITE, source_changes.edit, "source-edit"),
    members(f"{SOURCE}merge/", WRITE, source_changes.merge, "source-merge"),
    members(f"{SOURCE}undo/", WRITE, source_changes.undo, "source-undo"),
    members(f"{SOURCE}copy/", WRITE, source_changes.copy, "source-copy"),
    members("copies/<int:pk>/", READ, snapshots.page, "copy"),
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
    members(f"{CLAIM}talk/", FORM, comment_views.claim_talk, "claim-talk"),
    members(f"{ARTICLE}notes/", WRITE, comment_views.note, "article-notes"),
    members(f"{ARTICLE}people/", READ, comment_views.people, "article-people"),
    members(THREAD, READ, comment_views.thread, "thread-panel"),
    members(f"{THREAD}talk/", READ, comment_views.thread_talk, "thread-talk"),
    members(f"{THREAD}reply/", WRITE, comment_views.reply, "thread-reply"),
    members(f"{THREAD}<thread_verb:verb>/", WRITE, comment_views.change, "thread-change"),
    members("comments/<int:pk>/edit/", WRITE, comment_views.edit, "comment-edit"),
    members("comments/<int:pk>/delete/", WRITE, comment_views.delete, "comment-delete"),
    members("notifications/", READ, notification_pages.page, "notifications"),
    members("notifications/bell/", READ, notification_pages.bell, "notification-bell"),
    members("notifications/read/", WRITE, notification_pages.read_all, "notifications-read"),
    members("notifications/mail/", FORM, notification_pages.mail, "mail-settings"),
    members("notifications/<int:pk>/read/", WRITE, notification_pages.read, "notification-read"),
    members("teaching/", READ, rules.page, "teaching"),
    members("teaching/add/", WRITE, rules.add, "teaching-add"),
    members("teaching/<int:pk>/remove/", WRITE, rules.remove, "teaching-remove"),
    members("teaching/<int:pk>/again/", WRITE, rules.again, "teaching-again"),
    members("feeds/", READ, feed_pages.page, "feeds"),
    members("feeds/add/", WRITE, feed_pages.add, "feed-add"),
    members("feed-entries/<int:pk>/<feed_answer:answer>/", WRITE, feed_pages.answer, "feed-answer"),
    members("feeds/<int:pk>/remove/", WRITE, feed_pages.remove, "feed-remove"),
    members("feeds/<int:pk>/<feed_verb:verb>/", WRITE, feed_pages.change, "feed-change"),
    members("desks/<int:pk>/imports/", READ, import_pages.index, "imports"),
    members("desks/<int:pk>/imports/add/", WRITE, import_pages.add, "import-add"),
    members("imports/<int:pk>/", READ, import_pages.page, "import"),
    members("imports/<int:pk>/look/", WRITE, import_pages.look, "import-look"),
    members("imports/<int:pk>/<import_verb:verb>/", WRITE, import_pages.change, "import-change"),
    members("desks/<int:pk>/webhooks/", READ, webhook_pages.page, "webhooks"),
    members("desks/<int:pk>/webhooks/add/", WRITE, webhook_pages.add, "webhook-add"),
    members("webhooks/<int:pk>/remove/", WRITE, webhook_pages.remove, "webhook-remove"),
    members(
        "webhooks/<int:pk>/<webhook_verb:verb>/", WRITE, webhook_pages.change, "webhook-change"
    ),
    members("deliveries/<int:pk>/replay/", WRITE, webhook_pages.replay, "delivery-replay"),
    members("undo/", WRITE, undo_views.undo, "undo"),
    members("entities/", READ, pages.index, "entities"),
    members(ENTITY, READ, pages.page, "entity"),
    members(f"{ENTITY}edit/", WRITE, changes.edit, "entity-edit"),
    members(f"{ENTITY}names/", WRITE, changes.add_name, "entity-names"),
    members(f"{ENTITY}names/remove/", WRITE, changes.remove_name, "entity-name-remove"),
    members(f"{ENTITY}merge/", WRITE, changes.merge, "entity-merge"),
    members(f"{ENTITY}split/", WRITE, changes.split, "entity-split"),
    members(f"{ENTITY}pair/", WRITE, changes.answer_pair, "entity-pair"),
    members(f"{ENTITY}undo/", WRITE, changes.undo, "entity-undo"),
    members("jobs/", READ, jobs_pages.page, "jobs"),
    members("jobs/pulse/", READ, jobs_pages.status, "shell-status"),
    members("jobs/charts/", READ, charts.charts, "job-charts"),
    members("jobs/<int:pk>/retry/", WRITE, jobs_pages.retry, "tagging-retry"),
    members("jobs/<int:pk>/cancel/", WRITE, jobs_pages.cancel, "tagging-cancel"),
    members(f"{DESK}tag/", WRITE, jobs_pages.tag_desk_again, "desk-tag"),
    members("batches/<int:pk>/cancel/", WRITE, jobs_pages.cancel_batch, "batch-cancel"),
]
