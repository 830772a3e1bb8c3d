"""Names of a file on texts that the product tags, or has tagged."""

import pytest

from annotations.models import Mention
from annotations.services.articles import bulk
from annotations.work.tagging import run
from tests.cast import make_cast
from tests.services.racing import race
from tests.work.conftest import use  # noqa: F401 - a fixture
from tests.work.engines import Names

from .test_imports import bring, jsonl

TEXT = "Ilka Varn met Ole Brandt."
ROW = {"headline": "One", "text": TEXT, "label": [[0, 9, "PER"]]}
FOUND = [("Ilka Varn", "accepted", "doccano/import"), ("Ole Brandt", "suggested", "names/1")]


@pytest.fixture
def cast(use):  # noqa: F811
    """With an article that waits for its run."""
    use(Names(("Ilka Varn", "PERSON"), ("Ole Brandt", "PERSON"), ("Varn", "ORG")))
    cast = make_cast()
    sent = bulk.Incoming(headline="One", text=TEXT, about={"language": "en"})
    bulk.add(actor=cast.editor, desk=cast.desk, drafts=[bulk.draft_of(sent)])
    return cast


def names():
    return list(Mention.objects.order_by("start").values_list("exact", "state", "origin"))


@pytest.mark.django_db
def test_over_the_words_of_a_file_no_suggestion_stays(cast):
    assert run.tag_next()
    bring(cast, jsonl(ROW))
    assert names() == FOUND


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_file_first", [True, False])
def test_names_that_come_while_a_run_writes_are_there_once(cast, is_file_first):
    calls = [lambda: bring(cast, jsonl(ROW)), run.tag_next]
    for answer in race(*(calls if is_file_first else calls[::-1])):
        assert not isinstance(answer, Exception), answer
    assert names() == FOUND
