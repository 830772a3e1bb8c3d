"""What desks made of suggestions, by rule."""

from annotations.models import Desk, Suggestion
from tests.factory import make_article, make_claim


def suggest(cast, rule: str, outcome: str, **about):
    article = make_article(cast, headline=f"{rule} {Suggestion.objects.count()}", **about)
    claim = make_claim(cast, article, actor=None)
    Suggestion.objects.create(
        claim=claim,
        desk=article.desk,
        rule=rule,
        reason=rule,
        score=0.5,
        origin="x/1",
        outcome=outcome,
    )


def test_rules_come_with_their_share_the_best_first(cast):
    for rule, outcome in [
        ("cause", "waiting"),
        ("number", "accepted"),
        ("number", "accepted"),
        ("number", "dismissed"),
        ("legal", "dismissed"),
        ("rank", "accepted"),
    ]:
        suggest(cast, rule, outcome)
    rows = Suggestion.objects.rates(Desk.objects.filter(pk=cast.desk.pk))

    found = [(r["rule"], r["accepted"], r["dismissed"], r["waiting"], r["share"]) for r in rows]
    assert found == [
        ("rank", 1, 0, 0, 1.0),
        ("number", 2, 1, 0, 2 / 3),
        ("cause", 0, 0, 1, None),
        ("legal", 0, 1, 0, 0.0),
    ]


def test_desks_are_told_apart(cast):
    suggest(cast, "number", "accepted")
    suggest(cast, "number", "dismissed", actor=cast.stranger, desk=cast.other_desk)

    def shares(desks):
        return {row["desk__name"]: row["share"] for row in Suggestion.objects.rates(desks)}

    assert shares(Desk.objects.all()) == {"Politics": 1.0, "Sports": 0.0}
    assert shares(Desk.objects.visible_to(cast.reporter)) == {"Politics": 1.0}


def test_one_query_however_many(cast, django_assert_num_queries):
    for number in range(3):
        suggest(cast, f"rule-{number}", "accepted")
    with django_assert_num_queries(1):
        assert len(Suggestion.objects.rates(Desk.objects.all())) == 3
