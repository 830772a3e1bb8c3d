"""What the shell of every page shows."""

from django.conf import settings
from django.urls import reverse

from annotations import access
from annotations.models import Desk, TaggingRun, WorkerHeartbeat

PAGES = (("Articles", "articles"), ("Claims", "claims"))


def shell(request) -> dict[str, object]:
    """Context processor: `shell` as templates/base.html describes it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or request.path.startswith(("/admin/", "/api/")):
        return {"shell": {"user": None}}
    return {"shell": _Shell(request, user)}


class _Shell(dict):
    """Filled when a template asks, so that fragments without a shell cost no queries."""

    def __init__(self, request, user):
        super().__init__(user=user)
        self._request = request

    def __missing__(self, key: str):
        self[key] = value = getattr(self, f"_{key}")()
        return value

    def _desks(self):
        return list(Desk.objects.visible_to(self["user"]).order_by("name", "id"))

    def _desk(self):
        """The desk at hand: the one asked for, else the only one."""
        asked = self._request.GET.get("desk")
        for desk in self["desks"]:
            if asked in (desk.slug, str(desk.pk)):
                return desk
        return self["desks"][0] if len(self["desks"]) == 1 else None

    def _nav(self):
        return [
            (label, reverse(name), self._request.path.startswith(reverse(name)))
            for label, name in PAGES
        ]

    def _jobs(self):
        states = TaggingRun.objects.visible_to(self["user"]).active().order_by()
        states = list(states.values_list("state", flat=True)[:1000])
        heartbeats = WorkerHeartbeat.objects
        last = heartbeats.order_by("-seen_at").values_list("seen_at", flat=True).first()
        return {
            "running": states.count(TaggingRun.State.RUNNING),
            "queued": states.count(TaggingRun.State.QUEUED),
            "workers": heartbeats.alive().count(),
            "last_seen": last,
        }

    def _events_url(self):
        host = self._request.get_host().rsplit(":", 1)[0]
        port = settings.EVENTS_PORT
        return f"{self._request.scheme}://{host}:{port}/events" if port else "/events"


def may_anywhere(user, action: str) -> list[Desk]:
    """The person's desks on which they may do `action`."""
    desks = Desk.objects.visible_to(user).order_by("name", "id")
    return [desk for desk in desks if access.may(user, action, desk.pk)]
