"""The page of exports"""

import html
import json
import re

import pytest

from annotations.exchange.formats import FORMATS
from annotations.models import Membership
from annotations.web.exports.page import GROUPS
from tests.factory import make_article, make_claim
from tests.names import make_article_naming
from tests.web.publications.scene import checked, open_pages, published


@pytest.fixture
def viewer(cast, sign_in):
    return sign_in(cast.viewer)


def shown(client, query: str = "", status: int = 200):
    page = client.get(f"/exports/{query}")
    assert page.status_code == status
    return page


def address(page) -> str:
    return html.unescape(re.search(r'href="([^"]*)" download', page.content.decode())[1])


def test_every_format_leads_to_its_file(cast, sign_in):
    make_claim(cast)
    editor = sign_in(cast.editor)
    for name in FORMATS:
        page = shown(editor, f"?format={name}&desk={cast.desk.slug}")
        assert f'<option value="{name}" selected>' in page.content.decode()
        file = editor.get(address(page))
        assert (file.status_code, file.headers["Content-Disposition"]) == (
            200,
            f'attachment; filename="{name}"',
        )
        assert b"".join(file.streaming_content) is not None


def test_filters_go_along_and_what_they_leave_is_counted(cast, viewer):
    article = make_article(cast)
    make_claim(cast, article)
    make_claim(cast, article, words="2019")

    page = shown(viewer, f"?desk={cast.desk.slug}&search=bridges&stage=open")
    assert page.context["export"].counted == "1 claim"
    assert address(page).endswith(
        f"/api/v1/exports/claims.csv?desk={cast.desk.slug}&stage=open&search=bridges"
    )
    assert 'curl -H "Authorization: Bearer $token"' in page.content.decode()
    assert shown(viewer).context["export"].counted == "2 claims"


def test_what_a_file_leaves_out_is_not_counted(cast, viewer):
    open_pages(cast)
    article = make_article(cast)
    published(cast, article)
    checked(cast, article, words="2019", rating="opinion")
    make_claim(cast)

    for name, records in (("claimreview.jsonld", 1), ("averitec.json", 1), ("claims.csv", 3)):
        page = shown(viewer, f"?format={name}")
        assert page.context["export"].counted.split()[0] == str(records), name
        body = b"".join(viewer.get(address(page)).streaming_content)
        if name == "claimreview.jsonld":
            assert len(json.loads(body)["dataFeedElement"]) == records
        if name == "averitec.json":
            assert len(json.loads(body)) == records


def test_a_filter_that_the_format_has_not_is_let_go(cast, viewer):
    make_article_naming(cast, "Ilka Varn")
    page = shown(viewer, "?format=mentions.jsonl&rating=mixed&language=no")
    assert address(page).endswith("/mentions.jsonl?language=no")
    assert page.context["export"].counted == "0 articles"


def test_a_day_begins_at_midnight_and_is_shown_as_a_day(cast, viewer):
    page = shown(viewer, "?updated_since=2026-03-01")
    assert address(page).endswith("?updated_since=2026-03-01T00%3A00%3A00Z")
    assert 'value="2026-03-01"' in page.content.decode()


@pytest.mark.parametrize(
    ("query", "told"),
    [("?stage=nonsense", "is not one of"), ("?article=x", "is not an id")],
)
def test_a_filter_that_cannot_be_read_is_said_and_nothing_offered(query, told, cast, viewer):
    page = shown(viewer, query, 400)
    assert told in page.content.decode()
    assert "data-streams" not in page.content.decode()


def test_words_of_an_address_stay_words(cast, viewer):
    page = shown(viewer, "?search=%22%3E%3Cscript%3E$(x)`")
    assert "<script>$(x)" not in page.content.decode()
    assert address(page).endswith("?search=%22%3E%3Cscript%3E%24%28x%29%60")


def test_nobody_counts_what_they_may_not_see(cast, sign_in):
    make_claim(cast)
    stranger = sign_in(cast.stranger)
    assert shown(stranger).context["export"].counted == "0 claims"
    shown(stranger, f"?desk={cast.desk.slug}", 404)


def test_a_whole_desk_is_offered_to_its_editors_alone(cast, sign_in, viewer):
    groups = [name for name, _ in shown(viewer).context["formats"]]
    assert groups == ["Claims", "Articles and their names", "Reviewed texts"]
    shown(viewer, f"?format=everything.ndjson&desk={cast.desk.slug}", 403)
    assert "A whole desk" in [name for name, _ in shown(sign_in(cast.editor)).context["formats"]]


def test_who_has_one_desk_need_not_say_which_leaves_as_a_whole(cast, sign_in):
    client = sign_in(cast.editor)
    page = shown(client, "?format=everything.ndjson")
    assert page.context["export"].counted == "1 desk"
    assert address(page).endswith(f"?desk={cast.desk.slug}")
    Membership.objects.create(user=cast.editor, desk=cast.other_desk, role="editor")
    assert "Say which desk." in shown(client, "?format=everything.ndjson", 400).content.decode()


def test_what_a_format_holds_is_known_to_the_page():
    assert {found.subject for found in FORMATS.values()} <= set(GROUPS)


def test_lists_lead_to_it_with_their_filters(cast, viewer):
    make_claim(cast)

    def led_to_from(listed: str) -> str:
        links = re.findall(r'href="(/exports/\?[^"]*)"', viewer.get(listed).content.decode())
        return address(viewer.get(html.unescape(links[0])))

    found = led_to_from(f"/claims/?desk={cast.desk.slug}&stage=open&assignee=nobody")
    assert found.endswith(f"?desk={cast.desk.slug}&stage=open&assignee=nobody")
    found = led_to_from("/articles/?search=bridges&stage=open")
    assert found.endswith(f"/articles.ninjs?desk={cast.desk.slug}&search=bridges&stage=open")


def test_fields_that_are_chosen_go_along_in_the_address(cast, viewer):
    page = shown(viewer, "?fields=statement&fields=id&stage=open")
    assert address(page).endswith("/claims.csv?stage=open&fields=id,statement")
    text = page.content.decode()
    assert "claims.csv?stage=open&amp;fields=id,statement" in text
    assert re.search(r'value="statement" checked', text)
    assert not re.search(r'value="headline" checked', text)


def test_all_fields_are_no_choice_and_others_are_let_go(cast, viewer):
    every = "&".join(f"fields={name}" for name in FORMATS["claims.csv"].fields.names)
    assert address(shown(viewer, f"?{every}")).endswith("/claims.csv")
    kept = shown(viewer, "?format=claims.json&fields=exact,id,nothing")
    assert address(kept).endswith("/claims.json?fields=id")
    assert 'name="fields"' not in shown(viewer, "?format=mentions.jsonl&fields=id").content.decode()
