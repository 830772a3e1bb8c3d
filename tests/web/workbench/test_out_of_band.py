"""What an answer changes beside its own place is there, on every page that asks for it."""

import re

import pytest

from annotations.models import TaggingRun
from tests.web.scene import HTMX, words

PAGES = (
    "/articles/",
    "/articles/{article}/",
    "/articles/{article}/?claim={claim}",
    "/articles/{article}/?mention={mention}",
    "/articles/{article}/edit/",
    "/my-work/",
    "/claims/",
    "/entities/",
    "/feeds/",
    "/teaching/",
    "/jobs/",
)


def asked_by(page: str) -> set[str]:
    return {url.replace("&amp;", "&") for url in re.findall(r'hx-get="([^"]+)"', page)}


def changed_beside(fragment: str) -> set[str]:
    tags = re.findall(r"<[a-z][^>]*hx-swap-oob[^>]*>", fragment)
    return {re.search(r'\bid="([^"]+)"', tag).group(1) for tag in tags}


@pytest.mark.parametrize("runs", ["no runs", "runs"])
@pytest.mark.parametrize("path", PAGES)
def test_every_place_an_answer_changes_is_on_the_page(path, runs, scene, cast, sign_in):
    if runs == "no runs":
        TaggingRun.objects.all().delete()
    editor = sign_in(cast.editor)
    ids = {"article": scene.article.pk, "claim": scene.claim.pk, "mention": scene.mention.pk}
    page = words(editor.get(path.format(**ids)))
    # The answer may know more than the page did: a run has ended meanwhile.
    TaggingRun.objects.update(state="done")
    missing = {
        (url, place)
        for url in asked_by(page)
        for place in changed_beside(words(editor.get(url, headers=HTMX)))
        if f'id="{place}"' not in page
    }
    assert asked_by(page)
    assert missing == set()
