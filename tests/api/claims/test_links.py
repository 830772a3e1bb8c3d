"""/api/v1/claims/{id}/links/ and claim-links/"""

from datetime import datetime

from annotations.models import Claim
from tests.factory import make_article, make_claim


def test_links_are_added_listed_on_both_and_removed(cast, api):
    article = make_article(cast)
    first, second = make_claim(cast, article), make_claim(cast, article, words="Ilka Varn")
    made = api.reporter.post(f"claims/{second.pk}/links/", {"other": first.pk, "kind": "same"})
    assert made.status_code == 201, made.content
    row = made.json()
    assert (row["claim"], row["other"], row["kind"]) == (first.pk, second.pk, "same")
    for pk in (first.pk, second.pk):
        assert api.viewer.get(f"claims/{pk}/links/").json()["results"] == [row]
    assert api.stranger.get(row["url"]).status_code == 404
    assert api.reporter.send("DELETE", row["url"]).status_code == 204
    assert api.viewer.get(f"claims/{first.pk}/links/").json()["results"] == []


def test_what_cannot_be_linked_is_said_beside_its_field(cast, api):
    claim = make_claim(cast)
    for body, field in (
        ({"other": claim.pk, "kind": "same"}, "other"),
        ({"other": 0, "kind": "x"}, "kind"),
    ):
        answer = api.reporter.post(f"claims/{claim.pk}/links/", body)
        assert answer.status_code == 422
        assert field in answer.content.decode()


def test_a_family_is_told_with_its_first_and_last_sighting(cast, api):
    days = [f"2026-0{month}-05T00:00:00+00:00" for month in (3, 2, 4)]
    claims = [
        make_claim(cast, make_article(cast, headline=day, published_at=datetime.fromisoformat(day)))
        for day in days
    ]
    one, two, three = (claim.pk for claim in claims)
    alone = api.viewer.get(f"claims/{one}/family/").json()
    assert alone == {"claims": [one], "first": days[0], "last": days[0]}
    for other in (one, three):
        api.reporter.post(f"claims/{two}/links/", {"other": other, "kind": "same"})
    api.reporter.post(f"claims/{two}/links/", {"other": make_claim(cast).pk, "kind": "follows"})
    for claim in (one, three):
        family = api.viewer.get(f"claims/{claim}/family/").json()
        assert family == {"claims": [two, one, three], "first": days[1], "last": days[2]}
    Claim.objects.filter(pk=three).update(stage="suggested")
    assert api.viewer.get(f"claims/{one}/family/").json()["last"] == days[0]
    Claim.objects.filter(pk__in=[one, two]).update(stage="dismissed")
    assert api.viewer.get(f"claims/{one}/family/").status_code == 404
