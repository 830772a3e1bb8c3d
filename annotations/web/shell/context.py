"""What the shell of every page shows."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from annotations import access
from annotations.models import Desk, Embargo, Notification, TaggingRun, WorkerHeartbeat
from annotations.models.claims import queues
from newsroom.version import VERSION

from .language import zone_of

PAGES = (
    (_("My work"), "work"),
    (_("Desk"), "desk-at-hand"),
    (_("Articles"), "articles"),
    (_("Claims"), "claims"),
    (_("Sources"), "sources"),
    (_("Entities"), "entities"),
    (pgettext_lazy("page", "Export"), "exports"),
)
MOST_TOLD = 100  # The bell says 99+.
MOST_JOBS = 1000  # Beyond that the bar need not count.


def shell(request) -> dict[str, object]:
    """Context processor: `shell` as templates/base.html describes it."""
    user = getattr(request, "user", None)
    language = {"catalogue": catalogue(), "version": VERSION, "zone": unasked_zone(request)}
    if user is None or not user.is_authenticated or request.path.startswith(("/admin/", "/api/")):
        return {"shell": {"user": None, **language}}
    return {"shell": _Shell(request, user, language)}


def unasked_zone(request) -> str:
    """In which the page is drawn while the browser has not said its own; only of pages that may be
    drawn again (js/theme-boot.js asks for them), "" otherwise."""
    if request.method != "GET" or zone_of(request):
        return ""
    return timezone.get_current_timezone_name()


def catalogue() -> str:
    """Where the scripts find their sentences; "" where they are read as they are written."""
    language = translation.get_language()
    if language == settings.LANGUAGE_CODE:
        return ""
    return reverse("catalogue", args=[language, settings.FINGERPRINT])


def desk_at_hand(request) -> Desk | None:
    """The desk a person works on: the one `?desk=` names (remembered), else the last one named.

    None stands for all of them; `?desk=` with nothing returns to that. Raises NotFound for a desk
    that the person may not know.
    """
    if not hasattr(request, "desk_at_hand"):
        request.desk_at_hand = _find_desk(request)
    return request.desk_at_hand


def _find_desk(request) -> Desk | None:
    asked = request.GET.get("desk")
    if asked == "":
        request.session.pop("desk", None)
        return None
    if asked is not None:
        desk = access.load_desk(request.user, asked)
        if request.session.get("desk") != desk.pk:
            request.session["desk"] = desk.pk
        return desk
    kept = request.session.get("desk")
    return Desk.objects.visible_to(request.user).filter(pk=kept).first() if kept else None


class _Shell(dict):
    """Filled when a template asks, so that fragments without a shell cost no queries."""

    def __init__(self, request, user, known: Mapping[str, object]):
        super().__init__(known, user=user)
        self._request = request

    def __missing__(self, key: str):
        self[key] = value = getattr(self, f"_{key}")()
        return value

    def _desks(self):
        return list(Desk.objects.visible_to(self["user"]).order_by("name", "id"))

    def _desk(self):
        """The desk at hand, the only one when there is one."""
        at_hand = getattr(self._request, "desk_at_hand", None)
        kept = at_hand.pk if at_hand else self._request.session.get("desk")
        known = {desk.pk: desk for desk in self["desks"]}
        return self["desks"][0] if len(known) == 1 else known.get(kept)

    def _nav(self):
        return [
            (label, reverse(name), self._request.path.startswith(reverse(name)))
            for label, name in PAGES
        ]

    def _work(self):
        """How many claims and requests need the person, on the desk at hand or on all."""
        desk = self["desk"]
        return queues.count(self["user"], desk.pk if desk else None)

    def _unread(self):
        """How many things the person was told and has not read, up to what the bell counts."""
        unread = Notification.objects.visible_to(self["user"]).unread().order_by()
        return unread[:MOST_TOLD].count()

    def _embargoes(self):
        """Of the articles under embargo that the person sees (ids), until when each is."""
        seen = Embargo.objects.visible_to(self["user"]).in_force()
        return dict(seen.values_list("article", "until"))

    def _jobs(self):
        active = TaggingRun.objects.visible_to(self["user"]).active().order_by()
        states = list(active.values_list("state", flat=True)[:MOST_JOBS])
        heartbeats = WorkerHeartbeat.objects
        last = heartbeats.order_by("-seen_at").values_list("seen_at", flat=True).first()
        return {
            "running": states.count(TaggingRun.State.RUNNING),
            "queued": states.count(TaggingRun.State.QUEUED),
            "workers": heartbeats.alive().count(),
            "last_seen": last,
        }

    def _events_url(self):
        """Of the same host as this page, so that the session's cookie goes along."""
        if not settings.EVENTS_PORT:
            return "/events"
        host = self._request.get_host()
        name = host if host.endswith("]") else host.rsplit(":", 1)[0]
        return f"{self._request.scheme}://{name}:{settings.EVENTS_PORT}/events"


def desks_where(user, action: str) -> list[Desk]:
    """The person's desks on which they may do `action` (rights.LEAST_ROLE)."""
    desks = Desk.objects.visible_to(user).order_by("name", "id")
    return [desk for desk in desks if access.may(user, action, desk.pk)]
