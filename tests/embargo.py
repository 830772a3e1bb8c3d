"""A scene under embargo, and the words of it that nobody else may come by."""

from annotations.models import (
    Article,
    Assessment,
    CheckAnswer,
    CheckQuestion,
    Claim,
    Comment,
    Embargo,
    Entity,
    Evidence,
    FeedEntry,
    GuestLink,
    Original,
    ReplyRequest,
    Source,
)
from annotations.models.searching import vector
from annotations.services.articles import embargoes
from tests import factory
from tests.web.scene import Scene, make_scene

TRACES = ("zqzq", "41 bridges", "ilka varn", "advocat", "org/report")


def make_hidden_scene(cast) -> Scene:
    """One of everything on an article that only the editors of its desk may see."""
    text = factory.TEXT + "\n\nZqzqtext was not to be read by everybody."
    article = factory.make_article(cast, headline="Zqzqheadline", text=text, outlet="Zqzqoutlet")
    scene = make_scene(cast, article)
    for row in (scene.contact, scene.guest_link, scene.link, scene.check_answer):
        assert row.pk
    Original.objects.create(
        article=article, filename="zqzq.txt", media_type="text/plain", content=b"Zqzqbytes"
    )
    for model, words in (
        (Article, {"byline": "Zqzqbyline"}),
        (
            Claim,
            {"statement": "Zqzqclaim", "stage_note": "Zqzqstage", "search": vector("Zqzqclaim")},
        ),
        (Evidence, {"note": "Zqzqnote", "excerpt": "Zqzqexcerpt"}),
        (Assessment, {"rationale": "Zqzqrationale"}),
        (Comment, {"body": "Zqzqcomment @checker"}),
        (Source, {"title": "Zqzqsource", "search": vector("Zqzqsource")}),
        (Entity, {"description": "Zqzqentity"}),
        (ReplyRequest, {"asked": "Zqzqasked"}),
        (FeedEntry, {"title": "Zqzqentry"}),
        (GuestLink, {"message": "Zqzqguest"}),
        (CheckQuestion, {"wording": "Zqzqasked"}),
        (CheckAnswer, {"explanation": "Zqzqanswer"}),
    ):
        model._default_manager.update(**words)
    return scene


def hide(cast, scene: Scene, *people) -> Embargo:
    """Put it under embargo, with these people named on it."""
    named = [person.pk for person in people]
    embargo = embargoes.put(actor=cast.editor, article_id=scene.article.pk, people=named)
    for person in (cast.viewer, cast.reporter, cast.checker, cast.editor):
        for kept in ("_roles", "_hidden"):
            person.__dict__.pop(kept, None)
    return embargo


def traces(text: str | bytes) -> list[str]:
    """Which of the words stand in it."""
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    return [one for one in TRACES if one in words.lower()]
