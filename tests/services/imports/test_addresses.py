"""A page, a feed or a dump with ClaimReview is fetched from its address by the worker."""

import hashlib
import json

import pytest

from annotations.errors import Invalid, NotAllowed
from annotations.jobs import preview_import, run_import
from annotations.models import ExternalCheck, Import
from annotations.services.imports import imports
from annotations.work.fetch_url import INSIDE, Fetched, Unfetched

ADDRESS = "https://facts.example/bridges"
PAGE = """<html><head><link rel="canonical" href="https://facts.example/bridges"></head><body>
<article itemscope itemtype="https://schema.org/ClaimReview">
<h1 itemprop="claimReviewed">41 bridges  need repair</h1>
<p itemprop="author" itemscope itemtype="http://schema.org/Organization">
  <span itemprop="name">Facts</span></p>
<div itemprop="reviewRating" itemscope itemtype="https://schema.org/Rating">
  <meta itemprop="ratingValue" content="1"><b itemprop="alternateName">False</b></div>
</article></body></html>"""
DUMP = {
    "@type": "DataFeed", "license": "CC BY 4.0", "dataFeedElement": [{"item": [
        {"@type": "ClaimReview", "claimReviewed": f"Claim {n}", "url": f"{ADDRESS}/{n}"}
    ]} for n in range(3)],
}  # fmt: skip


@pytest.fixture
def web(monkeypatch):
    """What is at which address."""
    pages: dict[str, str] = {}

    def fetch(address: str) -> Fetched:
        if address not in pages:
            raise Unfetched("The server answered 404.")
        return Fetched(pages[address].encode(), "text/html", address, "", "")

    monkeypatch.setattr(preview_import, "fetch", fetch)
    return pages


def look(cast, address: str = ADDRESS, **given) -> Import:
    given = {"actor": cast.editor, "format": "claim-review"} | given
    job = imports.add(desk=cast.desk, address=address, **given)
    assert (job.state, job.content) == ("preparing", None)
    assert run_import.bring_in_this(job.pk)
    return Import.objects.get(pk=job.pk)


def test_a_page_is_looked_at_then_brought_in(cast, web):
    web[ADDRESS] = PAGE
    job = look(cast)
    assert (job.state, job.filename, job.address) == ("draft", ADDRESS, ADDRESS)
    assert job.preview["counts"] == {"records": 1, "reviews": 1, "there": 0}
    assert not ExternalCheck.objects.exists()
    del web[ADDRESS]  # What was looked at comes in, whatever is there since.

    imports.start(actor=cast.editor, import_id=job.pk)
    run_import.bring_in_due(60)

    check = ExternalCheck.objects.get()
    assert (check.url, check.claim_text) == (ADDRESS, "41 bridges need repair")
    assert (check.publisher, check.rating, check.value) == ("Facts", "False", 1.0)


def test_a_dump_comes_in_at_once_with_its_licence(cast, web):
    web[ADDRESS] = json.dumps(DUMP)

    job = look(cast, start=True)

    assert (job.state, job.counts) == ("done", {"added": 3, "words_left": 0})
    assert set(ExternalCheck.objects.values_list("licence", flat=True)) == {"CC BY 4.0"}


def test_what_cannot_be_fetched_says_why(cast, web, monkeypatch):
    job = look(cast)
    assert (job.state, job.problem) == ("failed", "The server answered 404.")
    monkeypatch.setattr(imports, "MOST_BYTES", 10)
    web[ADDRESS] = PAGE
    assert look(cast).state == "failed"


def test_what_failed_is_fetched_once_more(cast, web):
    web[ADDRESS] = "<p>We are back soon.</p>"
    job = look(cast)
    assert job.state == "failed"
    web[ADDRESS] = PAGE

    imports.look_again(actor=cast.editor, import_id=job.pk, seen_version=None, options={})
    assert run_import.bring_in_this(job.pk)

    job.refresh_from_db()
    assert (job.state, job.preview["counts"]["reviews"]) == ("draft", 1)
    assert job.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()


def test_other_options_of_a_draft_fetch_nothing(cast, web):
    web[ADDRESS] = PAGE
    job = look(cast)
    del web[ADDRESS]

    imports.look_again(actor=cast.editor, import_id=job.pk, seen_version=None, options={})
    assert run_import.bring_in_this(job.pk)

    assert Import.objects.get().state == "draft"


def test_what_could_not_be_fetched_takes_no_drafts_place(cast, web, monkeypatch):
    monkeypatch.setattr(imports, "MOST_DRAFTS", 2)
    web[f"{ADDRESS}/1"] = PAGE
    draft = look(cast, f"{ADDRESS}/1")
    failed = [look(cast) for _ in range(3)]

    look(cast)

    kept = set(Import.objects.values_list("pk", flat=True))
    assert kept > {draft.pk, *(job.pk for job in failed)}


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:5432/", "http://localhost/", "http://[::1]/"]
)
def test_nothing_of_this_machine_is_fetched(cast, address):
    job = look(cast, address)

    assert job.state == "failed"
    assert job.problem == INSIDE or job.problem.startswith("Port 5432")


def test_addresses_are_refused_where_there_is_nothing_to_fetch(cast):
    for given in (
        {"address": "file:///etc/passwd"},
        {"address": "facts"},
        {"address": ADDRESS, "format": "brat"},
    ):
        with pytest.raises(Invalid) as caught:
            look(cast, **given)
        assert caught.value.field == "address"
    with pytest.raises(NotAllowed):
        look(cast, actor=cast.checker)
    assert not Import.objects.exists()
