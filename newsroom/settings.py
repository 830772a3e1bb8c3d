"""All settings, from environment variables (listed in README.md). Importing starts nothing."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from newsroom import env
from newsroom.database import timeouts
from newsroom.embedded import paths
from newsroom.fingerprint import fingerprint
from newsroom.secret import kept_secret

BASE_DIR = Path(__file__).resolve().parent.parent
DATA = env.folder("NEWSROOM_DATA", BASE_DIR / "var")
DEBUG = env.flag("DEBUG")
EMBEDDED = not env.text("DATABASE_URL")
# True behind TLS: secure cookies, HSTS and a redirect from http.
HTTPS = env.flag("NEWSROOM_HTTPS")
# Demo sign-ins are shown on the sign-in page; `manage.py up` sets it, on loopback only.
DEMO = env.flag("NEWSROOM_DEMO")

SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    if not EMBEDDED:
        raise ImproperlyConfigured("Set SECRET_KEY: it is needed whenever DATABASE_URL is set.")
    SECRET_KEY = kept_secret(DATA / "secret_key")

ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name at least one host.")
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "newsroom",
    "annotations",
    "annotations.panel.PanelConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "django_htmx",
    "csp",
    "lucide",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.request_log.log_requests",
    "newsroom.cors.allowed",
    "annotations.web.shell.content_policy.Policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "annotations.web.shell.language.reading",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "annotations.web.accounts.session_notes.noted",
    "annotations.web.accounts.second_factor.asked",
    "annotations.web.shell.middleware.request_id",
    "annotations.web.shell.reasons.reason",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "annotations.templatetags.modules",
                "annotations.templatetags.newsroom",
                "annotations.templatetags.sentences",
                "annotations.templatetags.stencils",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "annotations.web.shell.context.shell",
            ],
        },
    },
]

# Where signed heads of the audit trail are published: a file, or an address (docs/audit.md).
AUDIT_HEADS = env.text("NEWSROOM_AUDIT_HEADS", str(DATA / "audit" / "heads.jsonl"))
# The key that signs bundles of published verdicts, made at the first one (docs/bundles.md).
BUNDLE_KEY = env.folder("NEWSROOM_BUNDLE_KEY", DATA / "bundles" / "signing.key")
# Whether their plain text, which public pages link to, carries a Content Credential.
CONTENT_CREDENTIALS = env.flag("NEWSROOM_CONTENT_CREDENTIALS")

# --- database ---------------------------------------------------------------------------------
if EMBEDDED:
    database: dict[str, Any] = {
        "ENGINE": "newsroom.database",
        "NAME": "newsroom",
        "USER": "newsroom_application",
        "HOST": str(paths.socket_folder(DATA)),
    }
    owner: dict[str, Any] = {"USER": "newsroom"}
else:
    database = env.postgres("DATABASE_URL")
    owner = env.postgres("DATABASE_OWNER_URL") if env.text("DATABASE_OWNER_URL") else {}
    if owner and (owner["NAME"] != database["NAME"] or owner["USER"] == database["USER"]):
        raise ImproperlyConfigured(
            "DATABASE_OWNER_URL must name the same database as DATABASE_URL, and another role."
        )
if EMBEDDED and env.text("DATABASE_OWNER_URL"):
    raise ImproperlyConfigured("DATABASE_OWNER_URL goes with DATABASE_URL: set both.")
# Whose the tables are, for migrations alone; empty where one role does everything.
DATABASE_OWNER = {k: v for k, v in owner.items() if k in ("USER", "PASSWORD", "HOST", "PORT")}
# The role that works with rows and can switch no guard off (newsroom/database/roles.py).
DATABASE_APPLICATION = database["USER"] if DATABASE_OWNER else ""
# How long a statement of a request may take; 0 = for ever (workers, commands).
STATEMENT_SECONDS = env.number("NEWSROOM_STATEMENT_SECONDS")
# Connections a web process may hold; 0 = one per thread, kept for a minute (workers, commands).
pool = env.number("NEWSROOM_DATABASE_POOL")
DATABASES = {"default": database}
# Exports read from there (newsroom/database/replica.py).
if env.text("DATABASE_REPLICA_URL"):
    if EMBEDDED:
        raise ImproperlyConfigured("DATABASE_REPLICA_URL goes with DATABASE_URL: set both.")
    DATABASES["replica"] = env.postgres("DATABASE_REPLICA_URL") | {"TEST": {"MIRROR": "default"}}
for one in DATABASES.values():
    options = one.setdefault("OPTIONS", {})
    # Statements that come again are prepared: planning took a fifth of creating a claim.
    options.update(server_side_binding=True, prepare_threshold=5)
    options.setdefault("connect_timeout", timeouts.CONNECT_SECONDS)
    if STATEMENT_SECONDS:
        limit = f"-c statement_timeout={STATEMENT_SECONDS}s"
        options["options"] = f"{options.get('options', '')} {limit}".strip()
    one["CONN_HEALTH_CHECKS"] = True  # Django passes the pool its check; timeouts.py ends it.
    if pool:
        longest = STATEMENT_SECONDS + timeouts.GRACE if STATEMENT_SECONDS else 0
        options["pool"] = {
            "min_size": min(2, pool) if one is database else 0,
            "max_size": pool,
            "timeout": 10 if one is database else 3,
            "connection_class": timeouts.impatient(longest),
        }
    else:
        one["CONN_MAX_AGE"] = 60

# Tries of passwords are counted here: for all processes, and lost by no restart of one.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "newsroom_cache",
        # Nobody makes so many within the quarter of an hour that they are kept.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- people -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "annotations.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
# django-allauth: nobody signs up (docs/sign-in.md).
ACCOUNT_ADAPTER = "annotations.web.accounts.rate_limits.Adapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
# Counted by web/accounts/rate_limits.py: these would keep colleagues behind one address out.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "change_password": None,
    "reauthenticate": "10/m/user",
    "reset_password": "20/h/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    # Behind an invitation: a name that is taken is told.
    "join": "20/h/key,60/h/ip",
    # Of public pages: by page, and by who writes.
    "reader_request": "5/h/ip,30/h/key",
    # Codes of a second factor, by person: who comes so far knew the password.
    "login_failed": "5/5m/key,50/d/key",
}
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
TOKENS = "django.contrib.auth.tokens"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = f"{TOKENS}.PasswordResetTokenGenerator"
ACCOUNT_FORMS = {"user_token": "annotations.web.accounts.reset.LinkForm"}
PASSWORD_RESET_TIMEOUT = 3600
MFA_ADAPTER = "annotations.web.accounts.factors.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}
MFA_TOTP_ISSUER = "Newsroom"
MFA_TOTP_TOLERANCE = 1  # Of 30 seconds: clocks of telephones differ.
MFA_ALLOW_UNVERIFIED_EMAIL = True  # Who is here was let in by somebody.
# Without TLS browsers make passkeys for `localhost` alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# The newsroom's own identity provider (OpenID Connect), if any.
SOCIALACCOUNT_ADAPTER = "annotations.web.accounts.identities.Adapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
OIDC_ISSUER = env.text("OIDC_ISSUER").rstrip("/")
OIDC_CLIENT_ID, OIDC_CLIENT_SECRET = env.text("OIDC_CLIENT_ID"), env.text("OIDC_CLIENT_SECRET")
OIDC_NAME = env.text("OIDC_NAME", "OpenID Connect")
OIDC_MATCH_EMAIL, OIDC_NEW_PEOPLE = env.flag("OIDC_MATCH_EMAIL"), env.flag("OIDC_NEW_PEOPLE")
if OIDC_ISSUER and not (OIDC_CLIENT_ID and OIDC_CLIENT_SECRET):
    raise ImproperlyConfigured("OIDC_ISSUER goes with OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.")
# Who has to have a second factor: off, editors (and administrators) or everybody.
SECOND_FACTOR = env.choice("NEWSROOM_SECOND_FACTOR", ("off", "editors", "everybody"))
PASSWORD_HASHERS = [
    "newsroom.passwords.Argon2",
    "newsroom.passwords.PBKDF2",
]
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name", "email")},
    },
    {"NAME": f"{VALIDATION}.MinimumLengthValidator"},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATION}.NumericPasswordValidator"},
    {"NAME": "newsroom.passwords.LengthValidator"},
]

# --- security ---------------------------------------------------------------------------------
# The events server has its own port on the same host when no proxy joins the two (up sets it).
EVENTS_PORT = env.number("NEWSROOM_EVENTS_PORT")
event_origins = [
    f"{'https' if HTTPS else 'http'}://{host}:{EVENTS_PORT}"
    for host in ALLOWED_HOSTS
    if EVENTS_PORT and not host.startswith((".", "*", "["))  # The policy knows no IPv6 host.
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'", *event_origins],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
# Asked by `up`, load balancers and Prometheus, without TLS and inside.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^metrics$"]
# How many proxies stand in front, each adding to X-Forwarded-For; 0: the header is not believed.
TRUSTED_PROXIES = env.number("NEWSROOM_TRUSTED_PROXIES")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "newsroom_session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "newsroom_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "annotations.web.shell.errors.csrf_failure"

# Texts are read in the request up to this many bytes (docs/api.md); the body adds its wrapping.
MEDIA_MAX_BYTES = env.number("MEDIA_MAX_BYTES", 5_000_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = env.number("MEDIA_MAX_BODY_BYTES", 64_000_000)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 100

# --- files ------------------------------------------------------------------------------------
# The fingerprint stands in the prefix, so that modules may import each other by relative path
# and everything below it may be cached for ever.
FINGERPRINT = fingerprint(
    BASE_DIR / "annotations" / "static",
    BASE_DIR / "annotations" / "locale",
    BASE_DIR / "annotations" / "web" / "shell" / "bundles.py",
    BASE_DIR / "requirements.txt",
)
STATIC_URL = f"/static/{FINGERPRINT}/"
STATIC_ROOT = DATA / "static" / FINGERPRINT
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "newsroom.static_files.Storage"},
}
WHITENOISE_MAX_AGE = 31_536_000
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/[0-9a-f]{12}/"

# --- language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("uk", "Українська")]  # Each in its own language.
LANGUAGE_COOKIE_NAME = "newsroom_language"
LANGUAGE_COOKIE_AGE = 31_536_000
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
USE_I18N = True
USE_THOUSAND_SEPARATOR = False  # Numbers in forms and addresses stay as they are.
USE_TZ = True
TIME_ZONE = "UTC"

# --- mail -------------------------------------------------------------------------------------
# Without a server mails are printed by the process that sends them.
mail = env.mail("EMAIL_URL")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if mail.host else 'console'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = mail.host, mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail.user, mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = mail.tls == "starttls", mail.tls == "implicit"
EMAIL_TIMEOUT = 20  # Seconds.
DEFAULT_FROM_EMAIL = SERVER_EMAIL = mail.sender

# --- background work --------------------------------------------------------------------------
# The job row is the truth and the message only a bell; see docs/jobs.md.
CELERY_BROKER_URL = env.broker("CELERY_BROKER_URL")
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {"visibility_timeout": 300}
if not CELERY_BROKER_URL:
    queue = DATA / "queue"
    CELERY_BROKER_URL = "filesystem://"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(queue / "messages"),
        "data_folder_out": str(queue / "messages"),
        "control_folder": str(queue / "control"),
        "processed_folder": str(queue / "processed"),
        "store_processed": False,
        "polling_interval": 0.05,
    }
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # LOGGING below says what is printed.
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_PROC_ALIVE_TIMEOUT = 600  # Seconds; a process loads the tagger before it takes work.
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "tagging"
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1, "interval_max": 0.2}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # A broker may be away for a night.
CELERY_BEAT_SCHEDULER = "newsroom.beats.Scheduler"
CELERY_BEAT_SCHEDULE = {
    "sweep": {
        "task": "annotations.tasks.sweep",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "web": {
        "task": "annotations.tasks.fetch_due",
        "schedule": 60.0,
        "options": {"expires": 60, "queue": "web"},
    },
    "webhooks": {
        "task": "annotations.tasks.send_webhooks",
        "schedule": 5.0,
        "options": {"expires": 5, "queue": "web"},
    },
    "imports": {
        "task": "annotations.tasks.bring_in",
        "schedule": 60.0,
        "options": {"expires": 60, "queue": "web"},
    },
    "bundles": {
        "task": "annotations.tasks.make_bundles",
        "schedule": 10.0,
        "options": {"expires": 10, "queue": "web"},
    },
    "mail": {
        "task": "annotations.tasks.send_mail",
        "schedule": 60.0,
        "options": {"expires": 60, "queue": "web"},
    },
}
TAGGER = env.text("NEWSROOM_TAGGER", "annotations.tagging.pipeline.Pipeline")
# A package or a folder; empty for the model that ships with the project.
SPACY_MODEL = env.text("NEWSROOM_SPACY_MODEL")
# A dotted path; without one, claims are compared by their words alone (docs/similar.md).
VECTORS = env.text("NEWSROOM_VECTORS")
# Seconds for which a worker is trusted with a run; another takes it over afterwards.
TAGGING_LEASE = env.number("NEWSROOM_TAGGING_LEASE", 30)

# Where people reach the site: mails link there, https://newsroom.example; without it they do not.
NEWSROOM_URL = env.text("NEWSROOM_URL").rstrip("/")
# Where `up` listens on this machine alone: an address for what workers sign, if there is no other.
LOCAL_URL = env.text("NEWSROOM_LOCAL_URL").rstrip("/")

FEED_MINUTES = env.number("NEWSROOM_FEED_MINUTES", 10)
# Whether feeds and the pages they name may be in private networks.
FETCH_PRIVATE = env.flag("NEWSROOM_FETCH_PRIVATE")
# Only there do web pages live; anywhere else a stranger could have our machine knock at doors.
FETCH_PORTS = env.ports("NEWSROOM_FETCH_PORTS", "80,443")

# --- REST -------------------------------------------------------------------------------------
# Requests of one token in a minute, counted by each web process; 0: as many as they like.
API_RATE = env.number("NEWSROOM_API_RATE", 60_000)
# Searches of public pages, and as many of their feeds and files, in a minute by one address.
PUBLIC_RATE = env.number("NEWSROOM_PUBLIC_RATE", 60)
# After a reader's request for a correction is decided, who wrote it is kept for so many days.
READER_DAYS = env.number("NEWSROOM_READER_DAYS", 90)
# Other sites whose pages may call REST with a token: https://dash.example, with commas between.
CORS_ORIGINS = env.origins("NEWSROOM_CORS_ORIGINS")
REST_FRAMEWORK = {
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "annotations.api.accounts.authentication.TokenAuthentication",
        "annotations.api.accounts.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["annotations.api.shell.throttling.PerToken"],
    "DEFAULT_RENDERER_CLASSES": ["annotations.api.shell.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["annotations.api.shell.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "annotations.api.shell.schema.Schema",
    "EXCEPTION_HANDLER": "annotations.api.shell.problems.exception_handler",
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "Newsroom",
    "VERSION": "1",
    "DESCRIPTION": "Articles, claims, sources, evidence, verdicts and entity mentions.",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "Label": "annotations.models.Label",
        "Question": "annotations.models.Question",
        "Role": "annotations.models.Role",
        "Stage": "annotations.models.Stage",
        "AnchorDecision": "annotations.models.claims.anchors.Anchor.Decision",
        "AnchorReason": "annotations.models.claims.anchors.Anchor.Reason",
        "AnchorState": "annotations.models.claims.anchors.Anchor.State",
        "AssessmentState": "annotations.models.claims.verdicts.Assessment.State",
        "AnswerKind": "annotations.models.checks.answers.CheckAnswer.Kind",
        "NotificationKind": "annotations.models.notifications.notifications.Notification.Kind",
        "PublicationKind": "annotations.models.publications.publications.Publication.Kind",
        "TransferKind": "annotations.models.transfers.transfers.Transfer.Kind",
        "AttributionForm": "annotations.models.claims.attribution.AttributionStep.Form",
        "ClaimLinkKind": "annotations.models.claims.links.ClaimLink.Kind",
        "BlockType": "annotations.text.blocks.BLOCK_TYPES",
        "ContactKind": "annotations.models.claims.contacts.ReplyRequest.Kind",
        "ContactOutcome": "annotations.models.claims.contacts.ReplyRequest.Outcome",
        "EntityMoveKind": "annotations.models.entities.pairs.EntityMove.Kind",
        "EntityPairState": "annotations.models.entities.pairs.EntityPair.State",
        "EvidenceStance": "annotations.models.sources.sources.Evidence.Stance",
        "FeedAnswer": "annotations.models.feeds.feeds.FeedEntry.Answer",
        "GuestAction": "annotations.models.guests.guests.GuestLink.Action",
        "GuestAnswer": "annotations.models.guests.guests.GuestLink.Answer",
        "MentionState": "annotations.models.entities.entities.Mention.State",
        "QuotationKind": "annotations.models.tagging.quotations.Quotation.Kind",
        "RevisionKind": "annotations.models.articles.articles.Revision.Kind",
        "SourceKind": "annotations.models.sources.sources.Source.Kind",
        "SuggestionOutcome": "annotations.models.claims.suggestions.Suggestion.Outcome",
        "TaggingRuleKind": "annotations.models.tagging.rules.TaggingRule.Kind",
        "MessageKind": "annotations.models.webhooks.webhooks.Kind",
        "WebhookKind": "annotations.models.webhooks.webhooks.CHANGES",
        "TaggingRunState": "annotations.models.tagging.runs.TaggingRun.State",
        "BulkAction": "annotations.api.claims.bulk.ClaimBulkAction",
        "ChangeAction": "annotations.api.trail.changes.ChangeAction",
        "Collection": "annotations.api.trail.changes.COLLECTIONS",
        "CorrectionDecision": "annotations.api.publications.serializers.DECISIONS",
        "CorrectionRequestState": "annotations.models.CorrectionRequest.State",
        "Decision": "annotations.api.claims.serializers.DECISIONS",
        "DoubleCheckState": "annotations.models.claims.double_checks.DoubleCheck.State",
        "ImportFormat": "annotations.ingest.annotated.formats.FORMATS",
        "ImportOutcome": "annotations.models.imports.imports.ImportedRecord.Outcome",
        "ImportState": "annotations.models.imports.imports.Import.State",
        "LabelColour": "annotations.models.claims.marks.Colour",
        "Priority": "annotations.api.claims.serializers.PRIORITIES",
        "PublicationState": "annotations.models.publications.publications.Publication.State",
        "Scope": "annotations.models.accounts.people.Scope",
        "TransferWay": "annotations.models.transfers.transfers.Transfer.Way",
        "UnknownLabels": "annotations.services.imports.labels.UNKNOWN",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "annotations.api.shell.choices.name_choices",
        "annotations.api.shell.ndjson.describe_lines",
        "annotations.api.shell.described.describe",
        "annotations.api.shell.answer_headers.add_headers",
    ],
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
}

# --- logs -------------------------------------------------------------------------------------
# What opens /metrics to Prometheus; empty: there is no such page.
METRICS_TOKEN = env.secret("NEWSROOM_METRICS_TOKEN")
LOG_LEVEL = env.level("LOG_LEVEL", "INFO")
# One JSON object a line, for what collects logs.
LOG_JSON = env.flag("NEWSROOM_LOG_JSON")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "newsroom.logs.Line",
            "format": "{levelname} {name}: {message}",
            "style": "{",
        },
        "json": {"()": "newsroom.logs.Json"},
    },
    "filters": {"refusals": {"()": "newsroom.logs.Refusals", "level": LOG_LEVEL}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if LOG_JSON else "line",
            "filters": ["refusals"],
        }
    },
    # It misses a host name in filesystem://, at every connection.
    "loggers": {"kombu.connection": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
