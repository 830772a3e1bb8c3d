"""Names and claims that came with texts: for many articles in as many queries as for one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from annotations.models import (
    Anchor,
    Article,
    ClaimLabel,
    Comment,
    Desk,
    Import,
    Labelling,
    Mention,
    Thread,
    User,
    rows,
)
from annotations.models.base import BATCH
from annotations.text.spans import quote
from annotations.work.tagging.link import Named, entities_of

from ..articles import store
from ..claims import labels as claim_labels
from ..limits import is_full
from .placing import LONGEST_SHOWN, Placed, PlacedClaim, PlacedName

Marked = tuple[Article, Placed]
NO_ROOM = "A desk can have at most %(most)s labels: remove one first."


def origin_of(job: Import) -> str:
    """What a mention of this import says of where it comes from."""
    return f"{job.format}{Mention.OF_IMPORT}"


def write(job: Import, marked: Sequence[Marked]) -> list[int]:
    """Put names and claims on the articles' current revisions, inside `acting`; how many are new
    on each article.

    What an article has already, by place and label, is left as it is.
    """
    added = Counter[int]()
    for new in (_names(job, marked), _claims(job, marked)):
        added.update(new)
    return [added[i] for i in range(len(marked))]


def _names(job: Import, marked: Sequence[Marked]) -> Counter[int]:
    standing = Mention.objects.filter(
        revision__in=[article.current_revision_id for article, _ in marked], start__isnull=False
    ).exclude(state=Mention.State.SUGGESTED)
    there = set(standing.values_list("revision_id", "start", "end", "label"))
    fresh: list[tuple[int, PlacedName]] = []
    for i, (article, placed) in enumerate(marked):
        for name in placed.names:
            key = (article.current_revision_id, *name.span, name.label)
            if key not in there:
                there.add(key)
                fresh.append((i, name))
    _write_names(job, marked, fresh)
    _note_words(job.created_by, marked, fresh)
    return Counter(i for i, _ in fresh)


def _write_names(
    job: Import, marked: Sequence[Marked], fresh: list[tuple[int, PlacedName]]
) -> None:
    if not fresh:
        return
    named: dict[int, list[tuple[str, str]]] = {}
    for i, name in fresh:
        words = marked[i][0].current_revision.text[slice(*name.span)]
        named.setdefault(i, []).append((name.label, words))
    found = entities_of(job.desk_id, [Named(names) for names in named.values()])
    entities = dict(zip(named, found, strict=True))
    values = []
    for i, name in fresh:
        article = marked[i][0]
        place = quote(article.current_revision.text, *name.span)
        values.append(
            {
                "article_id": article.pk,
                "revision_id": article.current_revision_id,
                "label": name.label,
                "entity_id": entities[i].get((name.label, place.exact)),
                **place._asdict(),
            }
        )
    rows.insert(
        Mention,
        values,
        may_be_there=True,
        desk_id=job.desk_id,
        origin=origin_of(job),
        state=Mention.State.ACCEPTED,
        created_by_id=job.created_by_id,
    )


def _claims(job: Import, marked: Sequence[Marked]) -> Counter[int]:
    standing = Anchor.objects.filter(
        revision__in=[article.current_revision_id for article, _ in marked], start__isnull=False
    )
    there = set(standing.values_list("revision_id", "start", "end"))
    fresh: list[tuple[int, PlacedClaim]] = []
    for i, (article, placed) in enumerate(marked):
        for claim in _joined(placed.claims):
            key = (article.current_revision_id, *claim.span)
            if key not in there:
                there.add(key)
                fresh.append((i, claim))
    spans = []
    for i, claim in fresh:
        article, text = marked[i][0], marked[i][0].current_revision.text
        words = claim.statement or " ".join(text[slice(*claim.span)].split())
        spans.append((article, text, *claim.span, words, ""))
    ids = store.add_claims(job.desk, job.created_by, spans)
    _label(job, marked, [(i, pk, claim) for (i, claim), pk in zip(fresh, ids, strict=True)])
    notes = [
        (marked[i][0], pk, claim.note)
        for (i, claim), pk in zip(fresh, ids, strict=True)
        if claim.note
    ]
    note_claims(job.created_by, notes)
    return Counter(i for i, _ in fresh)


def _joined(claims: Sequence[PlacedClaim]) -> list[PlacedClaim]:
    """Several labels on the same words are one claim with all of them."""
    found: dict[object, PlacedClaim] = {}
    for claim in claims:
        same = found.get(claim.span)
        if same is None:
            found[claim.span] = claim
            continue
        labels = tuple(dict.fromkeys((*same.labels, *claim.labels)))
        note = "\n\n".join(dict.fromkeys(filter(None, (same.note, claim.note))))
        found[claim.span] = same._replace(labels=labels, note=note)
    return list(found.values())


def _label(
    job: Import, marked: Sequence[Marked], claims: Sequence[tuple[int, int, PlacedClaim]]
) -> None:
    names = chain.from_iterable(claim.labels for _, _, claim in claims)
    known = labels_of(job.desk, job.created_by, names)
    labellings = []
    for i, pk, claim in claims:
        for name in claim.labels:
            label = known.get(claim_labels.key(name))
            if label is None:
                words = marked[i][0].current_revision.text[slice(*claim.span)]
                message = NO_ROOM % {"most": claim_labels.MOST}
                marked[i][1].leave(f"{name}: {words}"[:LONGEST_SHOWN], message)
            else:
                labellings.append(Labelling(claim_id=pk, label_id=label))
    Labelling.objects.bulk_create(labellings, batch_size=BATCH, ignore_conflicts=True)


def labels_of(desk: Desk, actor: User, names: Iterable[str]) -> dict[str, int]:
    """The desk's labels of these names by key, made where it has none and has room for them."""
    wanted = {claim_labels.key(name): name for name in names}
    wanted = {key: name for key, name in wanted.items() if any(map(str.isalnum, key))}
    if not wanted:
        return {}
    own = ClaimLabel.objects.filter(desk=desk)
    is_full(own, claim_labels.MOST, of=Desk, pk=desk.pk)  # Whoever else adds one waits.
    known = dict(own.values_list("key", "pk"))
    room = max(claim_labels.MOST - len(known), 0)
    missing = [key for key in wanted if key not in known][:room]
    made = ClaimLabel.objects.bulk_create(
        ClaimLabel(desk=desk, name=wanted[key][: claim_labels.LONGEST], key=key, created_by=actor)
        for key in missing
    )
    return known | {label.key: label.pk for label in made}


def note_claims(actor: User, notes: Sequence[tuple[Article, int, str]]) -> None:
    """Begin a conversation on each claim (id) of an article. Nobody is told: it is no news."""
    threads = [
        Thread(
            article=article,
            claim_id=claim,
            revision_id=article.current_revision_id,
            created_by=actor,
        )
        for article, claim, _ in notes
    ]
    say(actor, threads, [body for *_, body in notes])


def _note_words(
    actor: User, marked: Sequence[Marked], fresh: Sequence[tuple[int, PlacedName]]
) -> None:
    noted = [(marked[i][0], name) for i, name in fresh if name.note]
    threads = []
    for article, name in noted:
        revision = article.current_revision
        thread = Thread(article=article, revision=revision, created_by=actor)
        thread.state = Thread.State.EXACT
        threads.append(thread.on(quote(revision.text, *name.span)))
    say(actor, threads, [name.note for _, name in noted])


def say(actor: User, threads: list[Thread], bodies: list[str]) -> None:
    """Save conversations, each with its first words."""
    Thread.objects.bulk_create(threads, batch_size=BATCH)
    Comment.objects.bulk_create(
        (
            Comment(thread=thread, body=body, created_by=actor)
            for thread, body in zip(threads, bodies, strict=True)
        ),
        batch_size=BATCH,
    )
