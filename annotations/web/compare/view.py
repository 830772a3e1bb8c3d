"""Two revisions of an article compared, with what became of its claims."""

from django.shortcuts import render

from annotations import access
from annotations.errors import NotFound
from annotations.models import Article, Assessment, Revision
from annotations.text.diff.correction_note import correction_note

from ..workbench.draw import load_article
from .outcomes import FATES, Fate, fates, give_cards, marks
from .rows import Comparison, Text, inline, single


def compare(request, pk: int):
    """`?old=&new=` are numbers of revisions (the last correction unless asked), `view=inline`."""
    article = load_article(request, pk)
    revisions = list(
        Revision.objects.filter(article=article).without_text().select_related("created_by")
    )
    revisions.sort(key=lambda one: -one.number)
    new = _asked(request, "new", revisions, revisions[0].number)
    old = _asked(request, "old", revisions, max(new - 1, 1))
    old, new = min(old, new), max(old, new)
    texts = {
        one.number: one for one in Revision.objects.filter(article=article, number__in=(old, new))
    }
    view = "inline" if request.GET.get("view") == "inline" else "sides"
    shown = {
        "article": article,
        "revisions": revisions,
        "old": next(one for one in revisions if one.number == old),
        "new": next(one for one in revisions if one.number == new),
        "view": view,
        "may": {
            "decide": access.may(request.user, "edit own claim", article.desk_id),
            "revise": access.may(request.user, "revise article", article.desk_id),
        },
    }
    return render(
        request,
        "compare/page.html",
        shown | _compared(article, texts[old], texts[new], view, request.GET.get("claim", "")),
    )


def _compared(article: Article, old: Revision, new: Revision, view: str, claim: str) -> dict:
    before, after = Text(old.text, old.blocks), Text(new.text, new.blocks)
    if old.pk == new.pk:
        found = fates(article, old, new, None, claim)
        rows = single(after, marks(found, "new"))
        give_cards(rows, found)
        return {"rows": rows, "fates": found, "view": "single", "text": new.text}
    comparison = Comparison(before, after)
    found = fates(article, old, new, comparison, claim)
    rows = comparison.rows(marks(found, "old"), marks(found, "new"))
    give_cards(rows, found)
    counts = {name: sum(one.outcome == name for one in found) for name in FATES}
    withdrawn = counts.pop("withdrawn")
    return {
        "rows": inline(rows) if view == "inline" else rows,
        "fates": found,
        "standing": len(found) - withdrawn,
        "withdrawn": withdrawn,
        "counts": [(name, *FATES[name][:2], number) for name, number in counts.items() if number],
        "waiting": sum(one.waits for one in found),
        "reader_note": correction_note(
            old.text,
            new.text,
            kind=new.kind,
            date=new.created_at,
            checked=_checked(article, found),
        ),
        "text": new.text,
    }


def _asked(request, name: str, revisions: list[Revision], usual: int) -> int:
    """The number in the address; raises NotFound for one that no revision has."""
    value = request.GET.get(name, "")
    if not value:
        return usual
    known = {str(one.number): one.number for one in revisions}
    if value not in known:
        raise NotFound
    return known[value]


def _checked(article: Article, found: list[Fate]) -> list[tuple[int, int]]:
    """Where claims with an approved verdict stand in the older text."""
    approved = Assessment.objects.approved().filter(claim__article=article)
    claims = set(approved.values_list("claim", flat=True))
    olds = [fate.old for fate in found if fate.old and fate.claim.pk in claims]
    return [place for one in olds if (place := one.place)]
