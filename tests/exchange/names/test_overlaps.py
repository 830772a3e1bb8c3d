"""The rule of names that overlap, in SQL and in Python"""

import random
from contextlib import closing

import orjson

from annotations.exchange.copy_out import JSON_OPTIONS, Rows
from annotations.exchange.names.overlaps import STAYS
from annotations.exchange.names.texts import names_left_out, texts
from annotations.exchange.names.without_overlaps import staying
from annotations.models import Article, Mention
from annotations.text.spans import quote
from tests.factory import make_article

TEXT = "Ilka Varn met Ole Brandt in Oslo. " * 9


def test_both_keep_the_same_names_and_count_those_that_are_left_out(cast):
    chance = random.Random(41)
    article = make_article(cast, text=TEXT)
    make_article(cast, text="None here.", headline="None")
    text = article.current_revision.text
    spans = {(start, start + chance.randint(1, 25)) for start in chance.sample(range(250), 70)}
    Mention.objects.bulk_create(
        Mention(
            article=article, desk_id=article.desk_id, revision_id=article.current_revision_id,
            label="PERSON", origin="test/1", **quote(text, start, end)._asdict(),
        )
        for start, end in spans
    )  # fmt: skip

    mentions = Mention.objects.filter(article=article)
    stay = mentions.extra(where=[STAYS.replace("m.", "annotations_mention.")])
    expected = set(stay.values_list("pk", flat=True))
    with closing(Rows(texts(Article.objects.all()), options=JSON_OPTIONS)) as rows:
        left_out = rows.value(names_left_out(Article.objects.all()))
        found = [orjson.loads(line) for line in b"".join(rows).split(b"\n") if line]
    assert {name["id"] for name in staying(found[0]["names"])} == expected
    assert left_out == len(spans) - len(expected) > 20
