"""What makes the trail tamper-evident: which line is which leaf of which tree, and signed heads.

A desk has a tree, and what belongs to no desk has one. Both tables are written by the process that
signs (`seal_audit`), as the owner, and never changed.
"""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from annotations.trail.heads import SignedHead
from annotations.trail.leaf import moment
from annotations.trail.merkle import Frontier

from .audit import Event, EventQuerySet

if TYPE_CHECKING:
    from typing_extensions import Self

HOUSE = 0  # The tree of what belongs to no desk.


class Seal(models.Model):
    """A line of the trail as a leaf."""

    GRANTS = "SELECT"

    # No foreign key: a line that is gone has to be missed.
    event_id = models.BigIntegerField(primary_key=True)
    tree = models.BigIntegerField()
    index = models.BigIntegerField()
    leaf = models.BinaryField()

    class Meta:
        verbose_name, verbose_name_plural = _("seal"), _("seals")
        constraints = [models.UniqueConstraint(fields=["tree", "index"], name="seal_place_once")]

    def __str__(self) -> str:
        return f"{self.tree}/{self.index}"


class HeadQuerySet(models.QuerySet["Head"]):
    def newest(self) -> "Head | None":
        return self.order_by("-number").first()

    def newest_of(self, tree: int) -> "Head | None":
        return self.filter(tree=tree).order_by("-number").first()

    def after(self, number: int) -> "Self":
        return self.filter(number__gt=number).order_by("number")


class Head(models.Model):
    """A signed head: how many leaves a tree had, and their root (trail/heads.py)."""

    GRANTS = "SELECT"

    number = models.BigIntegerField(primary_key=True)
    tree = models.BigIntegerField()
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    at = models.DateTimeField()
    # Lines up to here were all sealed.
    floor = models.BigIntegerField()
    previous = models.CharField(max_length=64)
    key = models.CharField(max_length=16)
    signature = models.CharField(max_length=128)
    # How the tree goes on, and how the floor does: not signed, for the first follows from the root
    # and of the second nothing bad comes that verifying would not find.
    edge = models.BinaryField()
    mark = models.BigIntegerField()
    mark_transaction = models.BigIntegerField()

    objects = HeadQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("head of the trail"), _("heads of the trail")
        indexes = [models.Index(fields=["tree", "number"], name="head_tree")]

    def __str__(self) -> str:
        return f"{self.number}: {self.size}"

    def signed(self) -> SignedHead:
        """The head as it was signed."""
        return SignedHead(
            number=self.number,
            tree=self.tree,
            size=self.size,
            root=self.root,
            at=moment(self.at),
            floor=self.floor,
            previous=self.previous,
            key=self.key,
            signature=self.signature,
        )

    def frontier(self) -> Frontier:
        """The tree, to go on with; raises ValueError: its edge is another's."""
        frontier = Frontier(self.size, bytes(self.edge))
        if frontier.root.hex() != self.root:
            raise ValueError("The edge has another root.")
        return frontier


def unsealed(events: EventQuerySet) -> EventQuerySet:
    """The lines that have no seal."""
    seals = Seal.objects.filter(event_id=models.OuterRef("pk"))
    return events.filter(~models.Exists(seals))


def oldest_waiting() -> Event | None:
    """The first line that waits to be sealed; lines under the floor of the last head do not."""
    last = Head.objects.newest()
    return unsealed(Event.objects.filter(pk__gt=last.floor if last else 0)).order_by("pk").first()
