"""A worker makes a signed bundle of each published verdict, of what its page shows and no more."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from annotations.jobs.make_bundles import make_due
from annotations.models import Bundle, BundleKey, ReplyRequest, Snapshot
from annotations.services.articles import embargoes
from annotations.services.claims import claims
from annotations.services.publications import bundles, publishing
from annotations.services.publications import settings as pages
from annotations.trail.bundles import check
from annotations.trail.proofs import check_bundle
from annotations.work.sealing.key_files import public_keys, signing_key
from annotations.work.sealing.seals import seal
from tests import factory
from tests.exchange.w3c.model import check_collection
from tests.web.publications import scene


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.BUNDLE_KEY = tmp_path / "bundles" / "signing.key"
    settings.DATA = tmp_path
    settings.NEWSROOM_URL = "https://newsroom.example"
    signing_key(tmp_path / "audit" / "signing.key")
    return tmp_path


@pytest.fixture
def page(cast):
    scene.open_pages(cast)
    return scene.published(cast)


def made(folder) -> Bundle:
    """The only one, after the trail was sealed, by the owner of its tables, and the worker ran."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        [role] = cursor.fetchone()
        cursor.execute("RESET ROLE")
        seal(signing_key(folder / "audit" / "signing.key"))
        cursor.execute(f"SET ROLE {role}")
    Bundle.objects.update(due_at=timezone.now() - timedelta(seconds=1), tries=0)
    make_due(20)
    return Bundle.objects.get()


def files_of(bundle) -> dict[str, bytes]:
    return dict(check(bytes(bundle.content), bundles.public_keys()).files)


def told(bundle, name):
    return json.loads(files_of(bundle)[name])


def test_it_holds_what_the_page_says(page, folder):
    bundle = made(folder)
    found = check(bytes(bundle.content), bundles.public_keys())
    assert found.manifest["statement"] == "41 bridges"
    assert found.manifest["verdict"] == "Supported"
    assert found.manifest["address"].endswith(f"/proof/{page.claim_id}-true.zip")
    assert sorted(found.files) == [
        "README.txt",
        "annotations.jsonld",
        "article/revision.json",
        *[name for name in found.files if name.startswith("audit/") and name.endswith(".pub")],
        "audit/proof.json",
        "claimreview.jsonld",
        "contacts.json",
        "evidence/copies.json",
        "fact-check.json",
        "fact-check.txt",
        "verify.html",
    ]
    assert told(bundle, "fact-check.json")["verdict"]["rationale"] == "Page 4 says so."
    assert told(bundle, "claimreview.jsonld")["reviewRating"]["alternateName"] == "Supported"
    assert told(bundle, "contacts.json")[0]["published"] == "The number is right."
    copy = Snapshot.objects.get()
    assert told(bundle, "evidence/copies.json")[0]["sha256"] == copy.sha256


def test_its_annotations_are_web_annotations(page, folder):
    check_collection(told(made(folder), "annotations.jsonld"))


def test_the_place_of_the_claim_fits_the_revision(page, folder):
    place = told(made(folder), "article/revision.json")["places"][0]
    text = page.article.current_revision.text
    assert text[place["start"] : place["end"]] == place["exact"] == "41 bridges"
    assert "\n" not in place["prefix"] + place["suffix"]
    assert text[: place["start"]].endswith(place["prefix"])


def test_its_proof_leads_to_the_signed_trail(page, folder):
    bundle = made(folder)
    proof = told(bundle, "audit/proof.json")
    lines, heads = check_bundle(proof, public_keys([folder / "audit"]))
    told_of = {line.table for line in lines}
    assert {"claim", "assessment", "evidence", "publication", "publishedverdict"} <= told_of
    assert {"replyrequest", "thread", "comment"}.isdisjoint(told_of)
    [approved] = [one for one in lines if one.table == "assessment" and one.action == "U"]
    assert approved.new["state"] == "approved"
    assert heads


def test_nothing_in_it_that_the_page_does_not_show(cast, page, folder):
    whole = b"".join(files_of(made(folder)).values()).decode()
    for word in ("SECRET", cast.editor.username, cast.checker.username):
        assert word not in whole.replace("second editor", "")


def test_nobody_is_in_it_whom_the_page_does_not_name(cast, client, folder):
    scene.open_pages(cast)
    article = factory.make_article(cast, byline="Zoe Byline")
    chain = [{"speaker": "Zoe Claimant"}, {"speaker": "Zoe Go-Between", "channel": "a phone call"}]
    claim = factory.make_claim(cast, article)
    claims.edit(actor=cast.reporter, claim_id=claim.pk, seen_version=None, attribution=chain)
    factory.make_evidence(cast, claim)
    scene.rate(cast, claim, "supported")
    page = publishing.publish_claim(actor=cast.editor, claim_id=claim.pk)
    whole = b"".join(files_of(made(folder)).values()).decode()
    shown = client.get(f"/fact-checks/{page.key}/").content.decode()
    for text in (whole, shown):
        assert "Zoe Claimant" in text
        for word in ("Zoe Byline", "Zoe Go-Between", "a phone call"):
            assert word not in text


def test_the_same_verdict_is_the_same_bytes(cast, page, folder):
    first = bytes(made(folder).content)
    factory.make_claim(cast)
    Bundle.objects.update(**bundles.unmade())
    assert bytes(made(folder).content) == first


def test_it_waits_for_the_seal_of_the_trail(page):
    make_due(20)
    bundle = Bundle.objects.get()
    assert bundle.content is None
    assert bundle.problem == bundles.WAITS
    assert bundle.due_at - timezone.now() < timedelta(seconds=11)


def test_names_are_in_it_where_the_desk_names_its_checkers(cast, page, folder):
    pages.change(actor=cast.editor, desk_id=cast.desk.pk, names_people=True)
    verdict = told(made(folder), "fact-check.json")["verdict"]
    assert verdict["reviewer"] in (cast.editor.display_name, cast.editor.username)


def test_whole_texts_are_in_it_where_the_desk_wants_and_readers_can_open_them(cast, page, folder):
    pages.change(actor=cast.editor, desk_id=cast.desk.pk, whole_texts=True)
    bundle = made(folder)
    copy = Snapshot.objects.get()
    assert files_of(bundle)[f"evidence/{copy.sha256}.txt"].decode() == copy.text
    assert "article/text.txt" not in files_of(bundle)  # It has no address.
    page.article.source_url = "https://gazette.example/bridges"
    page.article.save()
    assert made(folder)
    assert files_of(made(folder))["article/text.txt"].decode() == page.article.current_revision.text


def test_whole_texts_are_read_when_a_bundle_is_made_and_not_when_it_is_asked_for(
    cast, page, folder
):
    pages.change(actor=cast.editor, desk_id=cast.desk.pk, whole_texts=True)
    page.article.source_url = "https://gazette.example/bridges"
    page.article.save()
    bundle = made(folder)
    quick, whole = bundles.wanted(bundle), bundles.wanted(bundle, bodies=True)
    assert quick.content.basis == whole.content.basis == bundle.basis
    assert len(whole.content.files) == len(quick.content.files) + 2
    Snapshot.objects.update(sha256="0" * 64)
    assert bundles.wanted(bundle).content.basis != bundle.basis


def test_another_verdict_makes_another_bundle_and_the_old_one_goes(cast, page, folder):
    old = made(folder)
    scene.rate(cast, page.claim, "refuted", "Page 5 says otherwise.")
    bundles.follow()
    assert not Bundle.objects.filter(pk=old.pk).exists()
    new = made(folder)
    said = told(new, "fact-check.json")
    assert said["verdict"]["label"] == "Refuted"
    assert said["corrections"][0]["before"] == "Supported"
    assert b"Page 4" not in b"".join(files_of(new).values())


def test_it_goes_with_the_page(cast, page, folder):
    made(folder)
    publishing.unpublish(actor=cast.editor, publication_id=page.pk)
    bundles.follow()
    assert not Bundle.objects.exists()


def test_none_is_given_out_under_an_embargo(cast, page, folder):
    made(folder)
    embargoes.put(
        actor=cast.editor,
        article_id=page.article_id,
        until=timezone.now() + timedelta(days=1),
        people=[],
    )
    assert bundles.current(page, page.claim_id, "true") is None


def test_none_is_given_out_that_says_more_than_the_page(page, folder):
    bundle = made(folder)
    assert bundles.current(page, page.claim_id, "true") == bundle
    ReplyRequest.objects.update(published="")
    assert bundles.current(page, page.claim_id, "true") is None
    make_due(20)
    found = bundles.current(page, page.claim_id, "true")
    assert found is not None
    assert told(found, "contacts.json")[0]["published"] == ""


def test_a_new_key_leaves_the_old_one_known(cast, page, folder):
    old = made(folder)
    (folder / "bundles" / "signing.key").unlink()
    ReplyRequest.objects.update(published="")
    new = made(folder)
    assert BundleKey.objects.count() == 2
    assert new.key != old.key
    assert check(bytes(old.content), bundles.public_keys())


def test_a_key_that_others_may_read_signs_nothing(page, folder, caplog):
    made(folder)
    (folder / "bundles" / "signing.key").chmod(0o644)
    ReplyRequest.objects.update(published="")
    bundle = made(folder)
    assert bundle.content is None
    # Why, with the path of the file, stands in the log alone.
    assert bundle.problem == bundles.NO_KEY
    assert "signing.key" in caplog.text
    assert bundle.due_at <= timezone.now() + timedelta(minutes=1)


def test_where_nobody_says_the_sites_address_none_is_made(page, folder, settings):
    settings.NEWSROOM_URL = ""
    bundle = made(folder)
    assert (bundle.content, bundle.problem) == (None, bundles.NO_ADDRESS)
    settings.LOCAL_URL = "http://127.0.0.1:8123"
    assert b"http://127.0.0.1:8123/fact-checks/" in bytes(made(folder).content)


def test_one_is_given_out_at_whatever_address_it_is_asked_for(page, folder, client):
    bundle = made(folder)
    claim = bundle.verdict.assessment.claim_id
    answer = client.get(
        f"/fact-checks/{page.key}/proof/{claim}-true.zip", headers={"host": "127.0.0.1"}
    )
    assert answer.status_code == 200
    assert b"https://newsroom.example/fact-checks/" in answer.content


def test_one_that_breaks_stops_no_other(cast, page, folder, monkeypatch):
    made(folder)
    scene.published(cast)
    real = bundles.wanted

    def breaks(row, **given):
        if row.verdict.publication_id == page.pk:
            raise RuntimeError("a fault")
        return real(row, **given)

    monkeypatch.setattr(bundles, "wanted", breaks)
    bundles.follow()
    Bundle.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert make_due(20) == 2
    broken, other = Bundle.objects.order_by("verdict__publication")
    assert (broken.problem, broken.content, broken.tries) == (bundles.BROKEN, None, 0)
    assert other.problem in ("", bundles.WAITS)


def test_the_key_is_its_owners_alone(page, folder):
    made(folder)
    assert (folder / "bundles" / "signing.key").stat().st_mode & 0o777 == 0o600


def test_a_worker_that_lost_its_lease_writes_nothing(page, folder):
    made(folder)
    Bundle.objects.update(due_at=timezone.now() - timedelta(seconds=1), **bundles.unmade())
    row = bundles.take()
    Bundle.objects.update(tries=9)
    bundles.end(row, problem="mine")
    assert Bundle.objects.get().problem != "mine"


def test_zip_tools_open_it(page, folder):
    with zipfile.ZipFile(io.BytesIO(bytes(made(folder).content))) as archive:
        assert archive.testzip() is None


def test_its_text_carries_a_content_credential_where_that_is_set(page, folder, settings):
    package = pytest.importorskip("c2patxt")
    assert (
        package.verify(files_of(made(folder))["fact-check.txt"].decode()).state.value == "unmarked"
    )
    settings.CONTENT_CREDENTIALS = True
    text = files_of(made(folder))["fact-check.txt"].decode()
    assert "Verdict: Supported" in text
    assert package.verify(text).state is package.Provenance.VALID
    changed = text.replace("Page 4", "Page 5")
    assert package.verify(changed).state is package.Provenance.INVALID
