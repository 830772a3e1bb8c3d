"""A desk's everything.ndjson comes to another desk, which has work of its own."""

from annotations.exchange.everything.export import Everything
from annotations.jobs import run_import
from annotations.models import Article, Claim, Import
from annotations.services.articles import embargoes
from annotations.services.claims import claims
from annotations.services.imports import imports
from tests.factory import make_article, make_checked_claim
from tests.names import make_article_naming


def test_texts_names_and_claims_come_under_new_numbers(cast):
    claim = make_checked_claim(cast)
    claims.edit(actor=cast.checker, claim_id=claim.pk, seen_version=None, statement="In our words")
    make_article_naming(cast, "Ole Brandt")
    secret = make_article(cast, headline="Not yet")
    embargoes.put(actor=cast.editor, article_id=secret.pk)
    data = b"".join(Everything(cast.desk))

    job = imports.add(
        actor=cast.stranger, desk=cast.other_desk, format="newsroom", data=data,
        filename="everything.ndjson", start=True,
    )  # fmt: skip
    assert run_import.bring_in_this(job.pk)

    assert Import.objects.get().state == "done"
    came = Article.objects.filter(desk=cast.other_desk)
    assert came.count() == Article.objects.filter(desk=cast.desk).count() - 1
    assert not came.filter(headline="Not yet").exists()
    copy = Claim.objects.get(desk=cast.other_desk)
    assert (copy.statement, copy.stage, copy.created_by) == ("In our words", "open", cast.stranger)
    assert copy.anchors.get().exact == claim.anchors.get().exact
    assert not copy.assessments.exists()
    names = [one.exact for article in came for one in article.mentions.filter(state="accepted")]
    assert names == ["Ole Brandt"]
