"""Rows of claims, written by stencils."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from annotations.services.claims import workflow
from annotations.templatetags import stencils
from annotations.web.claims.rows import describe
from tests.factory import make_article, make_checked_claim, make_claim, make_proposal

ROW = "claims/claim_row.html"


@pytest.fixture
def claims(cast):
    """One of each kind that a row tells of."""
    article = make_article(cast)
    checked = make_checked_claim(cast, article)
    proposed = make_claim(cast, article)
    make_proposal(cast, proposed)
    taken = make_claim(cast, article)
    workflow.take(actor=cast.checker, claim_id=taken.pk, seen_version=taken.version)
    hostile = make_claim(cast, article, statement="<b>41 & “bridges”</b>")
    rows = [checked, proposed, taken, hostile, make_claim(cast, article)]
    for row in rows:
        row.refresh_from_db(fields=["stage", "assignee"])
    describe(rows)
    rows[-1].waits = "changed"
    return rows


def drawn(claims, **more):
    shown = Context({"claims": claims, "may": {}, "css": "rows", **more})
    return Template(f'{{% claim_rows claims "{ROW}" css=css %}}').render(shown)


def test_rows_are_what_the_template_draws_of_each(claims):
    apart = [render_to_string(ROW, {"claim": claim}) for claim in claims]

    assert drawn(claims) == f'<ul class="rows">{"".join(apart)}</ul>'
    assert len(set(apart)) == len(claims)


def test_words_are_escaped(claims):
    assert "&lt;b&gt;41 &amp; “bridges”&lt;/b&gt;" in drawn(claims)
    assert "<b>" not in drawn(claims)


def test_a_row_is_short_and_nothing_of_it_waits_to_be_prepared(claims):
    """An article may have a thousand: js/panel/panel.js follows their links."""
    row = drawn(claims[-1:]).removeprefix('<ul class="rows">').removesuffix("</ul>")
    assert len(row) - len(claims[-1].statement) < 600
    assert "hx-" not in row


def test_the_same_kind_is_drawn_once(claims, monkeypatch):
    asked = []
    kind = stencils._kind
    monkeypatch.setattr(stencils, "_kind", lambda claim: asked.append(claim) or kind(claim))

    assert drawn([claims[3]] * 50).count("data-claim") == 50
    assert asked == [claims[3]]


@pytest.mark.parametrize(("number", "late"), [(0, 0), (40, 0), (41, 1), (500, 460)])
def test_rows_that_no_screen_has_room_for_wait_for_a_script(claims, number, late):
    first, _, waiting = drawn([claims[0]] * number, css="x").partition("<noscript")
    assert first.count("<li") == number - late
    assert first.startswith('<ul class="x">')
    assert waiting.count("<li") == late
    assert not late or waiting.endswith("</ul></noscript>")


def test_an_answer_to_a_script_is_whole(claims):
    asked = SimpleNamespace(htmx=True)
    assert "<noscript" not in drawn([claims[0]] * 41, request=asked)
