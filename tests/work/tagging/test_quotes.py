"""Quotations of a run."""

from annotations.models import Entity, Quotation
from annotations.services.articles import articles
from annotations.services.tagging import runs
from annotations.work.tagging import run
from tests.factory import make_article
from tests.work.engines import Quote, Reader, Speaker

TEXT = "“I was never told,” Ilka Varn said, “of the report.” Ole Brandt called it “unfair”."


def told(text):
    start = text.index("Ilka")
    speaker = Speaker("Ilka Varn", "PERSON", start, start + len("Ilka Varn"))
    first, second = (0, text.index(" Ilka")), (text.index("“of"), text.index(" Ole"))
    yield Quote(0, second[1], (first, second), speaker, cue="said")
    start = text.index("“unfair")
    yield Quote(start, start + len("“unfair”"), ((start, start + 8),), kind="partial")


def tag(cast, article):
    runs.tag_again(actor=cast.reporter, article_id=article.pk)
    run.tag_next()


def test_a_quotation_is_written_with_its_speaker(cast, use):
    use(Reader(("Ilka Varn", "PERSON"), quotes=told))
    tag(cast, make_article(cast, text=TEXT))

    first, second = Quotation.objects.order_by("start")
    assert (first.speaker, first.cue, first.kind, first.form) == (
        "Ilka Varn", "said", "direct", "quote",
    )  # fmt: skip
    assert first.entity == Entity.objects.get(name="Ilka Varn")
    assert TEXT[first.speaker_start : first.speaker_end] == "Ilka Varn"
    assert [TEXT[start:end] for start, end in first.parts] == [
        "“I was never told,”",
        "“of the report.”",
    ]
    assert (second.exact, second.speaker, second.speaker_start) == ("“unfair”", "", None)
    assert {first.origin, second.origin} == {"reader/1"}


def test_a_second_run_changes_nothing_and_a_new_version_all(cast, use):
    use(Reader(quotes=told))
    article = make_article(cast, text=TEXT)
    tag(cast, article)
    before = set(Quotation.objects.values_list("pk", flat=True))
    tag(cast, article)
    assert set(Quotation.objects.values_list("pk", flat=True)) == before

    use(Reader(quotes=lambda text: list(told(text))[:1], version="2"))
    tag(cast, article)
    assert Quotation.objects.get().origin == "reader/2"


def test_an_article_with_quotations_can_be_deleted(cast, use):
    use(Reader(quotes=told))
    article = make_article(cast, text=TEXT)
    tag(cast, article)
    articles.delete(actor=cast.editor, article_id=article.pk, seen_version=None)

    assert not Quotation.objects.exists()


def test_quotations_over_a_place_are_found_in_the_order_of_the_text(cast, use):
    use(Reader(quotes=told))
    article = make_article(cast, text=TEXT)
    tag(cast, article)
    revision = article.current_revision_id

    assert Quotation.objects.over(revision, 0, len(TEXT)).count() == 2
    assert Quotation.objects.over(revision, TEXT.index("called"), len(TEXT)).count() == 1
    assert not Quotation.objects.over(revision, TEXT.index("Brandt"), TEXT.index("called")).exists()
