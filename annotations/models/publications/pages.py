"""Whether a desk has public pages, and what it says there about itself."""

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..accounts.people import Desk, OfDesks
from ..base import Versioned

LONGEST_POLICY = 50_000


class PublicPagesQuerySet(OfDesks["PublicPages"]):
    pass


class PublicPages(Versioned):
    """A desk without a row has no public pages."""

    class Policy(models.TextChoices):
        METHODOLOGY = "methodology", pgettext_lazy("a policy of a desk", "How we check")
        CORRECTIONS = "corrections", pgettext_lazy("a policy of a desk", "How we correct mistakes")
        FUNDING = "funding", pgettext_lazy("a policy of a desk", "Who funds us")

    desk = models.OneToOneField(Desk, models.CASCADE, related_name="public_pages")
    is_on = models.BooleanField(_("public pages"), default=False, db_default=False)
    names_people = models.BooleanField(
        _("name the checkers"),
        default=False,
        db_default=False,
        help_text=_("Pages say who proposed and who approved a verdict."),
    )
    whole_texts = models.BooleanField(
        _("bundles hold whole texts"),
        default=False,
        db_default=False,
        help_text=_(
            "Of the article and of copies of sources, where they have an address that readers can "
            "open; else their hashes and what the page quotes."
        ),
    )
    methodology = models.TextField(blank=True, default="", db_default="")
    corrections = models.TextField(blank=True, default="", db_default="")
    funding = models.TextField(blank=True, default="", db_default="")

    objects = PublicPagesQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("settings of public pages")

    def __str__(self) -> str:
        return gettext("Public pages of %(desk)s") % {"desk": self.desk_id}

    @property
    def policies(self) -> list[tuple[str, str]]:
        """Those that the desk wrote: name in addresses, and how it is called."""
        return [(one.value, str(one.label)) for one in self.Policy if getattr(self, one.value)]
