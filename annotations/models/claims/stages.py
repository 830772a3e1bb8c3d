"""Where claims stand, what is asked of them, and how soon: the words of their columns."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    SUGGESTED = "suggested", pgettext_lazy("stage of a claim", "Suggested")
    OPEN = "open", pgettext_lazy("stage of a claim", "Open")
    CHECKING = "checking", pgettext_lazy("stage of a claim", "Checking")
    REVIEW = "review", pgettext_lazy("stage of a claim", "In review")
    CHECKED = "checked", pgettext_lazy("stage of a claim", "Checked")
    DISMISSED = "dismissed", pgettext_lazy("stage of a claim", "Dismissed")


class Question(models.TextChoices):
    SAID = "said", _("Was it said?")
    TRUE = "true", _("Is it so?")


class Priority(models.IntegerChoices):
    """How soon a claim is wanted; in REST by its name in small letters."""

    LOW = 0, pgettext_lazy("priority of a claim", "Low")
    NORMAL = 1, pgettext_lazy("priority of a claim", "Normal")
    HIGH = 2, pgettext_lazy("priority of a claim", "High")
    URGENT = 3, pgettext_lazy("priority of a claim", "Urgent")


UNCHECKED = (Stage.OPEN, Stage.CHECKING, Stage.REVIEW)
NOT_STANDING = (Stage.SUGGESTED, Stage.DISMISSED)
