"""Pages of work between desks and between raters: accessible, within the screen, no console word.

In a product of its own: with a second desk all pages differ.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.running import ROOT, Running, running
from tests.browser.test_pages import PHONE, WIDE, faults_of

pytestmark = pytest.mark.browser
MADE = """
import json
from datetime import timedelta
from django.utils import timezone
from annotations.models import Article, Assessment, Claim, User
from annotations.services.accounts import desks, double_check, handover
from annotations.services.articles import embargoes
from annotations.services.claims import double_checks
from annotations.services.transfers import copying, move

who = {one.username: one for one in User.objects.all()}
editor, checker = who["editor"], who["checker"]
desk = desks.create(actor=who["admin"], name="Regional desk", slug="regional")
for one, role in ((editor, "editor"), (checker, "checker"), (who["reporter"], "reporter")):
    desks.set_role(actor=who["admin"], desk=desk, user=one, role=role)
who = {one.username: one for one in User.objects.all()}
editor, checker = who["editor"], who["checker"]
english = Article.objects.get(headline__startswith="Transport minister")
moved, hidden = Article.objects.exclude(pk=english.pk).order_by("pk")
copied = copying.copy(actor=editor, article_id=english.pk, desk_id=desk.pk).article_id
move.move(actor=editor, article_id=moved.pk, desk_id=desk.pk)
embargoes.put(actor=editor, article_id=hidden.pk, people=[checker.pk], reason="Not before Friday",
              until=timezone.now() + timedelta(days=2))
double_check.switch(actor=editor, desk_id=desk.pk, on=True)
fresh = Claim.objects.filter(article=copied, stage="open")
fresh = fresh.exclude(pk__in=Assessment.objects.values("claim"))
alike, differing, waiting = fresh.order_by("pk")[:3]
for claim, ratings in ((alike, ("supported", "supported")), (differing, ("refuted", "mixed"))):
    for one, rating in zip((checker, editor), ratings):
        double_checks.hand_in(actor=one, claim_id=claim.pk, question="true", rating=rating,
                              rationale="Counted again.")
double_checks.take(actor=checker, claim_id=waiting.pk, question="true")
went = handover.hand_over(actor=editor, desk_id=english.desk_id, user_id=checker.pk, to=editor.pk)
print(json.dumps({
    "desk": desk.pk, "english": english.pk, "hidden": hidden.pk, "copied": copied,
    "claims": [alike.pk, differing.pk, waiting.pk], "handover": went.pk, "checker": checker.pk,
}))
"""


@pytest.fixture(scope="module")
def desks(tmp_path_factory) -> Iterator[tuple[Running, list[str]]]:
    """A product with two desks, and the pages of what was done between them."""
    data = tmp_path_factory.mktemp("desks")
    with running(data) as started:
        made = subprocess.run(
            [sys.executable, "manage.py", "shell", "-v", "0", "-c", MADE],
            cwd=ROOT, env={**os.environ, "NEWSROOM_DATA": str(data)}, check=True, text=True,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        at = json.loads(made.stdout.splitlines()[-1])
        yield (
            started,
            [
                "/transfers/",
                f"/articles/{at['english']}/desk/",
                f"/articles/{at['english']}/desk/?to={at['desk']}",
                f"/articles/{at['hidden']}/embargo/",
                f"/articles/{at['english']}/embargo/",
                f"/articles/{at['hidden']}/",
                f"/desks/{at['desk']}/double-check/",
                f"/desks/{at['desk']}/members/hand-over/?user={at['checker']}",
                f"/handovers/{at['handover']}/",
                "/claims/similar/",
                "/claims/similar/?text=Nine+people+were+injured+on+the+bridge",
                "/articles/",
                "/my-work/",
                "/desks/1/",
                f"/labels/?desk={at['desk']}",
                *(f"/articles/{at['copied']}/?claim={claim}" for claim in at["claims"]),
            ],
        )


@pytest.fixture(params=["light", "dark"])
def scheme(request) -> str:
    return request.param


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def seen(request, scheme, new_page, desks) -> Page:
    page = new_page(viewport=request.param, color_scheme=scheme)
    return desks[0].sign_in(page, "editor")


def test_none_breaks_a_rule_of_accessibility_or_is_wider_than_the_screen(seen, desks):
    started, paths = desks
    found, wide = {}, {}
    for path in paths:
        assert seen.goto(started.url + path).status == 200, path
        if "?claim" in path:
            seen.wait_for_selector("[data-panel-claim]")
        seen.evaluate(
            "document.querySelectorAll('details:not(.menu)').forEach((one) => { one.open = true; })"
        )
        found[path] = faults_of(seen)
        wide[path] = seen.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )

    assert {path: faults for path, faults in found.items() if faults} == {}
    assert {path: excess for path, excess in wide.items() if excess > 0} == {}
