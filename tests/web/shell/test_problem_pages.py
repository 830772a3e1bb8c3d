"""Each problem that REST sends has a page at its address."""

import re
from pathlib import Path

import pytest

from annotations import errors
from annotations.api.shell.problems import SLUGS
from annotations.web.shell.problem_pages import KINDS

SOURCE = Path(errors.__file__).parent
# A type written out, and a slug given to what makes a problem.
SAID = re.compile(r'/problems/([a-z][a-z-]+)|\bslug ?= ?"([a-z-]+)"')


def kinds_of(error: type[errors.DomainError]) -> set[tuple[str, int]]:
    return {(error.slug, error.status)}.union(*map(kinds_of, error.__subclasses__()))


def written_out() -> set[str]:
    found = set()
    for part in ("errors.py", "api", "web/shell"):
        path = SOURCE / part
        for file in [path] if path.is_file() else path.rglob("*.py"):
            found |= {one or two for one, two in SAID.findall(file.read_text(encoding="utf-8"))}
    return found


def test_every_kind_that_is_sent_has_its_page_with_its_status():
    sent = kinds_of(errors.DomainError) | {(slug, status) for status, (slug, _) in SLUGS.items()}

    assert {slug for slug, _ in sent} | written_out() | {"error", "length-required"} == set(KINDS)
    assert {(slug, str(status)) for slug, status in sent} <= {
        (slug, kind.status) for slug, kind in KINDS.items()
    }


@pytest.mark.parametrize("slug", KINDS)
def test_its_page_explains_it_to_anybody(slug, db, client):
    response = client.get(f"/problems/{slug}")

    assert response.status_code == 200
    assert f"/problems/{slug}" in response.content.decode()
    assert str(KINDS[slug].title) in response.content.decode()


def test_all_are_listed_and_others_are_not_there(db, client):
    listed = client.get("/problems/").content.decode()

    assert all(f'href="/problems/{slug}"' in listed for slug in KINDS)
    assert client.get("/problems/nonsense").status_code == 404
    assert client.post("/problems/").status_code in (403, 405)


def test_the_address_of_a_refusal_leads_to_its_page(db, client):
    refusal = client.get("/api/v1/me/")

    assert client.get(refusal.json()["type"]).status_code == 200
