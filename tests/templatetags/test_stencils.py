"""Rows of claims, written by stencils."""

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from annotations.models import Stage
from annotations.services.claims import workflow
from annotations.templatetags.stencils import KINDS
from annotations.web.claims.rows import describe
from tests.factory import make_article, make_checked_claim, make_claim, make_proposal

ROW = "workbench/claim_row.html"


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
    shown = Context({"claims": claims, "may": {}, **more})
    return Template(f'{{% claim_rows claims "{ROW}" %}}').render(shown)


def test_rows_are_what_the_template_draws_of_each(claims):
    for claim in claims:
        for name, read in KINDS.items():
            if name not in ("get_stage_display", "assignee"):
                setattr(claim, name, read(claim))
    apart = [render_to_string(ROW, {"claim": claim}) for claim in claims]

    assert drawn(claims) == "".join(apart)
    assert len(set(apart)) == len(claims)


def test_words_are_escaped(claims):
    assert "&lt;b&gt;41 &amp; “bridges”&lt;/b&gt;" in drawn(claims)
    assert "<b>" not in drawn(claims)


def test_the_same_kind_is_drawn_once(claims, monkeypatch):
    asked = []
    stage = Stage.OPEN.label
    monkeypatch.setitem(KINDS, "get_stage_display", lambda claim: asked.append(claim.pk) or stage)
    many = [claims[3]] * 50

    assert drawn(many).count("<li") == len(asked) == 50
