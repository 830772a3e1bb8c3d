"""annotations.jsonld: what the model wants, and that the words stand where it says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.exchange.w3c.document import Collection
from annotations.models import Article, Entity, Evidence, Mention, Revision, Source
from annotations.services.anchors import adjust
from annotations.services.articles import revisions
from annotations.services.claims import claims, workflow
from annotations.services.sources import snapshots
from tests import factory
from tests.exchange.w3c import model
from tests.names import make_article_naming, make_entity, suggest

BASE = "http://localhost:8000/api/v1/"
CHECKS = next(
    (
        one / "shared/standards/w3c"
        for one in Path(settings.BASE_DIR).parents
        if (one / "shared/standards/w3c").is_dir()
    ),
    Path("nowhere"),
)
# Not everybody counts these alike: an emoji of one code point and of four, marks, right-to-left.
NASTY = "🚲 ‘Ça’: 👨‍👩‍👧 שלום in 41 bridges, e\u0301te\u0301 \U0001d518."


def exported(articles=None) -> dict:
    out = Collection(Article.objects.all() if articles is None else articles)
    written = b"".join(out)
    out.close()
    return json.loads(written)


def items() -> list[dict]:
    return exported()["first"]["items"]


def of(kind: str, pk: int) -> dict:
    """The one annotation of a row."""
    [found] = [one for one in items() if one["id"] == f"{BASE}{kind}/{pk}/annotation/"]
    return found


def bodies(annotation: dict, purpose: str) -> list[str]:
    return [
        one.get("value") or one["source"] for one in annotation["body"] if one["purpose"] == purpose
    ]


def places(annotation: dict) -> list[tuple[int, int, int]]:
    """Of each target in a text the revision and the offsets."""
    targets = annotation["target"]
    told = targets if isinstance(targets, list) else [targets]
    return [
        (
            int(one["state"]["cached"].split("/")[-3]),
            one["selector"][1]["start"],
            one["selector"][1]["end"],
        )
        for one in told
        if isinstance(one, dict)
    ]


@pytest.fixture
def scene(cast):
    """One of each kind, on a text in which code points, units and bytes differ."""
    article = factory.make_article(
        cast, text=NASTY, language="uk", outlet="Gazette", source_url="https://example.org/ä"
    )
    claim = factory.make_checked_claim(cast, article)
    source = factory.make_source(cast, url="https://example.org/звіт")
    factory.make_evidence(cast, claim, source=source, excerpt="41", note="Look at page 4")
    suggest(article, "שלום", make_entity(cast.desk, "Shalom"))
    suggest(article, "bridges", make_entity(cast.desk, "Bridges", wikidata_id="Q12280"))
    return claim


def test_it_is_a_collection_with_one_page_that_keeps_to_the_model(scene):
    whole = exported()
    model.check_collection(whole)
    model.check_page(whole["first"])
    assert whole["total"] == len(whole["first"]["items"]) == 4


def test_without_articles_it_is_empty_but_whole(db):
    whole = exported()
    model.check_collection(whole)
    assert (whole["total"], whole["first"]["items"]) == (0, [])


def test_offsets_count_code_points_of_the_cached_text(scene):
    found = [(one, place) for one in items() for place in places(one)]
    assert len(found) == 4
    for annotation, (revision, start, end) in found:
        text = Revision.objects.get(pk=revision).text
        targets = annotation["target"]
        quote = (targets[-1] if isinstance(targets, list) else targets)["selector"][0]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])


def test_a_claim_tells_its_statement_stage_and_approved_verdict(cast, scene):
    found = of("claims", scene.pk)

    assert found["motivation"] == "assessing"
    assert bodies(found, "describing") == [scene.statement]
    assert bodies(found, "tagging") == ["review"]
    assert bodies(found, "classifying") == ["Supported"]
    assert bodies(found, "assessing") == ["Page 4 says so."]
    assert bodies(found, "moderating") == ["Needs another look"]  # Evidence came after it.
    assert found["creator"]["name"] == "reporter"
    assert found["body"][0]["language"] == "uk"
    source = found["target"][0]["source"]
    assert (source["via"], source["creator"]["name"]) == (
        "https://example.org/%C3%A4",
        "Gazette",
    )


def test_what_nobody_approved_does_not_leave(cast):
    claim = factory.make_claim(cast)
    factory.make_proposal(cast, claim)
    found = of("claims", claim.pk)

    assert found["motivation"] == "highlighting"
    assert bodies(found, "classifying") + bodies(found, "assessing") == []


def test_a_reworded_claim_keeps_the_statement_that_was_approved(cast, scene):
    claims.edit(
        actor=cast.checker, claim_id=scene.pk, seen_version=None, statement="We counted 42 bridges"
    )
    assert bodies(of("claims", scene.pk), "describing") == ["41 bridges"]


def test_evidence_links_a_source_to_its_claim_and_the_words(cast, scene):
    found = of("evidence", Evidence.objects.get().pk)

    assert found["motivation"] == "linking"
    [link] = bodies(found, "linking")
    assert link == "https://example.org/%D0%B7%D0%B2%D1%96%D1%82"
    assert bodies(found, "classifying") == ["supports"]
    assert bodies(found, "commenting") == ["Look at page 4"]
    assert found["target"][0] == f"{BASE}claims/{scene.pk}/annotation/"
    assert places(found) == places(of("claims", scene.pk))


def test_an_excerpt_that_stands_in_a_copy_says_where(cast, scene):
    source = Source.objects.get(url__endswith="звіт")
    copy = snapshots.take(actor=cast.checker, source_id=source.pk, text="In all 41 bridges.")
    row = Evidence.objects.get()
    Evidence.objects.filter(pk=row.pk).update(snapshot=copy, excerpt_start=7, excerpt_end=9)
    body = of("evidence", row.pk)["body"][0]

    assert [one["type"] for one in body["selector"]] == [
        "TextQuoteSelector",
        "TextPositionSelector",
    ]
    assert (body["selector"][1]["start"], body["selector"][1]["end"]) == (7, 9)
    assert body["state"]["cached"] == f"{BASE}snapshots/{copy.pk}/"


def test_a_name_of_the_tagger_is_made_by_software_one_of_a_person_by_them(cast, scene):
    make_article_naming(cast, "Ilka Varn")
    by_words = {one["target"]["selector"][0]["exact"]: one
                for one in items() if "mentions/" in one["id"]}  # fmt: skip

    machine, person = by_words["bridges"], by_words["Ilka Varn"]
    assert (machine["creator"]["type"], machine["creator"]["name"]) == ("Software", "test/1")
    assert (person["creator"]["type"], person["creator"]["name"]) == ("Person", "reporter")
    assert bodies(machine, "identifying") == ["http://www.wikidata.org/entity/Q12280"]
    shalom = Entity.objects.get(name="Shalom").pk
    assert bodies(by_words["שלום"], "identifying") == [f"{BASE}entities/{shalom}/"]
    assert bodies(person, "tagging") == ["PERSON"]


def test_refused_ones_are_no_annotations(cast, scene):
    Mention.objects.update(state="rejected")
    workflow.dismiss(actor=cast.editor, claim_id=scene.pk, note="No claim")
    assert items() == []


def test_after_a_correction_words_that_are_gone_stand_in_the_text_that_had_them(cast, scene):
    article = scene.article
    old = article.current_revision_id
    _row, carried = revisions.revise(
        actor=cast.reporter,
        article_id=article.pk,
        seen_version=Article.objects.get(pk=article.pk).version,
        text="Nothing of that is left, whatever it was.",
        kind="correction",
    )
    assert carried.orphaned
    assert [revision for revision, *_ in places(of("claims", scene.pk))] == [old]
    assert not [one for one in items() if "mentions/" in one["id"]]


def test_a_claim_that_stands_nowhere_is_on_the_whole_text(scene):
    scene.anchors.all().delete()
    [target] = of("claims", scene.pk)["target"]
    assert target["id"].endswith(f"/articles/{scene.article_id}/")
    assert of("evidence", Evidence.objects.get().pk)["target"] == [
        f"{BASE}claims/{scene.pk}/annotation/"
    ]


def test_a_claim_with_two_places_has_two_targets(cast, scene):
    text = scene.article.current_revision.text
    start = text.index("Ça")
    adjust.add(
        actor=cast.reporter,
        claim_id=scene.pk,
        revision_id=scene.article.current_revision_id,
        start=start,
        end=start + 2,
    )
    assert [start for _, start, _ in places(of("claims", scene.pk))] == [3, text.index("41")]


def test_only_the_articles_that_are_asked_for_are_in_it(cast, scene):
    factory.make_claim(cast)
    assert exported(Article.objects.filter(pk=scene.article_id))["total"] == 4
    assert exported(Article.objects.none())["total"] == 0


def test_one_statement_reads_it_whatever_is_in_it(cast, scene):
    with CaptureQueriesContext(connection) as few:
        exported()
    for _ in range(3):
        factory.make_claim(cast)
    with CaptureQueriesContext(connection) as more:
        exported()
    assert len(more) == len(few)


@pytest.mark.slow
def test_the_suite_of_the_w3c_finds_no_must_broken(scene, tmp_path):
    """Where it lies beside the checkout."""
    pytest.importorskip("jsonschema")
    if not (CHECKS / "check_model.py").exists():
        pytest.skip("no W3C suite beside the checkout")
    whole = exported()
    for name, document in (
        ("collection", whole),
        ("page", whole["first"] | {"@context": whole["@context"]}),
    ):
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(document))
        told = subprocess.run(
            [sys.executable, CHECKS / "check_model.py", "--inner", "--json", path],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert told.returncode == 0, told.stderr
        results = [row for line in told.stdout.splitlines() for row in json.loads(line)["results"]]
        failed = {row["id"] for row in results if row["pass"] is False and row["level"] != "may"}
        assert failed <= {"4.2.1-conformsTo"}  # Of a FragmentSelector, of which there is none.
        assert len(results) > 20
