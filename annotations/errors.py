"""What the domain refuses, in words for the person; every edge translates these in one place."""

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Phrase = str | Promise


class DomainError(Exception):
    """A rule refused the request.

    `message` is shown unchanged, `field` names the input that caused it (None: the whole),
    `slug` and `status` say how REST names it (docs/api.md). A lazy message is said at once, in the
    language of whoever is refused.
    """

    slug = "invalid"
    status = 422
    title = _("The request breaks a rule")

    def __init__(self, message: Phrase, *, field: str | None = None):
        self.message = str(message)
        super().__init__(self.message)
        self.field = field


class Invalid(DomainError):
    """Understood, and refused by a rule."""


class NameTaken(Invalid):
    """Another entity goes by the name: `entity_id`."""

    def __init__(self, message: str, *, field: str, entity_id: int):
        super().__init__(message, field=field)
        self.entity_id = entity_id


class TwoKinds(Invalid):
    """What is to be one is of two kinds; `entity_id` is the one that would go."""

    def __init__(self, message: str, *, field: str, entity_id: int):
        super().__init__(message, field=field)
        self.entity_id = entity_id


class Unreadable(DomainError):
    """Cannot be read at all: bad JSON, NUL, an unknown parameter, a file of another kind."""

    slug = "unreadable"
    status = 400
    title = _("The request cannot be read")


class NotFound(DomainError):
    """There is no such thing, or the person may not know that there is."""

    slug = "not-found"
    status = 404
    title = _("Not found")

    def __init__(self, message: str = ""):
        super().__init__(message or _("There is nothing here, or you may not see it."))


class TakenDown(NotFound):
    """It was there, and was taken down for legal reasons; `number` is what it had."""

    slug = "taken-down"
    status = 410
    title = _("Taken down for legal reasons")

    def __init__(self, message: str, *, kind: str, number: int):
        super().__init__(message)
        self.kind, self.number = kind, number


class MovedAway(NotFound):
    """It was there, and went to a desk that the person is no member of."""


class NotAllowed(DomainError):
    slug = "not-allowed"
    status = 403
    title = _("Your role does not allow this")


class SecondFactorMissing(DomainError):
    """A session without the second factor that is asked of its person."""

    slug = "second-factor-missing"
    status = 403
    title = _("Set up a second factor first")

    def __init__(self) -> None:
        super().__init__(
            _("Your newsroom asks you for a second factor: set one up on your account page.")
        )


class FourEyes(DomainError):
    """The second pair of eyes must belong to somebody else."""

    slug = "four-eyes"
    status = 403
    title = _("A second editor has to decide this")


class WrongState(DomainError):
    """The thing is not in a state in which this can be done."""

    slug = "wrong-state"
    status = 409
    title = _("This cannot be done now")


class Stale(DomainError):
    """Somebody changed the object since the caller read it; `current` is the object now."""

    slug = "stale"
    status = 412
    title = _("Somebody else has changed this")

    def __init__(self, current: Model):
        super().__init__(_("Somebody else changed this since you opened it."))
        self.current = current


class PreconditionRequired(DomainError):
    slug = "precondition-required"
    status = 428
    title = _("If-Match is required")
