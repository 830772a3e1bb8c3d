"""Taking down for legal reasons, as administrators ask for it in the panel."""

import pytest

from annotations.models import Redaction
from tests.factory import make_article, make_checked_claim

ADD = "/admin/annotations/redaction/add/"
SAID = {"reason": "A court says so.", "basis": "Order 7"}


@pytest.fixture
def panel(cast, sign_in):
    return sign_in(cast.admin)


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("table", "kind"), [("article", "article"), ("claim", "claim"), ("user", "person")]
)
def test_an_action_leads_to_the_form_with_what_was_chosen(cast, panel, table, kind):
    claim = make_checked_claim(cast)
    pk = {"article": claim.article_id, "claim": claim.pk, "user": cast.viewer.pk}[table]
    chosen = {"action": "take_down", "_selected_action": [pk]}
    answer = panel.post(f"/admin/annotations/{table}/", chosen)
    assert (answer.status_code, answer["Location"]) == (302, f"{ADD}?kind={kind}&object_id={pk}")
    assert f'value="{pk}"' in words(panel.get(answer["Location"]))


def test_first_it_is_seen_what_would_go_then_it_is_asked_for(cast, panel):
    claim = make_checked_claim(cast)
    form = {"kind": "article", "object_id": claim.article_id, **SAID}

    page = panel.post(ADD, form)
    assert "What would be removed or lose words" in words(page)
    assert not Redaction.objects.exists()

    answer = panel.post(ADD, form | {"confirmed": "yes"})
    row = Redaction.objects.get()
    assert answer["Location"] == f"/admin/annotations/redaction/{row.pk}/change/"
    assert (row.state, row.requested_by) == ("requested", cast.admin)
    assert "A court says so." in words(panel.get(answer["Location"]))


def test_words_of_more_than_one_line_are_found_as_they_stand(cast, panel):
    article = make_article(cast, text="One.\nTwo, she said.\n\nThree.")
    form = {
        "kind": "span",
        "object_id": article.current_revision_id,
        "words": "One.\r\nTwo",
        "confirmed": "yes",
        **SAID,
    }
    assert panel.post(ADD, form).status_code == 302
    row = Redaction.objects.get()
    assert (row.start, row.end, row.text) == (0, 8, "")


def test_what_is_refused_is_said_beside_its_field(cast, panel):
    page = panel.post(ADD, {"kind": "name", "words": "", **SAID})
    assert "Say which words are to go" in words(page)
    page = panel.post(ADD, {"kind": "article", "object_id": 10**9, **SAID})
    assert "There is no such thing" in words(page)


def test_nobody_else_may(cast, sign_in):
    cast.editor.is_staff = True
    cast.editor.save()
    assert sign_in(cast.editor).get(ADD).status_code == 403
    assert sign_in(cast.editor).post(ADD, {"kind": "name"}).status_code == 403
