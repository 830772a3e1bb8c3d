"""A form that is sent again because its answer was lost is done once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.models import Answer, Article, Evidence, Membership, Role, TaggingRun
from tests import factory
from tests.web.scene import HTMX, words

KEY = {"Idempotency-Key": "one"}
EVIDENCE = {"source_text": "https://example.org/a", "stance": "supports", "question": "true"}


@pytest.fixture
def claim(cast):
    return factory.make_claim(cast)


@pytest.fixture
def checker(cast, sign_in):
    return sign_in(cast.checker)


def add(client, claim, **fields):
    return client.post(f"/claims/{claim.pk}/evidence/", EVIDENCE | fields, headers=HTMX | KEY)


def test_the_second_time_the_answer_of_the_first_is_shown(claim, checker):
    first, second = add(checker, claim), add(checker, claim)

    assert Evidence.objects.count() == 1
    assert (second.status_code, second.content) == (first.status_code, first.content)
    assert second["Content-Type"] == first["Content-Type"]
    assert second["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first


def test_a_form_without_a_key_is_done_each_time(claim, checker):
    for _ in range(2):
        checker.post(f"/claims/{claim.pk}/evidence/", EVIDENCE, headers=HTMX)

    assert Evidence.objects.count() == 2
    assert not Answer.objects.exists()


def test_another_token_in_the_form_makes_no_other_form(claim, checker):
    add(checker, claim, csrfmiddlewaretoken="a" * 64)
    add(checker, claim, csrfmiddlewaretoken="b" * 64)

    assert Evidence.objects.count() == 1


def test_another_form_under_the_key_is_refused(claim, checker):
    add(checker, claim)
    refused = add(checker, claim, stance="refutes")

    assert refused.status_code == 422
    assert refused["HX-Reswap"] == "none"
    assert Evidence.objects.count() == 1


def test_a_refused_form_may_be_mended_under_its_key(claim, checker):
    assert add(checker, claim, stance="").status_code == 422
    assert not Answer.objects.exists()
    assert add(checker, claim).status_code == 200
    assert Evidence.objects.count() == 1


def test_what_the_page_is_told_beside_the_answer_is_told_again(cast, checker):
    article = factory.make_article(cast)
    TaggingRun.objects.update(state="failed", error="x")
    address = f"/articles/{article.pk}/tag/"

    first, second = (checker.post(address, headers=HTMX | KEY) for _ in range(2))

    assert second["Idempotent-Replayed"] == "true"
    assert (second.status_code, second["HX-Trigger"]) == (first.status_code, first["HX-Trigger"])


def test_a_file_that_is_sent_twice_makes_one_article(cast, checker):
    def send(words: bytes):
        file = SimpleUploadedFile("story.txt", words, "text/plain")
        headers = KEY | {"Accept": "application/json"}
        sent = {"desk": cast.desk.pk, "file": file}
        return checker.post("/articles/upload/", sent, headers=headers)

    first, second = send(b"A headline"), send(b"A headline")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert send(b"Another one").status_code == 422
    assert Article.objects.count() == 1


def test_a_page_of_refused_files_is_no_answer_to_keep(cast, checker):
    def send(data: bytes):
        files = [SimpleUploadedFile("good.txt", b"Good"), SimpleUploadedFile("bad.txt", data)]
        return checker.post("/articles/upload/", {"desk": cast.desk.pk, "file": files}, headers=KEY)

    assert send(b"").status_code == 422
    assert Article.objects.count() == 1
    assert not Answer.objects.exists()


def test_who_lost_the_role_gets_no_answer_from_before(cast, claim, checker):
    add(checker, claim)
    Membership.objects.filter(user=cast.checker).update(role=Role.VIEWER)

    refused = add(checker, claim)

    assert refused.status_code == 422
    assert "example.org" not in words(refused)


def test_two_people_may_have_the_same_key(cast, claim, checker, sign_in):
    add(checker, claim)
    add(sign_in(cast.editor), claim)

    assert Evidence.objects.count() == 2
