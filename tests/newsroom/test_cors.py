"""Pages of other sites call REST only where a setting names them."""

SITE = "https://dash.example"
ASKS = {"Origin": SITE, "Access-Control-Request-Method": "PATCH"}


def test_no_other_site_may_call_by_default(db, client):
    for answer in (
        client.get("/api/v1/me/", headers={"Origin": SITE}),
        client.options("/api/v1/me/", headers=ASKS),
    ):
        assert not [name for name in answer.headers if name.startswith("Access-Control")]
        assert answer.status_code == 401


def test_a_named_site_may_and_reads_what_programs_need(db, client, settings):
    settings.CORS_ORIGINS = [SITE]
    before = client.options("/api/v1/claims/1/", headers=ASKS)
    answer = client.get("/api/v1/me/", headers={"Origin": SITE})

    assert (before.status_code, before.content) == (204, b"")
    assert before["Access-Control-Allow-Origin"] == answer["Access-Control-Allow-Origin"] == SITE
    assert "PATCH" in before["Access-Control-Allow-Methods"]
    assert {"Authorization", "If-Match"} <= set(before["Access-Control-Allow-Headers"].split(", "))
    assert {"ETag", "Link", "RateLimit"} <= set(answer["Access-Control-Expose-Headers"].split(", "))
    assert "Origin" in answer["Vary"]
    assert "Access-Control-Allow-Credentials" not in answer


def test_another_site_and_pages_for_people_are_left_out(db, client, settings):
    settings.CORS_ORIGINS = [SITE]
    for answer in (
        client.get("/api/v1/me/", headers={"Origin": "https://evil.example"}),
        client.options("/api/v1/me/", headers=ASKS | {"Origin": "https://dash.example.evil"}),
        client.get("/accounts/login/", headers={"Origin": SITE}),
    ):
        assert "Access-Control-Allow-Origin" not in answer
