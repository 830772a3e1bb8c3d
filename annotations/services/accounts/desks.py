"""Desks, their members and their scales."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid
from annotations.models import Desk, Membership, Question, Rating, Role, StyleWord, Tone, User
from annotations.tagging.loaded_words import DEFAULTS
from annotations.text.folding import key

from ..transactions import acting, chosen, clean_line

# Slug, label, value for ClaimReview, look; in the order of the keys 1…9.
DEFAULT_SCALES: dict[Question, list[tuple[str, str, int | None, Tone]]] = {
    Question.TRUE: [
        ("supported", "Supported", 5, Tone.SUPPORTED),
        ("mostly-supported", "Mostly supported", 4, Tone.MOSTLY),
        ("mixed", "Mixed", 3, Tone.MIXED),
        ("misleading", "Misleading", 2, Tone.MISLEADING),
        ("refuted", "Refuted", 1, Tone.REFUTED),
        ("not-checkable", "Cannot be checked", None, Tone.CANNOT),
        ("opinion", "Opinion", None, Tone.OPINION),
    ],
    Question.SAID: [
        ("as-quoted", "As quoted", 5, Tone.SUPPORTED),
        ("paraphrased", "Paraphrased", 4, Tone.MOSTLY),
        ("distorted", "Distorted", 2, Tone.MISLEADING),
        ("not-said", "Not said", 1, Tone.REFUTED),
        ("not-verifiable", "Cannot be verified", None, Tone.CANNOT),
    ],
}


def create(*, actor: User, name: str, slug: str) -> Desk:
    """A desk with the default scales and style list; `actor`, an administrator, becomes its editor.

    Raises NotAllowed, or Invalid for a slug that is taken or not one.
    """
    access.require_administrator(actor)
    name = clean_line(name, "name", longest=120, required=True)
    desk = Desk(name=name, slug=_clean_slug(slug))
    with acting(actor):
        try:
            with transaction.atomic():
                desk.save()
        except IntegrityError as error:
            raise Invalid(_("Another desk has this slug."), field="slug") from error
        give_scales(desk)
        give_style(desk)
        Membership.objects.create(desk=desk, user=actor, role=Role.EDITOR)
    return desk


def _clean_slug(slug: str) -> str:
    try:
        validate_slug(slug)
    except ValidationError as error:
        message = _("Use only letters without accents, digits, - and _.")
        raise Invalid(message, field="slug") from error
    if slug.isdecimal():
        raise Invalid(_("A number could be mistaken for an id: add a letter."), field="slug")
    return clean_line(slug, "slug", longest=60)


def give_scales(desk: Desk) -> None:
    """Make the default ratings of a desk that has none."""
    Rating.objects.bulk_create(
        Rating(
            desk=desk, question=question, slug=slug, label=label, value=value, tone=tone, position=i
        )
        for question, steps in DEFAULT_SCALES.items()
        for i, (slug, label, value, tone) in enumerate(steps, 1)
    )


def give_style(desk: Desk) -> None:
    """Make the default style list of a desk that has none."""
    StyleWord.objects.bulk_create(
        StyleWord(desk=desk, word=word, key=key(word), advice=advice)
        for word, advice in DEFAULTS.items()
    )


def set_role(*, actor: User, desk: Desk, user: User, role: str) -> Membership:
    """Give a person a role on a desk, or another one. Administrators only; raises Invalid."""
    access.require_administrator(actor)
    chosen(Role, role, "role")
    with acting(actor):
        membership, _is_new = Membership.objects.update_or_create(
            desk=desk, user=user, defaults={"role": role}
        )
    return membership
