"""Everything that differs between installations comes from the environment; `docs/settings.md` lists each name.

`KEPT_HOME` holds what Kept keeps on disk: the secret, attachments and, without `DATABASE_URL`, the embedded PostgreSQL.
"""

import os
from pathlib import Path

from kept.lib import environment, fingerprint
from kept.lib.environment import Environment
from kept.ui import policy

ROOT = Path(__file__).resolve().parent
ENV = Environment(os.environ)

KEPT_HOME = ENV.home()
KEPT_URL = ENV.text("KEPT_URL", "http://127.0.0.1:8000").rstrip("/")
SECRET_KEY = ENV.secret_key()
DEBUG = ENV.flag("KEPT_DEBUG")
TESTING = ENV.flag("KEPT_TESTING")

ALLOWED_HOSTS = environment.hosts(KEPT_URL, ENV.words("KEPT_HOSTS"))
CSRF_TRUSTED_ORIGINS = [KEPT_URL]
DATABASES = {"default": ENV.database(pool=not TESTING)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
KEPT_SMTP_URL = ENV.text("KEPT_SMTP_URL", "")
KEPT_MAIL_LISTEN = ENV.address("KEPT_MAIL_LISTEN", "127.0.0.1:2525")
KEPT_MAIL_CERTIFICATE = ENV.text("KEPT_MAIL_CERTIFICATE", "")
KEPT_MAIL_KEY = ENV.text("KEPT_MAIL_KEY", "")
KEPT_MAIL_CATCH_ALL = ENV.flag("KEPT_MAIL_CATCH_ALL")
KEPT_MAIL_FILTERED = ENV.flag("KEPT_MAIL_FILTERED")
KEPT_MAIL_MAX_BYTES = 72 * 1024 * 1024  # a file of 50 MB, which base64 makes larger
KEPT_MAIL_RELAYS = ENV.networks("KEPT_MAIL_RELAYS")
KEPT_TRUSTED_AUTHSERV = ENV.words("KEPT_TRUSTED_AUTHSERV")
KEPT_TRUSTED_SEALERS = ENV.words("KEPT_TRUSTED_SEALERS") or ["google.com", "microsoft.com"]
KEPT_OWN_NETWORKS = ENV.networks("KEPT_OWN_NETWORKS")
KEPT_DNS = ENV.words("KEPT_DNS")
KEPT_PROVIDERS = {
    "google": ENV.places("KEPT_GOOGLE", of=environment.OF_PROVIDER),
    "microsoft": ENV.places("KEPT_MICROSOFT", of=environment.OF_PROVIDER),
}
KEPT_BEHIND_PROXY = ENV.flag("KEPT_BEHIND_PROXY")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_prose_editor",  # for its script: the rest of it would write scripts into pages
    "lucide",
    "procrastinate.contrib.django",
    "template_partials",
    "kept.events",
    "kept.people",
    "kept.customers",
    "kept.conversations",
    "kept.promises",
    "kept.channels",
    "kept.channels.email",
    "kept.channels.form",
    "kept.channels.callbacks",
    "kept.demo",
    "kept.realtime",
    "kept.notifications",
    "kept.ui",
    "allauth",  # after our own, whose pages take the place of theirs
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "kept.ui.statics.Statics",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "kept.ui.too_much.TooMuch",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "kept.people.clock.OwnTimeZone",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "kept.urls"
ASGI_APPLICATION = "kept.asgi.application"
APP_TEMPLATES = "django.template.loaders.app_directories.Loader"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("template_partials.loader.Loader", [("kept.ui.folding.Loader", [APP_TEMPLATES])])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kept.ui.frame.frame",
            ],
        },
    },
]

# Sign-in
AUTH_USER_MODEL = "people.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "kept.people.adapter.Doorkeeper"
ACCOUNT_FORMS = {
    "login": "kept.people.door_forms.SignInForm",
    "reset_password": "kept.people.door_forms.ForgottenForm",
    "reset_password_from_key": "kept.people.door_forms.NewPasswordForm",
    "change_password": "kept.people.door_forms.ChangePasswordForm",
    "set_password": "kept.people.door_forms.FirstPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# A member has one address, in their own row. Django's generator ties the token to it without allauth's table of them.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
PASSWORD_RESET_TIMEOUT = 60 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if KEPT_BEHIND_PROXY else 0
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = KEPT_URL.startswith("https://")
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if KEPT_BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy.DIRECTIVES}

# Rate limits must hold across processes, so the cache lives in the database.
# It must be large enough that nobody pushes their own count out of it with others.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kept_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Mail to colleagues (invitations, links) leaves by the same server as mail to customers.
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 30
locals().update(environment.smtp(KEPT_SMTP_URL))
DEFAULT_FROM_EMAIL = ENV.text("KEPT_FROM", "kept@localhost")

FORM_RENDERER = "kept.ui.forms.Renderer"

STATIC_URL = f"/static/{fingerprint.static_files(ROOT)}/"
WHITENOISE_IMMUTABLE_FILE_TEST = ""  # a regular expression that fits every address: each bears the fingerprint
WHITENOISE_USE_FINDERS = True  # straight from the packages: nothing is collected anywhere
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = KEPT_HOME / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
STORAGES = {
    "default": {"BACKEND": "kept.lib.files.DurableStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# All of one request. Mail of more than fifty megabytes is sent nowhere; what comes in parts of its own may be more.
KEPT_REQUEST_MAX_BYTES = 60 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = "kept.formats"
LOCALE_PATHS = [ROOT / "locale"]

# Jobs live in each room's `jobs.py`, all schedules in `kept/schedule.py`.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_ON_APP_READY = "kept.schedule.ready"
LOGGING = environment.logging(ENV.text("KEPT_LOG_LEVEL", "INFO"))
