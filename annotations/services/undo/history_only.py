"""What a history tells of claims and no key undoes (words.py says how, audited.py all else)."""

from django.utils.translation import gettext_lazy as _

from .words import Audited, Words

HISTORY_ONLY = {
    "publication": Audited(
        made=Words(_("Claim published"), _("%(who)s published this claim")),
        changed=Words(_("Public page changed")),
        gone=Words(_("Public page removed")),
        columns={
            "state": {
                "published": Words(_("Claim published"), _("%(who)s published this claim again")),
                "unpublished": Words(
                    _("Claim unpublished"), _("%(who)s took this claim’s public page down")
                ),
            }
        },
        is_on_claim=True,
    ),
    "doublecheck": Audited(
        made=Words(_("Double check begun"), _("%(who)s began the double check")),
        changed=Words(_("Double check changed")),
        gone=Words(_("Double check removed")),
        columns={
            "state": {
                "agreed": Words(
                    _("Second rating handed in"),
                    _("%(who)s handed in the second rating: both agree"),
                ),
                "differing": Words(
                    _("Second rating handed in"),
                    _("%(who)s handed in the second rating: they differ"),
                ),
                "decided": Words(
                    _("Double check decided"), _("%(who)s decided between two ratings")
                ),
                "called off": Words(
                    _("Double check called off"), _("%(who)s called off the double check")
                ),
            }
        },
        is_on_claim=True,
    ),
}
