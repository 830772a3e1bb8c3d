"""The admin panel itself: its tables by subject, the everyday ones first.

Beside `admin/`, which registers the tables: Django makes the site while it imports those.
"""

from typing import Any

from django.contrib.admin import AdminSite, autodiscover
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core.checks import CheckMessage, Tags, register
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

# Subject → its tables. Who is on call looks at the first; the last are for looking things up.
SUBJECTS = (
    ("work", _("Background work"), ("TaggingRun", "TaggingBatch", "WorkerHeartbeat", "DeskTurn")),
    (
        "people",
        _("People and desks"),
        ("User", "Desk", "Membership", "Invitation", "Deputy", "Handover", "Token", "Rating"),
    ),
    ("feeds", _("Feeds"), ("Feed", "FeedEntry")),
    ("imports", _("Imports"), ("Import", "ImportedRecord", "ExternalCheck")),
    ("webhooks", _("Webhooks"), ("Webhook", "Delivery", "Outbox")),
    ("articles", _("Articles"), ("Article", "Revision", "Original", "Embargo", "Transfer")),
    (
        "claims",
        _("Claims"),
        (
            "Claim", "Assessment", "Evidence", "CheckQuestion", "CheckAnswer", "AnswerEvidence",
            "Suggestion", "ReplyRequest", "AttributionStep",
            "Anchor", "ClaimLabel", "ClaimLink", "Labelling", "Watch", "SavedFilter", "GuestLink",
            "DoubleCheck", "BlindRating",
        ),
    ),
    (
        "publications",
        _("Public pages"),
        (
            "Publication", "PublishedVerdict", "PublicPages", "CorrectionRequest", "Embed",
            "Bundle", "BundleKey",
        ),
    ),
    ("talk", _("Conversations"), ("Thread", "Comment", "Notification", "MailSettings")),
    ("sources", _("Sources"), ("Source", "SourceMerge", "Snapshot", "SnapshotRequest")),
    (
        "names",
        _("Names"),
        (
            "Entity", "EntityPair", "EntityMove", "Alias", "Mention", "NamesReview", "Quotation",
        ),
    ),
    ("teaching", _("What desks teach"), ("TaggingRule", "StyleWord")),
    ("records", _("Records"), ("Event", "Head", "Seal", "SignInChange", "Redaction", "Answer")),
)  # fmt: skip


class Panel(AdminSite):
    """Django's, with one list of tables instead of one an app."""

    site_header = site_title = "Newsroom"
    index_title = _("Administration")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Subjects with the tables this person may see, in the order of SUBJECTS.

        Tables that no subject names stand last, in groups of their apps.
        """
        apps = super().get_app_list(request, app_label)
        found = {table["object_name"]: table for app in apps for table in app["models"]}
        groups = []
        for label, name, tables in SUBJECTS:
            here = [found.pop(table) for table in tables if table in found]
            if here:
                groups.append({"name": name, "app_label": label, "models": here})
        rest = [table for app in apps for table in app["models"] if table["object_name"] in found]
        return [*groups, *([apps[0] | {"models": rest}] if rest else [])]


class PanelConfig(SimpleAdminConfig):
    """Tables are looked for where pages are served (newsroom/urls.py) or checked: they need most of
    the product, and the other processes no panel."""

    default_site = "annotations.panel.Panel"

    def ready(self) -> None:
        register(check_dependencies, Tags.admin)
        register(check_tables, Tags.admin)


def check_tables(app_configs: Any, **more: Any) -> list[CheckMessage]:
    """Django's own checks of the tables, once they are there."""
    autodiscover()
    return check_admin_app(app_configs, **more)
