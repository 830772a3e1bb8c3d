"""Claims that others checked: in their words, and never a verdict of ours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.ingest.addresses import web_link
from annotations.text.posts import plain_words

from ..accounts.people import Desk, OfDesks, User
from ..base import Versioned
from ..claims import similar
from ..claims.claims import Claim
from ..searching import CONFIG, indexed

if TYPE_CHECKING:
    from typing_extensions import Self

LEAST_SHARE = 0.5  # Of the weight of the asked words: with less two claims are about other things.
MOST_WEIGHED = 500
TERMS = f"""
SELECT newsroom_terms(to_tsvector('{CONFIG}', w.words), w.language)
FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY w(words, language, place) ORDER BY place
"""  # noqa: S608 - our own words


class ExternalCheckQuerySet(OfDesks["ExternalCheck"]):
    article = "claim__article"
    keyset = ("created_at", "id")
    newest_first = True

    def of_claim(self, claim: Claim) -> "Self":
        """Those of this very claim, the newest first."""
        return self.filter(claim=claim).order_by("-created_at", "-pk").defer("terms")

    def with_any(self, terms: Sequence[str]) -> "Self":
        return self.filter(terms__overlap=list(terms))


class ExternalCheck(Versioned):
    """A claim with what its checker says of it. With `claim` it is of that very claim of ours; else
    it is offered to all that are about the same."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="external_checks")
    claim = models.ForeignKey(
        Claim, models.CASCADE, null=True, blank=True, related_name="external_checks"
    )
    key = models.CharField(max_length=64, help_text=_("SHA-256 of its address and its claim."))
    claim_text = models.TextField()
    # The trail leaves out what claims derive, by the name `claimant`.
    claimant = models.CharField(max_length=200, blank=True, db_column="claimed_by")
    claimed_on = models.CharField(max_length=40, blank=True, help_text=_("As the checker has it."))
    publisher = models.CharField(max_length=200)
    publisher_url = models.CharField(max_length=2000, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    title = models.CharField(max_length=500, blank=True)
    rating = models.CharField(max_length=200, blank=True, help_text=_("In the checker's words."))
    justification = models.TextField(
        blank=True, default="", db_default="", help_text=_("In the checker's words.")
    )
    value = models.FloatField(null=True)
    best = models.FloatField(null=True)
    worst = models.FloatField(null=True)
    reviewed_on = models.CharField(max_length=40, blank=True, help_text=_("As the checker has it."))
    language = models.CharField(max_length=16, blank=True)
    licence = models.CharField(max_length=500, blank=True)
    appearances = models.JSONField(default=list, help_text=_("Addresses."))
    about = models.JSONField(
        default=dict, db_default={}, help_text=_("What else their file says, as it came.")
    )
    # What it is found by; derived, so the trail leaves it out by this column's name.
    terms = ArrayField(models.TextField(), default=list, db_column="search", editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ExternalCheckQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("check by others"), _("checks by others")
        constraints = [
            models.UniqueConstraint(
                name="external_check_once", fields=["desk", "key"], condition=Q(claim=None)
            ),
            models.UniqueConstraint(name="external_check_of_claim_once", fields=["claim", "key"]),
            models.CheckConstraint(
                name="external_check_has_words",
                condition=~Q(claim_text="") & ~Q(publisher="") & (~Q(url="") | ~Q(claim=None)),
            ),
        ]
        indexes = [
            GinIndex(fields=["terms"], name="external_check_terms"),
            models.Index(fields=["desk", "created_at", "id"], name="external_check_newest"),
            models.Index(fields=["desk", "key"], name="external_check_key"),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.rating}"

    @property
    def link(self) -> str:
        """Its address, if readers can open it: what files say is kept as it came."""
        return web_link(self.url)

    @property
    def reviewed_day(self) -> date | None:
        """When it was reviewed; None where the checker's own way to say so is no date."""
        try:
            return date.fromisoformat(self.reviewed_on[:10])
        except ValueError:
            return None


@dataclass(frozen=True)
class Found:
    """A check, and the share of the asked words' weight that it has: 0 to 1."""

    check: ExternalCheck
    share: float


def terms_of(texts: Iterable[tuple[str, str]]) -> list[list[str]]:
    """What each claim (words, language) is found by."""
    pairs = list(texts)
    words = [indexed(plain_words(claim)) for claim, _ in pairs]
    with connection.cursor() as cursor:
        cursor.execute(TERMS, [words, [language.split("-")[0].lower() for _, language in pairs]])
        return [list(dict.fromkeys(found or ())) for (found,) in cursor.fetchall()]


def like(
    words: str, checks: ExternalCheckQuerySet, most: int, *, languages: Sequence[str]
) -> list[Found]:
    """The checks of claims most like these words, the likest first.

    In whichever of the languages they are most alike: endings taken off as in another one make
    terms that no check has.
    """
    wanted = similar.asked(words, languages)
    if not wanted.rare:
        return []
    spoken = terms_of((words[: similar.LONGEST], language) for language in languages or [""])
    weights = [{term: wanted.weights.get(term, 0.0) for term in terms} for terms in spoken]
    near = checks.with_any(wanted.rare).order_by("-pk")[:MOST_WEIGHED]
    shares = (Found(one, max(_share(each, one.terms) for each in weights)) for one in near)
    found = [one for one in shares if one.share >= LEAST_SHARE]
    return sorted(found, key=lambda one: (-one.share, one.check.pk))[:most]


def _share(weights: Mapping[str, float], held: Iterable[str]) -> float:
    total = sum(weights.values())
    return sum(weights.get(term, 0.0) for term in held) / total if total else 0.0


def index(checks: ExternalCheckQuerySet) -> None:
    """Write anew what these are found by."""
    rows = list(checks)
    found = terms_of((one.claim_text, one.language) for one in rows)
    for check, terms in zip(rows, found, strict=True):
        ExternalCheck.objects.filter(pk=check.pk).update(terms=terms)
