"""An article is copied to another desk: the claims are open there, verdicts are their history."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.errors import Invalid, NotAllowed
from annotations.models import (
    Anchor,
    Article,
    Assessment,
    AttributionStep,
    Claim,
    Comment,
    Evidence,
    Labelling,
    Mention,
    Revision,
    TaggingRun,
    Transfer,
)
from annotations.services.articles import articles, revisions
from annotations.services.claims import assessments
from annotations.services.transfers import copying
from tests.factory import make_article, make_claim, make_evidence, make_proposal, make_source

from .test_move import article, end_transaction, full  # noqa: F401 - fixtures


def copied(cast, article: Article, **given) -> Article:  # noqa: F811
    given = {"actor": cast.editor, "desk_id": cast.other_desk.pk} | given
    row = copying.copy(article_id=article.pk, **given)
    end_transaction()
    return row.article


def shown(article: Article) -> list[tuple]:  # noqa: F811
    """What its claims say, where they stand, who said them and what they rest on."""
    return [
        (
            claim.statement,
            list(claim.anchors.order_by("pk").values_list("start", "end", "exact", "state")),
            [step.speaker_name for step in claim.attribution.order_by("position")],
            sorted(claim.evidence.values_list("source__title", "stance", "excerpt", "note")),
        )
        for claim in Claim.objects.filter(article=article).order_by("sort_start", "pk")
    ]


def test_the_copy_says_what_the_original_says(cast, full):  # noqa: F811
    revisions.revise(
        actor=cast.reporter,
        article_id=full.pk,
        text=full.current_revision.text + " More.",
        kind="update",
        note="",
        seen_version=None,
    )
    before = shown(full)
    copy = copied(cast, full)

    assert shown(copy) == before == shown(full)
    assert (copy.desk, copy.headline) == (cast.other_desk, full.headline)
    texts = [
        list(Revision.objects.filter(article=one).order_by("number").values_list("text", "number"))
        for one in (full, copy)
    ]
    assert texts[0] == texts[1]
    assert copy.current_revision.number == 2


def test_everything_of_it_is_the_other_desks(cast, full):  # noqa: F811
    copy = copied(cast, full)
    there = {cast.other_desk.pk}
    for model, path, desk in (
        (Claim, "article", "desk"),
        (Mention, "article", "desk"),
        (Mention, "article", "entity__desk"),
        (TaggingRun, "article", "desk"),
        (Evidence, "claim__article", "source__desk"),
        (Evidence, "claim__article", "snapshot__source__desk"),
        (AttributionStep, "claim__article", "entity__desk"),
        (Labelling, "claim__article", "label__desk"),
        (Assessment, "claim__article", "rating__desk"),
        (Anchor, "claim__article", "revision__article__desk"),
    ):
        found = set(model._default_manager.filter(**{path: copy}).values_list(desk, flat=True))
        assert found - {None} == there, (model, desk)
    assert not Comment.objects.filter(thread__article=copy).exists()


def test_verdicts_are_history_and_the_desk_decides_for_itself(cast, full):  # noqa: F811
    copy = copied(cast, full)

    history = Assessment.objects.get(claim__article=copy)
    original = Assessment.objects.get(claim__article=full)
    assert (history.state, history.reviewer, history.kept) == (
        "superseded", cast.editor, original.kept
    )  # fmt: skip
    assert original.state == "approved"
    claims = Claim.objects.filter(article=copy)
    assert set(claims.values_list("stage", "assignee")) == {("open", None)}
    proposal = make_proposal(cast, history.claim, actor=cast.editor)
    done = assessments.approve(
        actor=cast.stranger, assessment_id=proposal.pk, seen_version=proposal.version
    )
    assert done.state == "approved"


def test_original_and_copy_name_each_other(cast, full):  # noqa: F811
    copy = copied(cast, full)
    out = Transfer.objects.get(article=full)
    into = Transfer.objects.get(article=copy)

    assert (out.other_article, into.other_article) == (copy, full)
    assert list(Transfer.objects.visible_to(cast.viewer)) == [out]
    assert list(Transfer.objects.visible_to(cast.stranger)) == [into]


def test_a_copy_made_by_mistake_can_be_deleted(cast, full):  # noqa: F811
    copy = copied(cast, full)
    articles.delete(actor=cast.stranger, article_id=copy.pk, seen_version=None)
    assert Transfer.objects.get(article=full).other_article is None
    assert Assessment.objects.filter(claim__article=full).exists()


def test_it_can_be_copied_again(cast, full):  # noqa: F811
    first, second = copied(cast, full), copied(cast, full)
    assert shown(first) == shown(second)


@pytest.mark.parametrize(
    ("person", "refusal"), [("checker", NotAllowed), ("second_editor", Invalid)]
)
def test_who_may_move_it_may_copy_it(cast, article, person, refusal):  # noqa: F811
    with pytest.raises(refusal):
        copied(cast, article, actor=cast.by_role(person))


def test_the_number_of_statements_does_not_grow_with_claims(cast, article):  # noqa: F811
    def statements(words: str) -> int:
        one = make_article(cast, text=words)
        for word in words.split():
            claim = make_claim(cast, one, words=word, claimant=f"Speaker {word}")
            make_evidence(cast, claim, source=make_source(cast, f"https://example.org/{word}"))
        with CaptureQueriesContext(connection) as asked:
            copying.copy(actor=cast.editor, article_id=one.pk, desk_id=cast.other_desk.pk)
        return len(asked)

    statements("Zero")  # Roles and the like are asked once.
    assert statements("Alpha Beta Gamma Delta Epsilon") == statements("One")
