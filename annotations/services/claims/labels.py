"""The labels that a desk keeps for its claims, and those of one claim."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid
from annotations.models import Claim, ClaimLabel, Colour, Desk, Labelling, User
from annotations.models.base import longest
from annotations.text.folding import key as key_of

from ..limits import is_full
from ..transactions import (
    acting,
    chosen,
    clean_line,
    locked_of_desk,
)

LONGEST, LONGEST_KEY = longest(ClaimLabel, "name"), longest(ClaimLabel, "key")
MOST = 100  # Labels of a desk: they are offered as a list.


def add(*, actor: User, desk_id: int, name: str, colour: str = Colour.GREY) -> ClaimLabel:
    """A new label of the desk; raises NotFound, NotAllowed, and Invalid for a name that it has."""
    access.require(actor, "keep labels", desk_id)
    name, known_as = _named(name)
    colour = chosen(Colour, colour, "colour")
    with acting(actor):
        labels = ClaimLabel.objects.filter(desk=desk_id)
        if is_full(labels, MOST, of=Desk, pk=desk_id):
            message = _("A desk can have at most %(most)s labels: remove one first.")
            raise Invalid(message % {"most": MOST}, field="name")
        label = ClaimLabel(
            desk_id=desk_id, name=name, key=known_as, colour=colour, created_by=actor
        )
        _save(label)
    return label


def edit(
    *,
    actor: User,
    label_id: int,
    seen_version: int | None = None,
    name: str | None = None,
    colour: str | None = None,
    double_check: bool | None = None,
) -> ClaimLabel:
    """Another name or colour, and whether two people rate its claims (docs/double-check.md): that
    is for editors to say. Raises as `add` does, and Stale."""
    with acting(actor):
        label = _locked(actor, label_id, seen_version)
        before = label.name, label.colour, label.is_double_checked
        if name is not None:
            label.name, label.key = _named(name)
        if colour is not None:
            label.colour = chosen(Colour, colour, "colour")
        if double_check is not None and double_check != label.is_double_checked:
            access.require(actor, "keep double checks", label.desk_id)
            label.is_double_checked = double_check
        if (label.name, label.colour, label.is_double_checked) != before:
            label.version += 1
            _save(label)
    return label


def remove(*, actor: User, label_id: int, seen_version: int | None = None) -> None:
    """Take the label from the desk and from all its claims, the versions of which rise.

    Raises NotFound, NotAllowed, Stale.
    """
    with acting(actor):
        label = _locked(actor, label_id, seen_version)
        claims = Claim.objects.filter(labellings__label=label).order_by("pk")
        held = claims.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True)
        Claim.objects.filter(pk__in=list(held)).update(version=F("version") + 1)
        label.delete()


def write(claim: Claim, names: Iterable[str]) -> bool:
    """Give a locked claim exactly the labels of these names; False when it has them already.

    The caller saves its next version. Raises Invalid for a name that the desk has not.
    """
    wanted = find(claim.desk_id, names)
    standing = set(Labelling.objects.filter(claim=claim).values_list("label_id", flat=True))
    if wanted == standing:
        return False
    Labelling.objects.filter(claim=claim, label__in=standing - wanted).delete()
    Labelling.objects.bulk_create(
        Labelling(claim=claim, label_id=label) for label in sorted(wanted - standing)
    )
    return True


def find(desk_id: int, names: Iterable[str]) -> set[int]:
    """The ids of the desk's labels with these names; raises Invalid for one that it has not."""
    keys = {key(name): name for name in names}
    rows = ClaimLabel.objects.filter(desk=desk_id, key__in=keys).values_list("key", "pk")
    found = dict(rows)
    missing = next((name for known_as, name in keys.items() if known_as not in found), None)
    if missing is not None:
        refuse(missing)
    return set(found.values())


def refuse(name: str) -> None:
    """Raises Invalid for a label that a desk has not."""
    message = _("This desk has no label “%(name)s”.") % {"name": name[:LONGEST]}
    raise Invalid(message, field="labels")


def key(name: str) -> str:
    """By which a label of this name is known on its desk."""
    return key_of(name)[:LONGEST_KEY]


def _named(name: str) -> tuple[str, str]:
    name = clean_line(name, "name", longest=LONGEST, required=True)
    if not any(char.isalnum() for char in key(name)):
        raise Invalid(_("A name needs a letter or a digit."), field="name")
    return name, key(name)


def _locked(actor: User, label_id: int, seen_version: int | None) -> ClaimLabel:
    rows = ClaimLabel.objects.all()
    return locked_of_desk(actor, "keep labels", rows, label_id, seen_version)


def _save(label: ClaimLabel) -> None:
    try:
        with transaction.atomic():
            label.save()
    except IntegrityError as error:
        message = _("This desk has a label “%(name)s” already.") % {"name": label.name}
        raise Invalid(message, field="name") from error
