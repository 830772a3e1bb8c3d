"""/api/v1/exports/corpus.ndjson"""

import json

from annotations.models import Mention
from annotations.services.entities import mentions, names_review
from annotations.tagging.training import corpora
from tests.factory import make_article

TEXT = "🌊 Ilka Varn met Ole Brandt in Oslo."


def review(cast, **about):
    """An article whose names somebody reviewed: two right ones, a rejected one, an overlap."""
    article = make_article(cast, text=TEXT, **about)
    actor = about.get("actor", cast.reporter)
    for name, label, state in [
        ("Ilka Varn", "PERSON", "accepted"),
        ("Varn", "ORG", "accepted"),
        ("Ole Brandt", "PERSON", "rejected"),
        ("Oslo", "PLACE", "accepted"),
    ]:
        start = TEXT.index(name)
        made = mentions.create(
            actor=actor,
            revision_id=article.current_revision_id,
            start=start,
            end=start + len(name),
            label=label,
        )
        Mention.objects.filter(pk=made.pk).update(state=state)
    names_review.review_names(actor=actor, revision_id=article.current_revision_id)
    return article


ENTS = [[2, 11, "PERSON"], [30, 34, "PLACE"]]


def lines(data: bytes) -> list[dict]:
    return [json.loads(line) for line in data.decode().split("\n") if line]


def test_reviewed_articles_are_lines_of_a_corpus(cast, api):
    article = review(cast)
    make_article(cast, text="Nobody looked at Oslo here.", headline="Other")

    assert lines(api.reporter.download("exports/corpus.ndjson")) == [
        {"text": TEXT, "ents": ENTS, "article": article.pk}
    ]


def test_everybody_gets_the_articles_of_the_own_desks(cast, api):
    review(cast)
    theirs = review(cast, actor=cast.stranger, desk=cast.other_desk)

    [line] = lines(api.stranger.download("exports/corpus.ndjson"))
    assert line["article"] == theirs.pk
    assert len(lines(api.admin.download("exports/corpus.ndjson"))) == 2
    assert len(lines(api.admin.download("exports/corpus.ndjson?desk=politics"))) == 1
    assert api.stranger.get("exports/corpus.ndjson?desk=politics").status_code == 404


def test_it_is_what_the_trainer_reads(cast, api, tmp_path):
    article = review(cast)
    out = tmp_path / "reviewed.jsonl"
    out.write_bytes(api.viewer.download("exports/corpus.ndjson"))

    [line] = corpora.read(out)
    assert (line.text, line.article) == (TEXT, str(article.pk))
    assert [list(ent) for ent in line.ents] == ENTS
