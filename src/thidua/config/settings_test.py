"""Settings of the tests: the product's own, in a throw-away data folder, strict about templates."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="thidua-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["THIDUA_DATA"] = _folder
for _name in (
    "THIDUA_SECRET_KEY", "THIDUA_FIELD_KEY", "THIDUA_HOSTS", "THIDUA_HTTPS", "THIDUA_PROXIES", "THIDUA_HSTS_SECONDS",
):  # fmt: skip
    os.environ.pop(_name, None)

from thidua.config import databases  # noqa: E402 - the settings read the environment when imported
from thidua.config.settings import *  # noqa: E402, F403
from thidua.config.settings import DATABASE_URL, DATABASES, TEMPLATES, THIDUA_DATA  # noqa: E402
from thidua.config.unknown_variable import UnknownVariable  # noqa: E402

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1", "[::1]"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UnknownVariable("%s")  # type: ignore[index]
# A password hash that takes a tenth of a second would be most of the tests' time.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
if not DATABASE_URL:
    # A file, not memory: tests with two connections then meet the locks of the real thing.
    DATABASES["default"] = databases.sqlite(THIDUA_DATA / databases.SQLITE_NAME, synchronous="OFF")
    DATABASES["default"]["TEST"] = {"NAME": str(THIDUA_DATA / "test.sqlite3")}
