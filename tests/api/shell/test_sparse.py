"""`fields=` and `include=`: less of each object, and what it is about in the same answer."""

import pytest

from tests.api.calls import refused
from tests.api.test_queries import questions
from tests.factory import make_article, make_claim, make_evidence, make_proposal, make_source


def test_only_the_fields_that_are_asked_for_are_sent(cast, api):
    claim = make_claim(cast, make_article(cast))
    whole = api.viewer.get(f"claims/{claim.pk}/")

    one = api.viewer.get(f"claims/{claim.pk}/?fields=statement,stage")
    assert one.json() == {name: whole.json()[name] for name in ("statement", "stage")}
    assert one["ETag"] == whole["ETag"]
    page = api.viewer.get("claims/?fields=id&limit=1").json()
    assert page == {"next": None, "previous": None, "results": [{"id": claim.pk}]}
    assert api.viewer.get("claims/?fields=").json()["results"] == [whole.json()]


def test_names_come_with_commas_or_one_by_one_as_clients_send_them(cast, api):
    make_claim(cast, make_article(cast))
    whole = api.viewer.get("claims/?fields=id,stage&include=article,evidence").json()

    asked = "claims/?fields=id&fields=stage&include=article&include=evidence"
    assert api.viewer.get(asked).json() == whole
    refused(api.viewer.get("claims/?search=a&search=b"), 400, "unreadable", "search")


@pytest.mark.parametrize(
    ("path", "field", "known"),
    [
        ("claims/?fields=statement,secret", "fields", "statement"),
        ("claims/?include=password", "include", "article, assessments, contacts, evidence"),
        ("articles/?include=desk", "include", "claims"),
        ("me/?fields=password", "fields", "username"),
    ],
)
def test_an_unknown_name_is_refused_with_the_list_of_the_known(path, field, known, api):
    problem = refused(api.viewer.get(path), 400, "unreadable", field)

    assert known in problem["detail"]


def test_what_has_no_objects_takes_neither(api):
    refused(api.viewer.get("?fields=claims"), 400, "unreadable", "fields")


def test_related_objects_come_once_and_as_their_own_address_shows_them(cast, api):
    article = make_article(cast)
    claims = [make_claim(cast, article), make_claim(cast, article, words="41 bridges")]
    source = make_source(cast)
    evidence = [make_evidence(cast, one, source=source) for one in claims]
    make_proposal(cast, claims[0])

    page = api.viewer.get("claims/?include=article,evidence,assessments").json()
    assert page["included"]["article"] == [api.viewer.get(f"articles/{article.pk}/").json()]
    assert [row["id"] for row in page["included"]["evidence"]] == [one.pk for one in evidence]
    assert [row["claim"] for row in page["included"]["assessments"]] == [claims[0].pk]
    one = api.viewer.get(f"evidence/{evidence[0].pk}/?include=source,claim&fields=id").json()
    assert set(one) == {"id", "included"}
    assert one["included"]["source"] == [api.viewer.get(f"sources/{source.pk}/").json()]


def test_what_is_included_has_a_part_in_the_etag(cast, api):
    claim = make_claim(cast, make_article(cast))
    path = f"claims/{claim.pk}/?include=article"
    tag = api.viewer.get(path)["ETag"]
    assert api.viewer.get(path, **{"If-None-Match": tag}).status_code == 304
    article = claim.article
    api.reporter.patch(f"articles/{article.pk}/", {"byline": "Ilka"}, seen=1)

    assert api.viewer.get(path, **{"If-None-Match": tag}).status_code == 200
    changed = api.checker.patch(f"claims/{claim.pk}/", {"statement": "Anew."}, seen=tag)
    assert changed.status_code == 200


def test_nothing_foreign_is_included(cast, api):
    claim = make_claim(cast, make_article(cast))

    answer = api.stranger.get("claims/?include=article,evidence").json()
    assert answer["included"] == {"article": [], "evidence": []}
    refused(api.stranger.get(f"claims/{claim.pk}/?include=article"), 404, "not-found")


def test_it_costs_the_same_for_many_rows(cast, api):
    api.viewer.get("desks/")
    path = "claims/?include=article,evidence,assessments,contacts"

    def add():
        claim = make_claim(cast, make_article(cast))
        make_evidence(cast, claim)
        make_proposal(cast, claim)

    add()
    one, _ = questions(api.viewer, path)
    for _n in range(4):
        add()
    many, statements = questions(api.viewer, path)
    assert many == one <= 8, statements
