"""What is changed in the panel: by actions that call the services, in the person's name."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from annotations.models import (
    Alias,
    Claim,
    Desk,
    Entity,
    EntityMove,
    EntityPair,
    Event,
    Membership,
    Rating,
    Source,
    TaggingBatch,
    TaggingRun,
    Token,
    User,
)
from annotations.services.accounts import tokens
from tests import factory
from tests.names import make_entity


def of(model, page="changelist", *args) -> str:
    return reverse(f"admin:annotations_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def client(cast, sign_in):
    return sign_in(cast.admin)


def act(client, model, action, *rows) -> str:
    """The page that follows an action on these rows."""
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(of(model), chosen, follow=True).content.decode()


def names(*existing, add=(), **fields) -> dict:
    """The form of an entity with its aliases."""
    rows = [*existing, *add]
    form = {"aliases-TOTAL_FORMS": len(rows), "aliases-INITIAL_FORMS": len(existing)} | fields
    for i, row in enumerate(rows):
        form[f"aliases-{i}-name"] = getattr(row, "name", row)
        if i < len(existing):
            form[f"aliases-{i}-id"] = row.pk
    return form


def newest_event(table) -> Event:
    return Event.objects.filter(table=table).order_by("-id").first()


def test_checked_claims_are_reopened_and_open_ones_say_why_not(cast, client):
    checked = factory.make_checked_claim(cast)
    still_open = factory.make_claim(cast, checked.article, words="resigned")
    page = act(client, Claim, "reopen", checked, still_open)

    checked.refresh_from_db()
    assert checked.stage == "open"
    assert "1 claim was reopened." in page
    assert "Resigned: This cannot be done while the claim is open." in page
    assert newest_event("claim").actor_id == cast.admin.pk


def test_failed_runs_are_queued_again_and_others_say_why_not(cast, client):
    failed, queued = (
        TaggingRun.objects.get(article=factory.make_article(cast, headline=name)) for name in "ab"
    )
    TaggingRun.objects.filter(pk=failed.pk).update(state="failed")
    page = act(client, TaggingRun, "retry", failed, queued)

    assert TaggingRun.objects.active().filter(article=failed.article).count() == 1
    assert "1 job was queued again." in page
    assert "State of this one: Queued" in page


def test_runs_and_batches_are_cancelled_and_what_ended_says_why_not(cast, client):
    for name in "ab":
        factory.make_article(cast, headline=name)
    waiting, done = TaggingRun.objects.order_by("pk")
    TaggingRun.objects.filter(pk=done.pk).update(state="done")
    page = act(client, TaggingRun, "cancel", waiting, done)

    assert "1 job was cancelled." in page
    assert "State of this job: Done" in page
    page = act(client, Desk, "tag_again", cast.desk, cast.other_desk)
    assert "All articles of 1 desk will be tagged again." in page
    assert "Nothing to tag again" in page
    assert "1 batch was cancelled." in act(
        client, TaggingBatch, "cancel", TaggingBatch.objects.get()
    )
    assert not TaggingRun.objects.active().exists()


def test_articles_are_tagged_again(cast, client):
    article = factory.make_article(cast)
    TaggingRun.objects.update(state="done")

    assert "1 article will be tagged again." in act(client, type(article), "tag_again", article)
    assert TaggingRun.objects.active().get().article == article


def test_staff_without_a_role_on_the_desk_act_on_nothing(cast, sign_in):
    claim = factory.make_checked_claim(cast)
    staff = User.objects.create_user("staff", is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    page = act(sign_in(staff), Claim, "reopen", claim)

    claim.refresh_from_db()
    assert claim.stage == "checked"
    assert "you may not see it" in page


def test_a_token_is_revoked_and_its_digest_is_never_shown(cast, client):
    secret = tokens.create(actor=None, user=cast.reporter)
    token = Token.objects.get(user=cast.reporter)

    assert token.digest not in client.get(of(Token, "change", token.pk)).content.decode()
    assert "1 token was revoked." in act(client, Token, "revoke", token)
    assert not Token.objects.for_secret(secret).valid().exists()
    assert newest_event("token").actor_id == cast.admin.pk


def test_staff_who_may_only_look_revoke_no_tokens(cast, sign_in):
    tokens.create(actor=None, user=cast.reporter)
    staff = User.objects.create_user("staff", is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(codename="view_token"))
    act(sign_in(staff), Token, "revoke", Token.objects.get())

    assert Token.objects.valid().exists()


def test_a_new_desk_gets_its_scales_in_the_persons_name(cast, client):
    client.post(of(Desk, "add"), {"name": "Science", "slug": "science"})

    assert Desk.objects.get(slug="science").ratings.count() == 12
    assert newest_event("desk").actor_id == newest_event("rating").actor_id == cast.admin.pk


def test_a_slug_that_is_a_number_is_refused_beside_the_form(client):
    page = client.post(of(Desk, "add"), {"name": "Science", "slug": "12"})

    assert page.status_code == 200
    assert page.context["errors"]


def test_the_label_of_a_step_changes_and_its_question_does_not(cast, client):
    claim = factory.make_checked_claim(cast)
    rating = claim.assessments.get().rating
    fields = {"slug": rating.slug, "value": 5, "tone": rating.tone, "position": 1}
    change = fields | {"label": "Right", "question": "said"}
    client.post(of(Rating, "change", rating.pk), change)

    rating.refresh_from_db()
    assert (rating.label, rating.question) == ("Right", "true")


def test_members_are_added_and_removed_in_the_persons_name(cast, client):
    client.post(
        of(Membership, "add"),
        {"user": cast.stranger.pk, "desk": cast.desk.pk, "role": "checker"},
    )
    row = Membership.objects.get(user=cast.stranger, desk=cast.desk)
    assert row.role == "checker"
    chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    client.post(of(Membership), chosen)

    assert not Membership.objects.filter(pk=row.pk).exists()
    event = newest_event("membership")
    assert (event.action, event.actor_id) == ("D", cast.admin.pk)


def test_an_entity_goes_by_its_own_name_and_its_aliases(cast, client):
    client.post(of(Entity, "add"), {"desk": cast.desk.pk, "label": "PERSON", "name": "Zoë Lund"})
    entity = Entity.objects.get()
    own = entity.aliases.get()
    assert own.key == "zoe lund"
    client.post(of(Entity, "change", entity.pk), names(own, add=["Z. Lund"], name="Zoë Lund-Berg"))

    entity.refresh_from_db()
    assert entity.version == 2
    assert set(entity.aliases.values_list("key", flat=True)) == {
        "zoe lund",
        "z. lund",
        "zoe lund-berg",
    }
    assert Entity.objects.matching("berg").get() == entity
    assert newest_event("alias").actor_id == cast.admin.pk


def test_a_name_of_another_entity_is_refused_and_nothing_is_saved(cast, client):
    for name in ("Ole", "Ilka"):
        client.post(of(Entity, "add"), {"desk": cast.desk.pk, "label": "PERSON", "name": name})
    ilka = Entity.objects.get(name="Ilka")
    own = ilka.aliases.get()
    page = client.post(of(Entity, "change", ilka.pk), names(own, add=["OLE"], name="Ilka"))
    assert "already has the name “OLE”" in page.content.decode()
    page = client.post(of(Entity, "change", ilka.pk), names(own, name="Ole"), follow=True)
    assert "already has the name “Ole”" in page.content.decode()

    ilka.refresh_from_db()
    assert (ilka.name, Alias.objects.count()) == ("Ilka", 2)


def test_the_title_of_a_source_changes_and_its_address_does_not(cast, client):
    source = factory.make_source(cast)
    form = {"title": "Bridge report", "kind": "document", "url": "https://evil.example/"}
    client.post(of(Source, "change", source.pk), form)

    source.refresh_from_db()
    assert (source.title, source.kind, source.version) == ("Bridge report", "document", 2)
    assert source.url == "https://example.org/report"
    assert Source.objects.matching("bridge").get() == source
    assert newest_event("source").actor_id == cast.admin.pk


def test_a_source_keeps_a_title_when_it_has_no_address(cast, client):
    source = factory.make_source(cast, "", title="Interview", kind="person")
    form = {"title": "", "kind": "person"}
    page = client.post(of(Source, "change", source.pk), form, follow=True)

    source.refresh_from_db()
    assert source.title == "Interview"
    assert "this source has no web address" in page.content.decode()


def test_a_person_is_added_and_renamed_in_the_administrators_name(cast, client):
    secret = "correct horse battery"
    form = {"username": "new", "password1": secret, "password2": secret}
    client.post(of(User, "add"), form | {"usable_password": "true", "display_name": "Nell New"})

    person = User.objects.get(username="new")
    assert str(person) == "Nell New"
    assert person.check_password(secret)
    assert newest_event("user").actor_id == cast.admin.pk


def test_pairs_are_answered_and_merges_undone(cast, client):
    for name in ("Jana Ost", "Ost Jana"):
        make_entity(cast.desk, name)
    pair = EntityPair.objects.get()
    assert "1 pair was marked as different." in act(client, EntityPair, "deny", pair)
    assert "1 pair was merged." in act(client, EntityPair, "merge", pair)
    assert "already been merged" in act(client, EntityPair, "deny", pair)

    move = EntityMove.objects.get()
    assert move.made_by == cast.admin
    assert "1 change was undone." in act(client, EntityMove, "undo", move)
    assert "already been undone" in act(client, EntityMove, "undo", move)
    assert Entity.objects.standing().count() == 2
