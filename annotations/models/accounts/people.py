"""People, desks, roles and tokens."""

import hashlib
import secrets
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.auth.password_validation import validate_password
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Func, OuterRef, Q, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..base import Stamped
from ..keyset import MOST_PARTS, KeysetQuerySet, Row

if TYPE_CHECKING:
    from typing_extensions import Self


NOWHERE = 0  # No desk has this number.
Hidden = Collection[int] | RawSQL  # Articles, by number or as SQL that says them.


class HiddenFrom(Func):
    """Of a person (id) the articles under embargo that are none of theirs (migration 0049)."""

    function = "newsroom_hidden"
    output_field = ArrayField(models.BigIntegerField())


class Scope(models.TextChoices):
    """What a token opens, within what its person may do."""

    READ = "read", _("Read")
    WRITE = "write", _("Write articles, claims, sources and names")
    DESK = "desk", _("Keep desks: members, scales, feeds, rules")


SCOPES = tuple(Scope.values)


class PersonManager(UserManager["User"]):
    use_in_migrations = False

    def create_superuser(self, username, email=None, password=None, **more):
        """An administrator; whichever command asks for one ends here.

        Raises ValidationError when the password is none that a form would take.
        """
        if password is not None:
            validate_password(password, self.model(username=username, email=email or "", **more))
        return super().create_superuser(username, email, password, **more)


class User(AbstractUser):
    """A person who signs in. A new password ends their sessions and their tokens."""

    # What the way they came in by opens: a session everything, a token what it was made for.
    scopes: Sequence[str] = SCOPES
    # Set before a new password is saved: then programs go on with their tokens.
    keeps_tokens = False
    _lost_password = False
    _password: str | None  # Django keeps the words until they are saved.
    _roles: dict[int, "Role"]
    _hidden: Collection[int]

    display_name = models.CharField(
        max_length=120,
        blank=True,
        help_text=_("How colleagues see this person; else the user name."),
    )

    language = models.CharField(
        max_length=8,
        blank=True,
        default="",
        db_default="",
        help_text=_("The language of the pages; blank: the browser's."),
    )

    # Columns and order of the list of claims, as its address says them (web/claims/columns.py).
    claims_table = models.CharField(max_length=200, blank=True, default="", db_default="")

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        verbose_name, verbose_name_plural = _("person"), _("people")

    def __str__(self) -> str:
        return self.display_name or self.username

    def roles(self) -> dict[int, "Role"]:
        """By desk (id); asked once a request, for they are kept here (access.forget_roles)."""
        if not hasattr(self, "_roles"):
            columns = ("desk_id", "role", HiddenFrom("user_id"))
            rows = list(self.memberships.values_list(*columns)) if self.pk else []
            self._roles = {desk: Role(role) for desk, role, _hidden in rows}
            self._hidden = next((hidden for _desk, _role, hidden in rows), ())
        return self._roles

    def hidden_articles(self) -> Collection[int]:
        """Those (ids) under embargo on which this member of their desk is not named; kept as roles
        are, and asked together with them."""
        if self.is_superuser:
            return ()
        if not hasattr(self, "_hidden"):
            rows = User.objects.filter(pk=self.pk).values_list(HiddenFrom("pk"), flat=True)
            self._hidden = rows.first() or ()
        return self._hidden

    def set_unusable_password(self) -> None:
        super().set_unusable_password()
        self._lost_password = True

    def save(self, *args, **kwargs) -> None:
        """Revokes the tokens of who has a new password or left, whichever door it comes by.

        Sessions end by themselves: each holds a digest of the password's hash.
        """
        # A better hash of the same words is no change.
        is_new = self._password is not None or self._lost_password
        with transaction.atomic():
            super().save(*args, **kwargs)
            if (is_new and not self.keeps_tokens) or not self.is_active:
                self.tokens.filter(revoked_at=None).update(revoked_at=Now())
        self._lost_password = self.keeps_tokens = False


def hidden_from(user: User) -> RawSQL:
    """The same as `User.hidden_articles`, as SQL."""
    return RawSQL("SELECT unnest(newsroom_hidden(%s))", [user.pk])


def desks_of(user: User) -> list[int]:
    """The desks (ids) this person is a member of; of an administrator all, if they are few."""
    if not user.is_superuser:
        return list(user.roles())
    found = Desk.objects.values_list("pk", flat=True)[: MOST_PARTS + 1]
    return list(found) if len(found) <= MOST_PARTS else []


class OfDesks(KeysetQuerySet[Row]):
    """Rows that belong to desks: `desk` is the path to theirs.

    `article` is the path to their article, which may be under embargo; "" where they have none.
    """

    desk = "desk"
    article = ""

    def visible_to(self, user: "User") -> "Self":
        """Those of the desks this person is a member of; all of them for an administrator. Of what
        is under embargo there, only what this person may see.

        By number, not by a subquery: only so does PostgreSQL know that a small desk's rows are few,
        and does not look for them among everybody's.
        """
        if user.is_superuser:
            return self
        rows = self.filter(**{f"{self.desk}__in": list(user.roles()) or [NOWHERE]})
        return rows.not_hidden_from(user)

    def desk_by_desk(self, user: "User") -> "Self":
        """The same, of which pages look on each of this person's desks by itself (`in_parts`)."""
        desks = desks_of(user)
        return self.in_parts(Q(**{self.desk: desk}) for desk in desks) if len(desks) > 1 else self

    def not_hidden_from(self, user: "User") -> "Self":
        """Without what this person may not see because of an embargo, on whichever desk."""
        hidden = user.hidden_articles()
        return self.outside(hidden) if hidden else self

    def outside(self, hidden: Hidden) -> "Self":
        """Without the rows of these articles."""
        return self.exclude(**{f"{self.article}__in": hidden}) if self.article else self

    def of_member(self, user: "User") -> "Self":
        """The same by one statement that any person can be put into: for a row by its number."""
        if user.is_superuser:
            return self
        mine = Membership.objects.filter(user=user).values("desk")
        return self.filter(**{f"{self.desk}__in": mine}).outside(hidden_from(user))


class DeskQuerySet(KeysetQuerySet["Desk"]):
    def visible_to(self, user: "User") -> "Self":
        """The desks this person is a member of; all of them for an administrator."""
        if user.is_superuser:
            return self
        return self.filter(pk__in=Membership.objects.filter(user=user).values("desk"))


class Desk(Stamped):
    """A team. Every article belongs to one, and people see the desks they are members of."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    suggestions_per_hundred = models.FloatField(
        default=1.0,
        db_default=1.0,
        help_text=_("Claims the machine suggests for every hundred words, at most."),
    )
    review_days = models.PositiveSmallIntegerField(
        default=2,
        db_default=2,
        help_text=_("Days until a proposed verdict that nobody has decided on is overdue."),
    )
    is_double_checked = models.BooleanField(
        _("double check"),
        default=False,
        db_default=False,
        help_text=_("Two people rate every claim unseen by each other."),
    )

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("desk"), _("desks")
        # A slug that is a number could be taken for an id (`desk=` takes either).
        constraints = [
            models.CheckConstraint(
                name="desk_slug_not_a_number", condition=~Q(slug__regex=r"^\d+$")
            ),
            models.CheckConstraint(
                name="desk_suggestions_in_reason",
                condition=Q(suggestions_per_hundred__gte=0, suggestions_per_hundred__lte=20),
            ),
            models.CheckConstraint(
                name="desk_review_days_in_reason", condition=Q(review_days__range=(1, 90))
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    VIEWER = "viewer", pgettext_lazy("role on a desk", "Viewer")
    REPORTER = "reporter", pgettext_lazy("role on a desk", "Reporter")
    CHECKER = "checker", pgettext_lazy("role on a desk", "Checker")
    EDITOR = "editor", pgettext_lazy("role on a desk", "Editor")

    @property
    def rank(self) -> int:
        """Higher may do all that lower may."""
        return RANKS[self]


RANKS = {role: rank for rank, role in enumerate(Role)}
CHECKERS = (Role.CHECKER, Role.EDITOR)  # Those who may propose a verdict (rights.LEAST_ROLE).


class MembershipQuerySet(KeysetQuerySet["Membership"]):
    keyset = ("user_id",)

    def working(self) -> "Self":
        """Those of people who can sign in."""
        return self.filter(user__is_active=True)

    def editing(self) -> "Self":
        """Those of people who may decide on verdicts there (rights.LEAST_ROLE)."""
        return self.filter(Q(role=Role.EDITOR) | Q(user__is_superuser=True))


class Membership(Stamped):
    desk = models.ForeignKey(Desk, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("member"), _("members")
        constraints = [
            models.UniqueConstraint(name="membership_once", fields=["user", "desk"]),
            models.CheckConstraint(name="membership_role_known", condition=Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        message = gettext("%(person)s on %(desk)s: %(role)s")
        role = self.get_role_display()
        return message % {"person": self.user, "desk": self.desk, "role": role}


class _RolesByDesk(models.Aggregate):
    function = "jsonb_object_agg"
    output_field = models.JSONField()


class TokenQuerySet(models.QuerySet["Token"]):
    def valid(self) -> "Self":
        """Neither revoked nor expired, of an active person, by the database's clock."""
        return self.filter(
            Q(expires_at=None) | Q(expires_at__gt=Now()), revoked_at=None, user__is_active=True
        )

    def for_secret(self, secret: str) -> "Self":
        return self.filter(digest=Token.digest_of(secret))

    def with_person(self) -> "Self":
        """Each with its person, that one's role by desk (of its id as words) as `roles`, and the
        articles hidden from them as `hidden`."""
        mine = Membership.objects.filter(user=OuterRef("user")).order_by().values("user")
        roles = mine.annotate(roles=_RolesByDesk("desk_id", "role")).values("roles")
        return self.select_related("user").annotate(
            roles=models.Subquery(roles), hidden=HiddenFrom("user_id")
        )


class Token(Stamped):
    """Lets a program act as a person. Only the digest is kept; the secret is shown once."""

    PREFIX = "nr_"  # Secret scanners find leaked tokens by it.

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    # The first characters of the secret, by which its owner knows it again.
    prefix = models.CharField(max_length=8, blank=True, default="", db_default="", editable=False)
    scopes = ArrayField(
        models.CharField(max_length=8, choices=Scope),
        db_default=Value(list(SCOPES), output_field=ArrayField(models.CharField(max_length=8))),
    )
    last_used_at = models.DateTimeField(null=True, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("token"), _("tokens")
        constraints = [
            models.CheckConstraint(
                name="token_scopes_known",
                condition=Q(scopes__contained_by=list(SCOPES), scopes__len__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return self.name or gettext("Token %(number)s") % {"number": self.pk}

    def is_use_older_than(self, age: timedelta) -> bool:
        """Whether its last recorded use, if any, is so long ago."""
        return self.last_used_at is None or timezone.now() - self.last_used_at > age

    @classmethod
    def new_secret(cls) -> str:
        return cls.PREFIX + secrets.token_urlsafe(32)

    @staticmethod
    def digest_of(secret: str) -> str:
        """SHA-256: enough for 256 random bits, which nobody can guess from a fast hash."""
        return hashlib.sha256(secret.encode()).hexdigest()
