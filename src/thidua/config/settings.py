"""Settings, from the environment alone; every default is the safe one. The table is in docs/operations.md."""

from datetime import timedelta
from pathlib import Path

from thidua.config import databases, environment, logs, secret

SOURCE = Path(__file__).parents[1]
THIDUA_DATA = environment.folder("THIDUA_DATA", "data")
THIDUA_HTTPS = environment.flag("THIDUA_HTTPS")
THIDUA_PROXIES = environment.integer("THIDUA_PROXIES", 0, most=9)

DEBUG = False
SECRET_KEY = secret.secret_key(THIDUA_DATA, environment.text("THIDUA_SECRET_KEY"))
THIDUA_FIELD_KEY = secret.field_key(THIDUA_DATA, environment.text("THIDUA_FIELD_KEY"))
ALLOWED_HOSTS = environment.words("THIDUA_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
# Addresses of a year are included below "cum/<cluster>/<year>" and begin with their own slash.
SILENCED_SYSTEM_CHECKS = ["urls.W002"]
ROOT_URLCONF = "thidua.config.urls"
WSGI_APPLICATION = "thidua.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Our own apps follow the floors of the house, lowest first; each imports only those before it.
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "django_htmx",
    "thidua.config",
    "thidua.installation",
    "thidua.audit",
    "thidua.accounts",
    "thidua.organisations",
    "thidua.records",
    "thidua.documents",
    "thidua.campaigns",
    "thidua.sheets",
    "thidua.council",
    "thidua.web",
]

MIDDLEWARE = [
    "thidua.config.request_id.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "thidua.config.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "thidua.config.uploads.BodyLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "web"],  # "components/score_row.html", "sheet/score.html"
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "thidua.web.frame.frame",
            ],
        },
    }
]

# --- Database ---
DATABASE_URL = environment.text("DATABASE_URL")
DATABASES = {
    "default": databases.postgresql(DATABASE_URL, pool=environment.flag("THIDUA_DATABASE_POOL"))
    if DATABASE_URL
    else databases.sqlite(THIDUA_DATA / databases.SQLITE_NAME)
}

# --- Language and time ---
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["thidua.config.formats"]

# --- Sign-in ---
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "thidua.accounts.backends.NameOrEmailBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "thidua.config.passwords.NotLikeTheUser"},
    {"NAME": "thidua.config.passwords.MinimumLength", "OPTIONS": {"min_length": 10}},
    {"NAME": "thidua.config.passwords.NotCommon"},
    {"NAME": "thidua.config.passwords.NotNumeric"},
]
AXES_HANDLER = "thidua.config.throttle.SignInThrottle"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
AXES_FAILURE_LIMIT = 5
THIDUA_ADDRESS_FAILURE_LIMIT = 50
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # a stranger's trying must not keep the owner out
AXES_USERNAME_CALLABLE = "thidua.config.throttle.counted_name"
AXES_CLIENT_IP_CALLABLE = "thidua.config.throttle.client_address"
AXES_LOCKOUT_CALLABLE = "thidua.config.throttle.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# --- Sessions and cookies ---
SESSION_COOKIE_NAME = "__Host-thidua" if THIDUA_HTTPS else "thidua"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = THIDUA_HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60
THIDUA_IDLE_MINUTES = environment.integer("THIDUA_IDLE_MINUTES", 60, least=5, most=12 * 60)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-thidua-csrf" if THIDUA_HTTPS else "thidua-csrf"
CSRF_COOKIE_HTTPONLY = True  # forms and htmx carry the token of the page
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = THIDUA_HTTPS
CSRF_FAILURE_VIEW = "thidua.web.errors.signed_out.csrf_failure"
CSRF_TRUSTED_ORIGINS = environment.words("THIDUA_TRUSTED_ORIGINS", [])

# --- Transport and headers ---
SECURE_SSL_REDIRECT = THIDUA_HTTPS and environment.flag("THIDUA_HTTPS_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe$"]
SECURE_HSTS_SECONDS = environment.integer("THIDUA_HSTS_SECONDS", 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if THIDUA_HTTPS and THIDUA_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

# --- Uploads and files ---
THIDUA_EVIDENCE = THIDUA_DATA / "evidence"
THIDUA_LAW = THIDUA_DATA / "law"  # local rule sets; see docs/operations.md
THIDUA_UPLOAD_BYTES = 20 * 1024 * 1024  # one evidence file
THIDUA_BODY_BYTES = 25 * 1024 * 1024  # one request: a file, its form, and the wrapping
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024  # form fields without files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000  # a sheet of a thousand leaves with four fields each
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

STATIC_URL = "/static/"
STATIC_ROOT = THIDUA_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Mail and logs ---
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
LOGGING = logs.logging_config(
    json=environment.text("THIDUA_LOG_FORMAT", "json") == "json",
    level=environment.text("THIDUA_LOG_LEVEL", "INFO").upper(),
)
