"""Bundles of published verdicts: which are wanted, which may be given out, what became of each.

A row is wanted from the moment a page shows a verdict; jobs/make_bundles.py makes what is due. One
is given out only while the page says what the bundle says, so nothing that was taken from the page
can be had from an older bundle.
"""

import io
import zipfile
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_noop as _

from annotations.exchange.bundles.content import TEXT, Content, content
from annotations.exchange.publications import fact_checks
from annotations.exchange.publications.fact_checks import FactCheck
from annotations.exchange.site import asked_at, unasked
from annotations.models import Bundle, BundleKey, Evidence, Publication, PublishedVerdict
from annotations.trail.heads import key_id
from annotations.work import wakeup
from annotations.work.leases import BUNDLES

SOON, RETRY, LATER = timedelta(seconds=10), timedelta(minutes=1), timedelta(hours=1)
MOST = 1_000  # New rows in one go.
WAITS = _("It waits until the audit trail is sealed.")
NOT_SHOWN = _("The page does not show this verdict.")
BROKEN = _("It could not be made. The worker’s log says why.")
NO_KEY = _("The signing key cannot be used. The worker’s log says why.")
NO_ADDRESS = _("Set NEWSROOM_URL to the address at which readers reach the site.")


class Wanted(NamedTuple):
    """What of a page goes into a bundle, with its check as the page shows it now."""

    bundle: Bundle
    check: FactCheck
    content: Content


def follow() -> None:
    """Have a row for each verdict that the public may read, and none for others."""
    pages = Publication.objects.readable()
    shown = PublishedVerdict.objects.current().filter(publication__in=pages)
    new = shown.filter(bundle=None).order_by("pk").values_list("pk", flat=True)[:MOST]
    Bundle.objects.bulk_create((Bundle(verdict_id=pk) for pk in new), ignore_conflicts=True)
    # Not by `verdict__in`: PostgreSQL reads a long list again for every row.
    Bundle.objects.filter(~Exists(shown.filter(pk=OuterRef("pk")).order_by())).delete()


def take() -> Bundle | None:
    """The next one that is due, nobody else's for a while."""
    taken = BUNDLES.take(Bundle.objects.due().defer("content"))
    return _rows().defer("content").filter(pk__in=taken).first()


def wanted(bundle: Bundle, *, bodies: bool = False) -> Wanted | None:
    """What it has to say now, with the `bodies` of whole texts where it is made; None where the
    public cannot read it. The same for a worker and for whoever asks for it somewhere."""
    with asked_at(unasked()):
        return _wanted(bundle, bodies)


def _wanted(bundle: Bundle, bodies: bool) -> Wanted | None:
    page, assessment = bundle.verdict.publication, bundle.verdict.assessment
    checks = fact_checks.of_pages([page.pk])
    check = next((one for one in checks if one.row["claim"] == assessment.claim_id), None)
    if check is None:
        return None
    whole = page.desk.public_pages.whole_texts
    found = content(check, assessment.question, whole_texts=whole, bodies=bodies)
    return Wanted(bundle, check, found) if found else None


def current(page: Publication, claim_id: int, question: str) -> Bundle | None:
    """The one that may be given out now, with its bytes; None where there is none (yet): then it
    is made soon.

    The public may read the page: that has been asked.
    """
    found = Q(verdict__assessment__claim=claim_id, verdict__assessment__question=question)
    row = _rows().filter(found, verdict__publication=page).readable().first()
    if row is None:
        return None
    if row.made_at:
        now = wanted(row)
        if now and row.basis == now.content.basis:
            return row
        # One that a worker has at the moment stays his.
        Bundle.objects.filter(pk=row.pk, tries=0).update(due_at=Now())
        wakeup.ring_bundles()
    return None


def text_of(bundle: Bundle) -> bytes:
    """Of one that is made its plain text."""
    with zipfile.ZipFile(io.BytesIO(bytes(bundle.content or b""))) as archive:
        return archive.read(TEXT)


def end(
    bundle: Bundle,
    made: Mapping[str, object] | None = None,
    *,
    seconds: timedelta = LATER,
    problem: str = "",
) -> None:
    """This try is over: `made` are the columns of what was made; it is looked at again later."""
    changes = {"tries": 0, "problem": problem, "due_at": Now() + seconds}
    BUNDLES.held(bundle).update(**changes, **(made or {}))


def forget() -> int:
    """Throw away the bytes of all; says of how many. They are made anew.

    A worker who is just making one may have read what goes: its lease is taken back.
    """
    begun = Bundle.objects.filter(Q(made_at__isnull=False) | Q(tries__gt=0))
    return begun.update(due_at=Now(), tries=0, **unmade())


def unmade() -> dict[str, object]:
    """Columns of a bundle whose bytes are gone."""
    return {
        "content": None, "made_at": None, "key": None, "sha256": "", "size": 0, "basis": "",
    }  # fmt: skip


def known_key(key: Ed25519PublicKey) -> BundleKey:
    """Its row; written when it signs for the first time."""
    public = key.public_bytes_raw().hex()
    return BundleKey.objects.get_or_create(name=key_id(key), defaults={"public_key": public})[0]


def public_keys() -> dict[str, Ed25519PublicKey]:
    """All that ever signed a bundle here, by their names."""
    rows = BundleKey.objects.order_by("pk").values_list("name", "public_key")
    return {
        name: Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)) for name, public in rows
    }


def rows_of(wanted: Wanted) -> dict[tuple[str, int], dict[str, object]]:
    """Whose lines of the audit trail are proved, and which of their values are public."""
    verdict, row = wanted.content.about, wanted.bundle.verdict
    assessment, [shown] = (
        row.assessment,
        [one for one in wanted.check.verdicts if one.question == verdict["question"]],
    )
    found: dict[tuple[str, int], dict[str, object]] = {
        ("claim", assessment.claim_id): {"statement": wanted.check.statement, "stage": "checked"},
        ("revision", wanted.content.text.id): {"number": wanted.content.text.number},
        ("assessment", assessment.pk): {
            "state": "approved",
            "question": shown.question,
            "rationale": shown.rationale,
            "rating_id": assessment.rating_id,
            "needs_another_look": False,
        },
        ("publication", row.publication_id): {
            "state": "published",
            "key": wanted.check.row["key"],
            "kind": wanted.check.row["kind"],
        },
        ("publishedverdict", row.pk): {"assessment_id": assessment.pk},
    }
    for copy in wanted.content.copies:
        found["snapshot", copy.id] = {"sha256": copy.sha256, "media_type": copy.media_type}
    return found | _evidence(wanted, assessment.claim_id, shown.question)


def _evidence(
    wanted: Wanted, claim_id: int, question: str
) -> dict[tuple[str, int], dict[str, object]]:
    """Rows of evidence whose words the page shows; of others not even that they are there."""
    [verdict] = [one for one in wanted.check.row["verdicts"] if one["question"] == question]
    shown: Collection[tuple[object, ...]] = {
        (one["source"], one["stance"], one["excerpt"]) for one in verdict["evidence"] or []
    }
    rows = Evidence.objects.filter(claim=claim_id, question=question).order_by("pk")
    return {
        ("evidence", one.pk): {
            "stance": one.stance, "excerpt": one.excerpt, "source_id": one.source_id,
            "question": question,
        }
        for one in rows
        if (one.cited_id or one.source_id, one.stance, one.excerpt) in shown
    }  # fmt: skip


def _rows():
    return Bundle.objects.select_related(
        "verdict__publication__desk__public_pages", "verdict__assessment"
    )
