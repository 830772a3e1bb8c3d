"""The table of claims: filters, orders, columns, saved filters, and many changed at once."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Claim, SavedFilter
from annotations.services.claims import claims as services
from annotations.services.claims import labels, watching
from tests.factory import make_article, make_claim
from tests.web.scene import words


@pytest.fixture
def claims(cast) -> list[Claim]:
    labels.add(actor=cast.checker, desk_id=cast.desk.pk, name="Budget")
    article = make_article(cast)
    rows = [make_claim(cast, article, words=w) for w in ("41 bridges", "twice", "Ilka Varn")]
    services.edit(
        actor=cast.checker, claim_id=rows[1].pk, seen_version=1, priority=3,
        labels=["Budget"], attribution=[{"speaker": "The minister"}],
    )  # fmt: skip
    watching.watch(actor=cast.viewer, claim_id=rows[2].pk)
    return list(Claim.objects.order_by("pk"))


def listed(page) -> list[str]:
    return [row.statement for row in page.context["page"].rows]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Ilka Varn", "41 bridges", "twice"]),
        ("sort=-priority", ["twice", "Ilka Varn", "41 bridges"]),
        ("sort=age", ["41 bridges", "twice", "Ilka Varn"]),
        ("sort=-claimant&label=budget", ["twice"]),
        ("priority=urgent", ["twice"]),
        ("watched=1", ["Ilka Varn"]),
        ("assignee=nobody&search=bridges", ["41 bridges"]),
        ("assignee=me", []),
        ("due=overdue", []),
        ("sort=nothing&stage=nothing&columns=nothing", ["Ilka Varn", "41 bridges", "twice"]),
    ],
)
def test_the_address_says_what_is_shown_and_how(cast, claims, sign_in, query, found):
    page = sign_in(cast.viewer).get(f"/claims/?{query}")
    assert (page.status_code, listed(page)) == (200, found)


def test_columns_and_order_are_remembered_for_the_person(cast, claims, sign_in):
    viewer = sign_in(cast.viewer)
    sent = viewer.post(
        "/claims/view/",
        {"sort": "-age", "columns_sent": "1", "columns": ["claimant", "age"], "back": "stage=open"},
    )
    assert sent["Location"] == "/claims/?stage=open&sort=-age&columns=claimant%2Cage"
    page = viewer.get("/claims/")
    assert page.context["view"].sort == "-age"
    assert re.findall(r'th scope="col" class="column-(\w+)"', words(page).split("</thead>")[0]) == [
        "claimant", "age",
    ]  # fmt: skip
    assert "The minister" in words(page)
    assert sign_in(cast.editor).get("/claims/").context["view"].sort == "text"


def test_a_cursor_of_one_order_leads_nowhere_in_another(cast, claims, sign_in, monkeypatch):
    monkeypatch.setattr("annotations.web.shell.paging.page_of.__defaults__", (2,))
    viewer = sign_in(cast.viewer)
    first = viewer.get("/claims/?sort=due")
    cursor = first.context["page"].next
    assert len(listed(viewer.get(f"/claims/{cursor}"))) == 1
    assert viewer.get(f"/claims/{cursor.replace('sort=due', 'sort=age')}").status_code == 400


def test_many_are_changed_and_one_press_takes_it_back(cast, claims, sign_in):
    checker = sign_in(cast.checker)
    chosen = [f"{row.pk}:{row.version}" for row in claims[:2]] + [f"{claims[2].pk}:99"]
    sent = checker.post(
        "/claims/many/",
        {"claims": chosen, "verb": "due", "due": "2026-12-24", "back": "stage=open"},
    )
    assert sent["Location"] == "/claims/?stage=open"
    page = checker.get(sent["Location"])
    assert "2 claims changed." in words(page)
    assert "1 claim was left as it was:" in words(page)
    assert "Somebody else changed this" in words(page)
    request = page.context["told"]["request"]
    assert Claim.objects.filter(due=None).count() == 1
    undone = checker.post("/undo/", {"request": request, "back": "/claims/?stage=open"})
    assert undone["Location"] == "/claims/?stage=open"
    assert Claim.objects.filter(due=None).count() == 3
    assert "2 claims changed." not in words(checker.get("/claims/"))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "Choose what to do"),
        ({"verb": "due", "due": "soon"}, "Enter a date."),
        ({"verb": "dismiss"}, "Say why"),
        ({"verb": "priority", "priority": "soon"}, "Choose what to do"),
        ({"verb": "assign", "user": "99999999"}, "not on the desk"),
        ({"verb": "due", "claims": ["x"]}, "Select the claims first."),
        ({"verb": "due", "claims": []}, "Select the claims first."),
    ],
)
def test_what_cannot_be_is_told_above_the_list(cast, claims, sign_in, given, told):
    chosen = {"claims": [f"{claims[0].pk}:1"], "back": "sort=age"} | given
    page = sign_in(cast.editor).post("/claims/many/", chosen)
    assert page.status_code == 422
    assert told in words(page)
    assert page.context["view"].sort == "age"


def test_a_filter_is_kept_for_oneself_or_shared_with_the_desk(cast, claims, sign_in):
    checker, viewer = sign_in(cast.checker), sign_in(cast.viewer)
    checker.post("/filters/add/", {"name": "Mine", "back": "assignee=me&junk=1"})
    checker.post(
        "/filters/add/", {"name": "Rush", "back": "priority=urgent", "for_desk": "politics"}
    )
    assert dict(SavedFilter.objects.values_list("name", "query")) == {
        "Mine": "assignee=me", "Rush": "priority=urgent",
    }  # fmt: skip
    assert "Mine" not in words(viewer.get("/claims/"))
    shown = words(viewer.get("/claims/?priority=urgent"))
    assert 'href="/claims/?priority=urgent" aria-current="true"' in shown
    assert "Rush" not in words(sign_in(cast.stranger).get("/claims/"))

    shared = SavedFilter.objects.get(name="Rush")
    assert viewer.post(f"/filters/{shared.pk}/remove/").status_code == 403
    mine = SavedFilter.objects.get(name="Mine")
    assert viewer.post(f"/filters/{mine.pk}/remove/").status_code == 404
    assert checker.post(f"/filters/{mine.pk}/remove/").status_code == 302
    refused = viewer.post(
        "/filters/add/", {"name": "X", "back": "stage=open", "for_desk": "politics"}
    )
    assert refused.status_code == 403
    assert checker.post("/filters/add/", {"name": "All", "back": "junk=1"}).status_code == 422


def test_an_address_in_a_form_is_no_way_round_what_cannot_be_read(cast, claims, sign_in):
    checker = sign_in(cast.checker)
    for back in ("search=%00bridges", "label=%00", "rating=%00", "search=%ED%A0%80"):
        assert checker.post("/claims/many/", {"back": back}).status_code == 422
    checker.post("/filters/add/", {"name": "Bridges", "back": "search=bridges%00"})
    assert SavedFilter.objects.get().query == "search=bridges"


def test_the_export_takes_the_filters_of_the_list(cast, claims, sign_in):
    viewer = sign_in(cast.viewer)
    for query in ("watched=1", "assignee=me", "assignee=nobody", "due=week&priority=urgent",
                  "label=Budget"):  # fmt: skip
        page = viewer.get(f"/claims/?{query}")
        export = viewer.get(f"/api/v1/exports/claims.json?{page.context['export_query']}")
        rows = b"".join(export.streaming_content)
        assert export.status_code == 200
        assert rows.count(b'"statement"') == len(listed(page)), query


def test_the_number_of_queries_does_not_grow_with_the_rows(cast, claims, sign_in):
    viewer = sign_in(cast.viewer)
    everything = (
        f"/claims/?columns={'claimant,age,date,due,priority,assignee,labels,verdict,stage'}"
    )

    def queries() -> int:
        with CaptureQueriesContext(connection) as taken:
            assert viewer.get(everything).status_code == 200
        return len(taken)

    queries()
    few = queries()
    for number in range(5):
        article = make_article(cast, headline=f"Other {number}")
        claim = make_claim(cast, article)
        services.edit(
            actor=cast.checker, claim_id=claim.pk, seen_version=1, labels=["Budget"],
            attribution=[{"speaker": "She"}],
        )  # fmt: skip
    assert queries() == few
