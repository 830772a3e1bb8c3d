"""/api/v1/exports/mentions.*: texts with the names of their current revision"""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Entity, Mention
from annotations.services.articles import revisions
from tests.factory import make_article
from tests.names import make_entity, suggest

TEXT = "🌊 «Ilka Varn» met Ole\r\nBrandt in Oslo."
ON_PAGE = TEXT.replace("\r\n", "\n")


def name(article, words: str, label: str, state: str = "accepted") -> Mention:
    entity = make_entity(article.desk, f"{words} {label}", label=label)
    found = suggest(article, words, entity)
    Mention.objects.filter(pk=found.pk).update(state=state)
    return found


@pytest.fixture
def article(cast):
    found = make_article(cast, text=TEXT, headline="Met")
    name(found, "Ilka Varn", "PERSON")
    name(found, "Varn", "ORG", "suggested")
    name(found, "Ole\nBrandt", "PERSON", "suggested")
    name(found, "met", "MISC", "rejected")
    name(found, "Oslo", "PLACE")
    return found


def test_doccano_gets_labelled_ranges_in_code_points(cast, api, article):
    data = api.viewer.download("exports/mentions.jsonl")
    [line] = map(json.loads, data.decode().splitlines())

    assert line["text"] == ON_PAGE
    assert [(ON_PAGE[start:end], label) for start, end, label in line["label"]] == [
        ("Ilka Varn", "PERSON"), ("Varn", "ORG"), ("Ole\nBrandt", "PERSON"), ("Oslo", "PLACE"),
    ]  # fmt: skip
    assert line["article"] == article.pk
    assert line["revision"] == article.current_revision_id
    assert (line["headline"], line["desk"]) == ("Met", cast.desk.slug)


def test_label_studio_gets_one_array_of_tasks(cast, api, article):
    make_article(cast, text="No names.", headline="None")
    first, second = json.loads(api.viewer.download("exports/mentions.labelstudio.json"))

    regions = first["annotations"][0]["result"]
    assert [(r["value"]["start"], r["value"]["text"], r["origin"]) for r in regions] == [
        (4, "Ilka Varn", "manual"), (9, "Varn", "prediction"),
        (19, "Ole\nBrandt", "prediction"), (33, "Oslo", "manual"),
    ]  # fmt: skip
    assert second["annotations"] == [{"result": []}]


def test_conll_holds_the_longest_of_names_that_overlap_and_says_how_many_it_lacks(
    cast, api, article
):
    answer = api.viewer.get("exports/mentions.conll")
    lines = b"".join(answer.streaming_content).decode().split("\n")

    tags = [line.split(" ") for line in lines if line and not line.startswith("-DOCSTART-")]
    assert [(token, tag) for token, _, _, tag in tags if tag != "O"] == [
        ("Ilka", "B-PERSON"), ("Varn", "I-PERSON"), ("Ole", "B-PERSON"), ("Brandt", "I-PERSON"),
        ("Oslo", "B-PLACE"),
    ]  # fmt: skip
    assert answer.headers["Names-Left-Out"] == "1"


def test_the_command_says_how_many_are_lacking(cast, article, tmp_path, capsys):
    words = ("--as", cast.viewer.username, "--out", str(tmp_path / "out"))
    call_command("export", "mentions.conll", *words)
    assert capsys.readouterr().err == "Names left out because they overlap others: 1\n"


@pytest.mark.parametrize("form", ["mentions.jsonl", "mentions.labelstudio.json", "mentions.conll"])
def test_filters_and_rights_are_those_of_articles(form, cast, api, article):
    empty = api.viewer.download(f"exports/{form}?search=nobody")
    assert b"Oslo" not in empty
    assert b"Oslo" in api.viewer.download(f"exports/{form}?search=Oslo&desk={cast.desk.slug}")
    assert api.stranger.download(f"exports/{form}") == empty
    assert api.stranger.get(f"exports/{form}?desk={cast.desk.slug}").status_code == 404


def test_only_the_revision_that_stands_is_exported(cast, api, article):
    revisions.revise(
        actor=cast.reporter, article_id=article.pk, kind="correction", seen_version=None,
        text=TEXT.replace("Oslo", "Lund"),
    )  # fmt: skip
    [line] = map(json.loads, api.viewer.download("exports/mentions.jsonl").splitlines())
    assert line["text"] == ON_PAGE.replace("Oslo", "Lund")
    assert [label for _, _, label in line["label"]] == ["PERSON"]


@pytest.mark.parametrize("form", ["mentions.jsonl", "mentions.labelstudio.json", "mentions.conll"])
def test_queries_do_not_grow_with_the_articles(form, cast, api, article):
    with CaptureQueriesContext(
        connection,
    ) as one:
        api.viewer.download(f"exports/{form}")
    for _ in range(3):
        suggest(make_article(cast, text="Oslo again."), "Oslo", Entity.objects.get(label="PLACE"))
    with CaptureQueriesContext(connection) as four:
        assert api.viewer.download(f"exports/{form}").count(b"again") == 3
    assert len(four) <= len(one)
