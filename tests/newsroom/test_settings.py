"""The real settings: safe by default, strict behind TLS, clear about bad values."""

import runpy
import stat
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom.database import timeouts

SETTINGS = Path(__file__).resolve().parents[2] / "newsroom" / "settings.py"
VARIABLES = (
    "DATABASE_URL", "CELERY_BROKER_URL", "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "NEWSROOM_HTTPS",
    "NEWSROOM_EVENTS_PORT", "NEWSROOM_DATABASE_POOL", "NEWSROOM_DEMO", "NEWSROOM_TAGGER",
    "NEWSROOM_LOCAL_URL", "NEWSROOM_TAGGING_LEASE", "NEWSROOM_SPACY_MODEL", "MEDIA_MAX_BYTES", "MEDIA_MAX_BODY_BYTES",
    "LOG_LEVEL", "NEWSROOM_TRUSTED_PROXIES", "DATABASE_OWNER_URL", "NEWSROOM_FETCH_PORTS",
    "NEWSROOM_STATEMENT_SECONDS", "NEWSROOM_LOG_JSON", "NEWSROOM_METRICS_TOKEN",
    "DATABASE_REPLICA_URL", "NEWSROOM_API_RATE", "NEWSROOM_CORS_ORIGINS",
)  # fmt: skip
URL = {"DATABASE_URL": "postgres://u:p@db.example:5433/news", "SECRET_KEY": "x" * 60}


@pytest.fixture
def load(monkeypatch, tmp_path):
    """The settings as a start in this environment reads them; its data folder is fresh."""

    def loaded(**env: str) -> dict:
        for name in VARIABLES:
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("NEWSROOM_DATA", str(tmp_path / "data"))
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    return loaded


def test_without_any_variable_it_is_an_embedded_installation_on_this_machine(load, tmp_path):
    found = load()

    assert found["EMBEDDED"]
    assert found["DATABASES"]["default"]["ENGINE"] == "newsroom.database"
    assert found["DATA"] == tmp_path / "data"
    assert found["STATIC_ROOT"].is_relative_to(tmp_path / "data")
    assert found["CELERY_BROKER_URL"] == "filesystem://"
    folders = found["CELERY_BROKER_TRANSPORT_OPTIONS"]
    assert Path(folders["data_folder_in"]).is_relative_to(tmp_path / "data")
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert not found["DEBUG"]
    assert not found["DEMO"]


def test_loading_makes_the_signing_key_and_nothing_else(load, tmp_path):
    secret = load()["SECRET_KEY"]
    [made] = (tmp_path / "data").iterdir()

    assert made.name == "secret_key"
    assert made.read_text() == secret
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert load()["SECRET_KEY"] == secret


def test_a_key_that_is_given_is_not_written_down(load, tmp_path):
    assert load(SECRET_KEY="given")["SECRET_KEY"] == "given"
    assert not (tmp_path / "data").exists()


def test_passwords_are_hashed_by_argon2_and_older_hashes_still_read(load):
    found = load()

    assert found["PASSWORD_HASHERS"][0] == "newsroom.passwords.Argon2"
    assert len(found["PASSWORD_HASHERS"]) > 1
    assert len(found["AUTH_PASSWORD_VALIDATORS"]) == 5


def test_a_database_url_is_taken_apart(load):
    database = load(**URL)["DATABASES"]["default"]

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "news")
    assert (database["USER"], database["PASSWORD"]) == ("u", "p")
    assert database["CONN_HEALTH_CHECKS"]
    assert database["CONN_MAX_AGE"] == 60


def test_a_replica_is_a_database_beside_it_with_the_same_limits(load):
    url = {"DATABASE_REPLICA_URL": "postgres://u:p@other.example/news"}
    assert set(load(**URL)["DATABASES"]) == {"default"}
    found = load(**URL | url, NEWSROOM_STATEMENT_SECONDS="30")["DATABASES"]
    assert found["replica"]["HOST"] == "other.example"
    assert found["replica"]["OPTIONS"] == found["default"]["OPTIONS"]

    pools = load(**URL | url, NEWSROOM_DATABASE_POOL="8")["DATABASES"]
    assert pools["replica"]["OPTIONS"]["pool"]["min_size"] == 0  # None is held that is not used.
    assert pools["default"]["OPTIONS"]["pool"]["min_size"] == 2


def test_a_pool_takes_the_place_of_kept_connections(load):
    database = load(NEWSROOM_DATABASE_POOL="8")["DATABASES"]["default"]

    pool = database["OPTIONS"]["pool"]
    assert (pool["min_size"], pool["max_size"], pool["timeout"]) == (2, 8, 10)
    assert issubclass(pool["connection_class"], psycopg.Connection)
    assert database["CONN_HEALTH_CHECKS"] is True
    assert "CONN_MAX_AGE" not in database
    assert load(NEWSROOM_DATABASE_POOL="1")["database"]["OPTIONS"]["pool"]["min_size"] == 1


@pytest.mark.parametrize(
    ("env", "sentence"),
    [
        ({"DATABASE_URL": URL["DATABASE_URL"]}, "Set SECRET_KEY: it is needed whenever"),
        (URL | {"DATABASE_URL": "mysql://a@b/c"}, "DATABASE_URL must look like postgres://"),
        (URL | {"DATABASE_URL": "sqlite:///x"}, "DATABASE_URL must look like postgres://"),
        (URL | {"DATABASE_URL": "postgres://u@h"}, "DATABASE_URL must look like postgres://"),
        (URL | {"DATABASE_URL": "nonsense"}, "DATABASE_URL must look like postgres://"),
        (URL | {"DATABASE_URL": "oracle2://a@b/c"}, "DATABASE_URL must look like postgres://"),
        (URL | {"DATABASE_URL": "postgres://[x/y"}, "DATABASE_URL must look like postgres://"),
        (
            URL | {"DATABASE_URL": "postgres://u@h:port/x"},
            "DATABASE_URL must look like postgres://",
        ),
        (
            URL | {"DATABASE_OWNER_URL": "mysql://a@b/c"},
            "DATABASE_OWNER_URL must look like postgres:",
        ),
        (
            URL | {"DATABASE_OWNER_URL": "postgres://o@h/other"},
            "DATABASE_OWNER_URL must name the same",
        ),
        (
            URL | {"DATABASE_OWNER_URL": "postgres://u@h/news"},
            "DATABASE_OWNER_URL must name the same",
        ),
        (
            {"DATABASE_OWNER_URL": "postgres://o@h/news"},
            "DATABASE_OWNER_URL goes with DATABASE_URL",
        ),
        ({"CELERY_BROKER_URL": "nonsense"}, "CELERY_BROKER_URL must look like redis://"),
        ({"CELERY_BROKER_URL": "http://a/"}, "CELERY_BROKER_URL must look like redis://"),
        ({"CELERY_BROKER_URL": "redis://h:port/0"}, "CELERY_BROKER_URL must look like redis://"),
        (
            {"NEWSROOM_FETCH_PORTS": "http"},
            "NEWSROOM_FETCH_PORTS must be port numbers separated by commas",
        ),
        (
            {"NEWSROOM_FETCH_PORTS": "80,0"},
            "NEWSROOM_FETCH_PORTS must be port numbers separated by commas",
        ),
        (
            {"NEWSROOM_FETCH_PORTS": "70000"},
            "NEWSROOM_FETCH_PORTS must be port numbers separated by commas",
        ),
        ({"NEWSROOM_STATEMENT_SECONDS": "1m"}, "NEWSROOM_STATEMENT_SECONDS must be a whole number"),
        ({"DEBUG": "maybe"}, "DEBUG must be 1 or 0, not 'maybe'."),
        ({"NEWSROOM_HTTPS": "tls"}, "NEWSROOM_HTTPS must be 1 or 0"),
        ({"NEWSROOM_DEMO": "x"}, "NEWSROOM_DEMO must be 1 or 0"),
        ({"NEWSROOM_EVENTS_PORT": "http"}, "NEWSROOM_EVENTS_PORT must be a whole number"),
        ({"NEWSROOM_DATABASE_POOL": "-1"}, "NEWSROOM_DATABASE_POOL must be a whole number"),
        ({"NEWSROOM_TAGGING_LEASE": "30s"}, "NEWSROOM_TAGGING_LEASE must be a whole number"),
        ({"MEDIA_MAX_BYTES": "5 MB"}, "MEDIA_MAX_BYTES must be a whole number"),
        ({"MEDIA_MAX_BODY_BYTES": "1e6"}, "MEDIA_MAX_BODY_BYTES must be a whole number"),
        ({"NEWSROOM_TRUSTED_PROXIES": "10.0.0.1"}, "NEWSROOM_TRUSTED_PROXIES must be a whole"),
        (
            {"DATABASE_REPLICA_URL": "postgres://u@r/news"},
            "DATABASE_REPLICA_URL goes with DATABASE_URL",
        ),
        (
            URL | {"DATABASE_REPLICA_URL": "http://r/news"},
            "DATABASE_REPLICA_URL must look like postgres:",
        ),
        (
            {"NEWSROOM_METRICS_TOKEN": "short"},
            "NEWSROOM_METRICS_TOKEN must have 16 characters or more.",
        ),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR, CRITICAL"),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS must name at least one host."),
    ],
)
def test_a_bad_value_is_one_clear_sentence(load, env, sentence):
    with pytest.raises(ImproperlyConfigured) as refusal:
        load(**env)

    assert str(refusal.value).startswith(sentence)
    assert "\n" not in str(refusal.value)


def test_behind_tls_cookies_are_secure_and_http_is_left(load):
    found = load(NEWSROOM_HTTPS="1")

    assert found["SESSION_COOKIE_SECURE"] is found["CSRF_COOKIE_SECURE"] is True
    assert found["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert found["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert found["SECURE_SSL_REDIRECT"]
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert found["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_without_tls_a_header_from_outside_cannot_pretend_it(load):
    found = load()

    assert found["SECURE_PROXY_SSL_HEADER"] is None
    assert found["SECURE_HSTS_SECONDS"] == 0
    assert not found["SECURE_SSL_REDIRECT"]


def test_no_script_or_style_from_elsewhere_or_inline_is_allowed(load):
    policy = load(DEBUG="1", NEWSROOM_DEMO="1")["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]

    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert not any("unsafe" in source for sources in policy.values() for source in sources)


def test_pages_may_listen_to_the_events_server_of_their_own_hosts(load):
    hosts = "news.example,[::1],.example.org,*"

    def origins(**env):
        policy = load(ALLOWED_HOSTS=hosts, **env)["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
        return policy["connect-src"]

    assert origins() == ["'self'"]
    assert origins(NEWSROOM_EVENTS_PORT="8001") == ["'self'", "http://news.example:8001"]
    assert origins(NEWSROOM_EVENTS_PORT="8001", NEWSROOM_HTTPS="1")[1:] == [
        "https://news.example:8001"
    ]


def test_another_broker_needs_no_folders(load):
    found = load(CELERY_BROKER_URL="amqp://guest@mq.example//")

    assert found["CELERY_BROKER_URL"] == "amqp://guest@mq.example//"
    assert "data_folder_in" not in found["CELERY_BROKER_TRANSPORT_OPTIONS"]


def test_sizes_and_leases_are_taken_from_the_environment(load):
    found = load(MEDIA_MAX_BYTES="10", MEDIA_MAX_BODY_BYTES="20", NEWSROOM_TAGGING_LEASE="60")

    assert (found["MEDIA_MAX_BYTES"], found["DATA_UPLOAD_MAX_MEMORY_SIZE"]) == (10, 20)
    assert found["TAGGING_LEASE"] == 60


@pytest.mark.parametrize("given", ["warning", " Warning ", "WARNING"])
def test_a_log_level_may_be_written_in_any_case(load, given):
    assert load(LOG_LEVEL=given)["LOGGING"]["root"]["level"] == "WARNING"


def test_lines_of_the_log_are_words_or_json(load):
    handler = "console"
    assert load()["LOGGING"]["handlers"][handler]["formatter"] == "line"
    found = load(NEWSROOM_LOG_JSON="1")["LOGGING"]
    assert found["formatters"][found["handlers"][handler]["formatter"]] == {
        "()": "newsroom.logs.Json"
    }


def test_no_header_is_believed_unless_proxies_are_named(load):
    assert load()["TRUSTED_PROXIES"] == 0
    assert load(NEWSROOM_TRUSTED_PROXIES="2")["TRUSTED_PROXIES"] == 2


def test_no_refusal_repeats_a_password_or_names_other_databases(load):
    for url in ("mysql://a:hunter2@b/c", "postgres://u:hunter2@h:port/x", "x://u:hunter2@[h/x"):
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "CELERY_BROKER_URL"):
            with pytest.raises(ImproperlyConfigured) as refused:
                load(**URL | {name: url})
            assert name in str(refused.value)
            assert "hunter2" not in str(refused.value)
            assert "sqlite" not in str(refused.value)


def test_a_request_s_statements_end_and_what_the_url_says_stays(load):
    assert "options" not in load()["database"]["OPTIONS"]
    url = URL["DATABASE_URL"] + "?options=-c%20search_path%3Dnews&sslmode=require"
    found = load(**URL | {"DATABASE_URL": url}, NEWSROOM_STATEMENT_SECONDS="30")["database"]

    assert found["OPTIONS"]["options"] == "-c search_path=news -c statement_timeout=30s"
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["connect_timeout"] == timeouts.CONNECT_SECONDS


def test_the_owner_is_apart_from_the_application(load):
    embedded = load()
    assert embedded["DATABASE_OWNER"] == {"USER": "newsroom"}
    assert (
        embedded["DATABASE_APPLICATION"] == embedded["database"]["USER"] == "newsroom_application"
    )

    given = load(**URL | {"DATABASE_OWNER_URL": "postgres://o:q@direct.example:5432/news"})
    assert given["DATABASE_APPLICATION"] == given["database"]["USER"] == "u"
    assert given["DATABASE_OWNER"] == {
        "USER": "o", "PASSWORD": "q", "HOST": "direct.example", "PORT": 5432,
    }  # fmt: skip
    alone = load(**URL)
    assert (alone["DATABASE_OWNER"], alone["DATABASE_APPLICATION"]) == ({}, "")


def test_web_pages_are_at_two_ports_unless_a_setting_says_otherwise(load):
    assert load()["FETCH_PORTS"] == {80, 443}
    assert load(NEWSROOM_FETCH_PORTS="443, 8443")["FETCH_PORTS"] == {443, 8443}
    every = load(NEWSROOM_FETCH_PORTS="*")["FETCH_PORTS"]
    assert (min(every), max(every)) == (1, 65_535)


def test_a_site_that_may_call_rest_is_named_as_browsers_name_it(load):
    assert load()["CORS_ORIGINS"] == []
    named = load(NEWSROOM_CORS_ORIGINS="https://dash.example, http://localhost:3000")
    assert named["CORS_ORIGINS"] == ["https://dash.example", "http://localhost:3000"]
    for wrong in ("dash.example", "https://dash.example/", "*", "https://dash.example/page"):
        with pytest.raises(ImproperlyConfigured, match="NEWSROOM_CORS_ORIGINS"):
            load(NEWSROOM_CORS_ORIGINS=wrong)
