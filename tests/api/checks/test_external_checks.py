"""REST keeps what others found about claims."""

import pytest

from annotations.models import ExternalCheck
from tests.factory import make_claim

ADDRESS = "external-checks/"


@pytest.fixture
def claim(cast):
    return make_claim(cast)


def test_one_is_added_listed_and_removed(cast, claim, api):
    api = api.checker
    made = api.post(
        ADDRESS,
        {"claim": claim.pk, "address": "https://facts.example/1", "rating": "False", "value": 1},
    )
    assert made.status_code == 201, made.content
    row = made.json()
    assert (row["claim"], row["desk"], row["address"]) == (
        claim.pk, claim.desk_id, "https://facts.example/1",
    )  # fmt: skip
    assert (row["claim_text"], row["publisher"]) == (claim.statement, "facts.example")
    free = {"desk": "politics", "claim_text": "Taxes fell", "address": "https://facts.example/2"}
    assert api.post(ADDRESS, free).status_code == 201

    assert len(api.get(ADDRESS).json()["results"]) == 2
    of_claim = api.get(f"{ADDRESS}?claim={claim.pk}").json()["results"]
    assert [one["id"] for one in of_claim] == [row["id"]]
    one = f"{ADDRESS}{row['id']}/"
    assert api.get(one).json() == row
    assert api.delete(one, seen=None).status_code == 428
    assert api.delete(one, seen=2).status_code == 412
    assert api.delete(one, seen=made["ETag"]).status_code == 204
    assert ExternalCheck.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        {"address": "https://facts.example/1"},
        {"claim": 1, "desk": "politics", "address": "https://facts.example/1"},
        {"desk": "politics", "address": "https://facts.example/1"},
        {"desk": "politics", "address": "facts", "claim_text": "x"},
        {"desk": "sports", "address": "https://facts.example/1", "claim_text": "x"},
    ],
    ids=["nowhere", "both", "no claim", "no address", "foreign"],
)
def test_what_is_refused(cast, api, body):
    assert api.checker.post(ADDRESS, body).status_code == 422
    assert not ExternalCheck.objects.exists()
