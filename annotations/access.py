"""Who may do what: predicates over the table of actions (rights.py), and loaders.

Loaders answer NotFound when the person may not know that the thing exists, in the same words as
when it does not; `require` answers NotAllowed when the person may see but not do.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.errors import FourEyes, MovedAway, NotAllowed, NotFound, TakenDown
from annotations.models import (
    Article,
    Assessment,
    CheckAnswer,
    CheckQuestion,
    Claim,
    Comment,
    Desk,
    Evidence,
    ExternalCheck,
    Redaction,
    Role,
    Source,
    Transfer,
    User,
)
from annotations.models.prepared import Prepared
from annotations.rights import (
    CHANGED,
    LEAST_ROLE,
    NOT_OWN,
    OWN,
    RATED,
    REFUSALS,
    ROLE_TOO_LOW,
)
from annotations.text.whole_numbers import whole

Row = TypeVar("Row", bound=Model, covariant=True)


def know_roles(user: User, roles: Mapping[str, str] | None, hidden: Collection[int]) -> None:
    """They were read together with the person, by desk id, and so was what embargoes hide: they
    need not be asked for."""
    user._roles = {int(desk): Role(role) for desk, role in (roles or {}).items()}
    user._hidden = hidden


def role_on(user: User, desk_id: int) -> Role | None:
    """None for a stranger; an administrator is an editor everywhere."""
    if user.is_active and user.is_superuser:
        return Role.EDITOR
    return user.roles().get(desk_id) if user.is_active else None


def may(user: User, action: str, desk_id: int) -> bool:
    """Whether the person's role on the desk reaches `action` (a key of LEAST_ROLE)."""
    role = role_on(user, desk_id)
    return role is not None and role.rank >= LEAST_ROLE[action].rank


def can_check(user: User | None, desk_id: int) -> bool:
    """Whether a claim is in good hands: of somebody who may propose a verdict on it."""
    return user is not None and may(user, "propose", desk_id)


def may_change_claim(user: User, verb: str, claim: Claim) -> bool:
    """`verb` is edit or delete; people with less than the full right have it over their own."""
    own = claim.created_by_id == user.pk
    return may(user, f"{verb} claim", claim.desk_id) or (
        own and may(user, f"{verb} own claim", claim.desk_id)
    )


def require(user: User, action: str, desk_id: int) -> None:
    """Raises NotFound to strangers and NotAllowed to members whose role is too low."""
    if role_on(user, desk_id) is None:
        raise NotFound
    if not may(user, action, desk_id):
        raise NotAllowed(REFUSALS.get(action) or ROLE_TOO_LOW[LEAST_ROLE[action]])


def is_hidden_from(user: User, article_id: int) -> bool:
    """Whether an embargo hides the article from this member of its desk."""
    return article_id in user.hidden_articles()


def require_administrator(user: User) -> None:
    """Raises NotAllowed to everybody else."""
    if not (user.is_active and user.is_superuser):
        raise NotAllowed(_("Only administrators can do this."))


def forget_roles(user: User) -> None:
    """The person's roles, or embargoes, changed in this request: ask anew."""
    user.__dict__.pop("_roles", None)
    user.__dict__.pop("_hidden", None)


def require_claim_change(user: User, verb: str, claim: Claim) -> None:
    if role_on(user, claim.desk_id) is None:
        raise NotFound
    if not may_change_claim(user, verb, claim):
        raise NotAllowed(NOT_OWN[verb])


def may_remove_article(user: User, article: Article) -> bool:
    """One's own, or anybody's for an editor; until when one's own: services/articles/."""
    own = article.created_by_id == user.pk
    return may(user, "delete article", article.desk_id) or (
        own and may(user, "delete own article", article.desk_id)
    )


def may_remove_evidence(user: User, evidence: Evidence) -> bool:
    """One's own, or anybody's for an editor."""
    desk_id = evidence.claim.desk_id
    own = evidence.created_by_id == user.pk
    return may(user, "delete evidence", desk_id) or (
        own and may(user, "delete own evidence", desk_id)
    )


def require_evidence_removal(user: User, evidence: Evidence) -> None:
    """Raises as `require` does."""
    if not may_remove_evidence(user, evidence):
        require(user, "delete evidence", evidence.claim.desk_id)


def may_remove_check(user: User, row: CheckQuestion | CheckAnswer) -> bool:
    """One's own, a question with its answers only if those are, too; any for an editor."""
    desk_id = row.claim.desk_id
    if may(user, "delete checks", desk_id):
        return True
    answers = row.answers.all() if isinstance(row, CheckQuestion) else ()
    is_own = all(one.created_by_id == user.pk for one in (row, *answers))
    return is_own and may(user, "delete own checks", desk_id)


def require_check_removal(user: User, row: CheckQuestion | CheckAnswer) -> None:
    """Raises as `require` does."""
    if not may_remove_check(user, row):
        require(user, "delete checks", row.claim.desk_id)


def may_remove_external_check(user: User, row: ExternalCheck) -> bool:
    """What one added oneself, or anything for an editor."""
    own = row.created_by_id == user.pk and may(user, "delete own external check", row.desk_id)
    return own or may(user, "delete external check", row.desk_id)


def require_external_check_removal(user: User, row: ExternalCheck) -> None:
    """Raises as `require` does."""
    if not may_remove_external_check(user, row):
        require(user, "delete external check", row.desk_id)


def require_source_removal(user: User, source: Source) -> None:
    """One's own, or anybody's for an editor; raises as `require` does."""
    own = source.created_by_id == user.pk
    require(user, "delete own source" if own else "delete source", source.desk_id)


def may_edit_comment(user: User, comment: Comment, desk_id: int) -> bool:
    """One's own, until it is deleted."""
    is_own = comment.created_by_id == user.pk and not comment.is_deleted
    return is_own and may(user, "comment", desk_id)


def may_remove_comment(user: User, comment: Comment, desk_id: int) -> bool:
    """One's own, or anybody's for an editor."""
    may_all = may(user, "remove comment", desk_id) and not comment.is_deleted
    return may_all or may_edit_comment(user, comment, desk_id)


def require_comment_edit(user: User, comment: Comment, desk_id: int) -> None:
    """Raises as `require` does, also to an editor: nobody puts words into another's mouth."""
    require(user, "comment", desk_id)
    if comment.created_by_id != user.pk:
        raise NotAllowed(_("You can edit only comments that you wrote yourself."))


def require_comment_removal(user: User, comment: Comment, desk_id: int) -> None:
    """Raises as `require` does."""
    require(user, "comment", desk_id)
    if comment.created_by_id != user.pk:
        require(user, "remove comment", desk_id)


def is_second_person(user: User, assessment: Assessment) -> bool:
    """Whether the person neither wrote it, nor rated the same unseen beside who did, nor changed
    what a proposal is about since."""
    is_changer = assessment.state == Assessment.State.PROPOSED and user.pk in assessment.changers
    return user.pk not in (assessment.author_id, assessment.rated_with_id) and not is_changer


def require_decision(user: User, assessment: Assessment, desk_id: int) -> None:
    """Raises as `require` does, and FourEyes to who is no second pair of eyes."""
    require(user, "decide", desk_id)
    if not is_second_person(user, assessment):
        rated = {assessment.author_id: OWN, assessment.rated_with_id: RATED}
        raise FourEyes(rated.get(user.pk, CHANGED))


class OfSome(Protocol[Row]):
    """Rows of which a person may see some."""

    def visible_to(self, user: User) -> QuerySet[Row]: ...


class OfMember(Protocol[Row]):
    """The same by one statement for any person."""

    def of_member(self, user: User) -> QuerySet[Row]: ...


def load(queryset: OfSome[Row], user: User, pk: object) -> Row:
    """The row with this id if the person may see it; raises NotFound otherwise."""
    number = number_of(pk)
    row = queryset.visible_to(user).filter(pk=number).first()
    if row is None:
        raise missing(queryset, user, number)
    return row


def missing(queryset: object, user: User, pk: int) -> NotFound:
    """Why this row is not there for this person: to those who could see it once TakenDown, or
    MovedAway."""
    model: Any = getattr(queryset, "model", None)
    taken_down = Redaction.objects.select_related("requested_by").visible_to(user)
    found = None
    if model is Article:
        found = taken_down.of_article(pk).first()
    elif model is Claim:
        found = taken_down.of_claim(pk).first()
    if found is None:
        return _moved(model, user, pk) or NotFound()
    return TakenDown(found.sentence(), kind=str(model._meta.model_name), number=pk)


def _moved(model: Any, user: User, pk: int) -> MovedAway | None:
    """To who is of a desk from which it went; of a claim, with its article."""
    article = pk
    if model is Claim:
        article = Claim.objects.filter(pk=pk).values_list("article", flat=True).first() or 0
    elif model is not Article:
        return None
    went = Transfer.objects.gone(article).visible_to(user).select_related("other_desk").first()
    return MovedAway(went.sentence()) if went else None


class Loader(Generic[Row]):
    """`load` of one queryset, for what is asked all the time: its SQL is made once."""

    def __init__(self, queryset: Callable[[], OfMember[Row]]):
        def ask(pk: int, user: int, is_superuser: bool) -> QuerySet[Row]:
            return queryset().of_member(User(pk=user, is_superuser=is_superuser)).filter(pk=pk)

        self._queryset = queryset
        self._asked: Prepared[Row] = Prepared(ask)

    def load(self, user: User, pk: object) -> Row:
        number = number_of(pk)
        row = self._asked.first(number, user.pk, user.is_superuser)
        if row is None:
            raise missing(self._queryset(), user, number)
        return row


def number_of(pk: object) -> int:
    """An id as somebody sent it; raises NotFound for what no row can have."""
    number = whole(str(pk))
    if number is None:
        raise NotFound
    return number


def load_desk(user: User, name: object) -> Desk:
    """The desk with this id or slug, if the person may see it; raises NotFound."""
    text = str(name)
    if whole(text) is not None:
        return load(Desk.objects.all(), user, text)
    desk = Desk.objects.visible_to(user).filter(slug=text).first() if "\0" not in text else None
    if desk is None:
        raise NotFound
    return desk
