"""/api/v1/claims/{id}/links/ and claim-links/"""

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
