"""Settings, from environment variables (docs/operating.md lists them). Nonsense stops the start
with a sentence that says what to do.
"""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from articles.embeds import frame_hosts
from geekfeed.inline import script_hash
from geekfeed.lib import buckets, environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"
SHORTEST_KEY = 50  # signs, and not all the same: what `check --deploy` asks for


def _secret_key() -> str:
    """In production it must be given; at home one is made and kept in var/."""
    given = environment.text("SECRET_KEY")
    if not DEBUG and (len(given) < SHORTEST_KEY or len(set(given)) < 5):
        raise ImproperlyConfigured(
            f"Set SECRET_KEY to a random text of at least {SHORTEST_KEY} signs (or DEBUG=true at "
            "home)."
        )
    if given:
        return given
    kept = VAR / "secret_key"
    if not kept.exists():
        VAR.mkdir(exist_ok=True)
        kept.write_text(get_random_secret_key())
        kept.chmod(0o600)
    return kept.read_text()


DEBUG = environment.switch("DEBUG", default=False)
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS", ["127.0.0.1", "localhost"] if DEBUG else [])
if not DEBUG and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set ALLOWED_HOSTS to the site's host names, with commas between.")

# The site's address as readers know it, for canonical links and CSRF.
# Cookies are secure where it says https, so production has to say it.
SITE_URL = environment.address("SITE_URL", "http://127.0.0.1:8000" if DEBUG else "")
SITE_NAME = environment.text("SITE_NAME", "GeekFeed")
HTTPS = SITE_URL.startswith("https://")

# Whether browsers keep what was read lately, and show a page of ours where there is no network.
OFFLINE_READING = environment.switch("OFFLINE_READING", default=True)

# The page that says what becomes of readers' data. Empty: there is none to lead to.
PRIVACY_URL = environment.endpoint(
    "PRIVACY_URL",
    advice="the whole address of your page on privacy, such as https://news.example/privacy, or "
    "leave it out",
    may_have_fragment=True,
)

# What feeds have of each story: all of it, or what it is about.
FEED_FULL_TEXT = environment.switch("FEED_FULL_TEXT", default=False)
# Who is told that there is something new (docs/operating.md). Nobody, unless it is set.
WEBSUB_HUB = environment.asked("WEBSUB_HUB")
INDEXNOW_KEY = environment.token("INDEXNOW_KEY")
INDEXNOW_ENDPOINT = environment.asked("INDEXNOW_ENDPOINT", "https://api.indexnow.org/indexnow")

# What readers may say under stories, where a story has no rules of its own (docs/operating.md).
COMMENTS = environment.choice("COMMENTS", "open", ("open", "held", "closed", "off"))
COMMENTS_CLOSE_AFTER = environment.number("COMMENTS_CLOSE_AFTER", 0, most=3650)  # days; 0: never
COMMENTS_HOLD_FIRST = environment.switch("COMMENTS_HOLD_FIRST", default=True)
# How many comments one person, and one network, may send in a minute. 0: as many as they like.
COMMENTS_A_MINUTE = environment.number("COMMENTS_A_MINUTE", 4, most=1000)
COMMENTS_FROM_NETWORK_A_MINUTE = environment.number("COMMENTS_FROM_NETWORK_A_MINUTE", 20, most=1000)
COMMENTS_LINKS = environment.number("COMMENTS_LINKS", 2, most=100)  # more: a moderator looks
# A service that tells spam from comments (docs/moderating.md). None, unless there is a key for it.
AKISMET_KEY = environment.token("AKISMET_KEY")
AKISMET_ENDPOINT = environment.asked(
    "AKISMET_ENDPOINT", "https://rest.akismet.com/1.1/comment-check"
)
WRITERS_MODERATE = environment.switch("WRITERS_MODERATE", default=False)

INSTALLED_APPS = [
    "geekfeed.apps.GeekFeedConfig",
    "geekfeed.apps.DeskConfig",
    "comments",
    "articles",
    "shows",
    "sources",
    "authors",
    "images",
    "taggit",
    "ckeditor",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "geekfeed.compression.CompressText",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "geekfeed.page_cache.PageCache",  # has what those below do already
    "csp.middleware.CSPMiddleware",
    "geekfeed.offline.middleware.Private",  # sees what the session says last
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "articles.redirects.LeadOn",  # before CommonMiddleware looks for the page with a slash
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "geekfeed.speculation.SpeculationRules",
]

ROOT_URLCONF = "geekfeed.urls"
WSGI_APPLICATION = "geekfeed.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "geekfeed.templatetags.alike",
                "geekfeed.templatetags.moments",
                "geekfeed.templatetags.paths",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "geekfeed.chrome.chrome",
            ],
        },
    },
]

DATABASES = {
    "default": environment.database("DATABASE_URL", f"sqlite:///{VAR / 'geekfeed.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers read while a writer writes; IMMEDIATE takes the write lock at the beginning,
    # so that two writers wait for each other instead of failing in the middle.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000;",
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 600)  # and with it what is prepared
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Pages ask short questions with many joins, the narrowest table first. PostgreSQL would think
    # longer about the order of the joins than it takes to go through them, and compile (seconds of
    # the processor) what takes milliseconds to do. What is prepared has one plan for all values.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
        "options", "-c jit=off -c join_collapse_limit=3 -c plan_cache_mode=force_generic_plan"
    )
# Off where a pooler lends a connection for each transaction (geekfeed/lib/prepared.py).
PREPARED_STATEMENTS = environment.switch("PREPARED_STATEMENTS", default=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Whole pages for whoever has no session (geekfeed/page_cache.py). With DEBUG none are kept, as
# templates change.
PAGE_CACHE = environment.switch("PAGE_CACHE", default=not DEBUG)
# Each process has its own: what is in them is named by what the database says, so none is behind.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1000},  # of some 20 kB each
    },
}

AUTH_USER_MODEL = "authors.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"

# One language for readers and desk alike, so that no page has to be kept for each.
LANGUAGE_CODE = environment.language("LANGUAGE_CODE", "en")
LANGUAGES = [(LANGUAGE_CODE, LANG_INFO[LANGUAGE_CODE]["name_local"])]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "geekfeed.formats"
TIME_ZONE = environment.time_zone("TIME_ZONE", "America/New_York")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# On a disk of this machine, or in two buckets of an object store.
MEDIA_BUCKET = environment.text("MEDIA_BUCKET")
MEDIA_URL = buckets.media_address("MEDIA_URL", needed=bool(MEDIA_BUCKET))
MEDIA_ROOT = environment.folder("MEDIA_ROOT", VAR / "media")
# Not below MEDIA_ROOT, which everybody may read. None: beside it (images/storages.py).
ORIGINALS_ROOT = environment.folder("ORIGINALS_ROOT", None)
STORAGES = {
    **(
        buckets.storages("MEDIA_BUCKET", "ORIGINALS_BUCKET", MEDIA_URL)
        if MEDIA_BUCKET
        else {
            "default": {"BACKEND": "images.storages.WholeFiles"},
            "originals": {"BACKEND": "images.storages.Originals"},
        }
    ),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

TAGGIT_CASE_INSENSITIVE = True

# CKEditor 4 is only the widget: its upload views are not mounted (images/ has our own), and what it
# sends is cleaned on save. W001 warns of its open-source line's age; docs/decisions/0002 says why
# we accept that.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, script_hash(BASE_DIR / "templates/components/theme.html")],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *([MEDIA_URL] if MEDIA_BUCKET else [])],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": frame_hosts(),
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
# CKEditor 4 writes its toolbar with inline handlers and styles. Only the desk's pages with an
# editor on them allow that (articles/admin), in place of the above: beside a hash, "unsafe-inline"
# means nothing.
EDITOR_CSP = {
    "script-src": [UNSAFE_INLINE, SELF],
    "style-src": [UNSAFE_INLINE, SELF],
    "frame-src": [*frame_hosts(), SELF],  # the preview beside the text
}

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = environment.switch("SSL_REDIRECT", default=True) and HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
# For every name below the site's, for browsers to know by heart, and hard to take back: by choice.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = (
    environment.switch("HSTS_PRELOAD", default=False) and HTTPS
)
BEHIND_PROXY = environment.switch("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# A page's pictures are uploaded one by one; a story of 6,000 words is 60 kB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
IMAGE_MAX_BYTES = 20 * 1024 * 1024
IMAGE_MAX_PIXELS = 50_000_000

# Letters to the newsroom. At home they are printed where the server runs; elsewhere nobody gets any
# until a mail server is named. One that does not answer holds nobody up for longer than this.
vars().update(environment.mail("EMAIL_URL", "consolemail://" if DEBUG else "dummymail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.sender(
    "DEFAULT_FROM_EMAIL", f"desk@{urlsplit(SITE_URL).hostname}"
)

# With a worker (manage.py db_worker) what is due is done by itself, at its moment.
WORKER = environment.switch("WORKER", default=False)
if (WEBSUB_HUB or INDEXNOW_KEY) and not WORKER:
    raise ImproperlyConfigured(
        "WEBSUB_HUB and INDEXNOW_KEY need WORKER=true and a worker: nobody at the desk waits for "
        "other hosts."
    )
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if WORKER
        else "django_tasks.backends.immediate.ImmediateBackend",
    }
}

LOG_LEVEL = environment.level("LOG_LEVEL", "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # The secret part of an address is written into no log.
    "filters": {"discreet": {"()": "geekfeed.lib.discretion.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["discreet"]}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        name: {"handlers": ["console"], "level": LOG_LEVEL, "propagate": False}
        for name in ("django", "django.server")
    },
}
