"""GET /teaching/: what the desk made of suggestions."""

from tests.models.test_suggestion_rates import suggest
from tests.web.scene import words


def test_each_rule_is_shown_with_what_the_desk_took_of_it(cast, sign_in):
    suggest(cast, "quoted-fact", "accepted")
    suggest(cast, "quoted-fact", "dismissed")
    suggest(cast, "secret", "accepted", actor=cast.stranger, desk=cast.other_desk)
    page = sign_in(cast.viewer).get("/teaching/")

    assert [row["words"] for row in page.context["rates"]] == ["quoted fact"]
    assert "50%" in words(page)


def test_of_a_rule_that_waits_no_share_is_shown(cast, sign_in):
    suggest(cast, "number", "waiting")

    assert "None decided yet" in words(sign_in(cast.viewer).get("/teaching/"))


def test_without_suggestions_there_is_no_table(cast, sign_in):
    assert "Share accepted" not in words(sign_in(cast.viewer).get("/teaching/"))
