"""Articles as ninjs: what both families want, and who found which name."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from annotations.exchange import ninjs
from annotations.exchange.expressions import word_count
from annotations.models import Article, Mention
from annotations.services.articles import embargoes
from tests.factory import make_article
from tests.names import make_entity, suggest

STREAMS = {"3.1": ninjs.newest, "2.2": ninjs.second}
FOLDER = "shared/standards/ninjs"
CHECKS = next(
    (one / FOLDER for one in Path(settings.BASE_DIR).parents if (one / FOLDER).is_dir()), None
)
# What each family knows: other keys fail it.
KEYS = {
    "3.1": "standard uri type representationType version firstCreated versionCreated"
    " contentCreated embargoedUntil pubStatus language by headlines bodies infoSources altIds"
    " subjects people organisations places",
    "2.2": "standard uri type representationtype version firstcreated versioncreated"
    " contentcreated embargoed pubstatus language by headlines bodies infosources altids"
    " subjects people organisations places",
}


def items(version: str = "3.1", articles=None) -> list[dict]:
    rows = STREAMS[version](Article.objects.all() if articles is None else articles)
    written = b"".join(rows)
    rows.close()
    return [json.loads(line) for line in written.splitlines()]


@pytest.fixture
def article(cast):
    article = make_article(
        cast, language="uk", outlet="Gazette", byline="A. Writer",
        source_url="https://example.org/звіт", published_at="2026-03-01T09:30:00Z",
    )  # fmt: skip
    person = make_entity(cast.desk, "Ilka Varn", wikidata_id="Q42")
    suggest(article, "Ilka Varn", person)
    Mention.objects.update(score=0.876)
    return article


@pytest.mark.parametrize("version", STREAMS)
def test_an_item_is_the_article_with_its_current_text(version, article):
    [item] = items(version)

    assert set(item) <= set(KEYS[version].split())
    assert item["standard"]["version"] == version
    assert (item["type"], item["language"], item["by"]) == ("text", "uk", "A. Writer")
    assert item["uri"].endswith(f"/articles/{article.pk}/")
    assert item["headlines"] == [{"role": "main", "value": article.headline}]
    [body] = item["bodies"]
    counts = ("charCount", "wordCount") if version == "3.1" else ("charcount", "wordcount")
    text = article.current_revision.text
    assert body["value"] == text
    assert [body[name] for name in counts] == [len(text), len(text.split())]
    [other] = item.get("altIds") or item["altids"]
    assert other["value"] == "https://example.org/%D0%B7%D0%B2%D1%96%D1%82"


@pytest.mark.parametrize("version", STREAMS)
def test_names_of_the_machine_and_of_people_stand_apart(version, article):
    [item] = items(version)
    uri = "http://www.wikidata.org/entity/Q42"
    data = {"name": "Ilka Varn", "rel": "mentions", "uri": uri}
    assert item["subjects"] == [data | {"creator": "test/1", "confidence": 88}]
    assert "people" not in item

    Mention.objects.update(state="accepted")
    [item] = items(version)
    assert item["subjects"] == [data | {"creator": "person"}]
    assert item["people"] == [data]

    Mention.objects.update(state="rejected")
    assert "subjects" not in items(version)[0]


def test_what_is_unknown_is_left_out(cast):
    make_article(cast, language="und")
    [item] = items()
    known = {"language", "by", "infoSources", "altIds", "contentCreated", "embargoedUntil"}
    assert not known & set(item)
    assert item["pubStatus"] == "usable"


def test_an_article_under_embargo_is_withheld(cast, article):
    embargoes.put(actor=cast.editor, article_id=article.pk)
    assert items()[0]["pubStatus"] == "withheld"


def test_one_line_holds_one_item_whatever_its_text(cast):
    make_article(cast, headline="Two", text="One\n\nTwo\u2028three\x85four \u0001")
    make_article(cast)
    assert len(items()) == 2
    assert items(articles=Article.objects.none()) == []


@pytest.mark.slow
@pytest.mark.parametrize("version", STREAMS)
def test_the_schema_takes_it(version, cast, article, tmp_path):
    """Where it lies beside the checkout."""
    pytest.importorskip("jsonschema")
    if CHECKS is None:
        pytest.skip("no ninjs schemas beside the checkout")
    make_article(cast, language="und")
    Mention.objects.update(state="accepted")
    embargoes.put(actor=cast.editor, article_id=article.pk)
    for number, item in enumerate(items(version)):
        (tmp_path / f"{number}.json").write_text(json.dumps(item))
    told = subprocess.run(
        [sys.executable, CHECKS / "check_ninjs.py", "--version", version, *tmp_path.iterdir()],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (told.returncode, told.stdout.count("PASS")) == (0, 2), told.stdout + told.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one", 1),
        ("two words", 2),
        ("  around\n\nand  between \t ", 3),
        ("a\u00a0b\u2003c\u3000\u3000d", 4),
        ("line\r\nbreaks\x0band\x0cmore", 4),
        ("å\u200bne, “to”", 2),
    ],
)
def test_words_are_counted_between_white_space_of_all_kinds(text, words, db):
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {word_count('t', 'length(t)')} FROM (SELECT %s::text AS t) x", [text]
        )
        assert cursor.fetchone() == (words,)
