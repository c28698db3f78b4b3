"""The product's own settings for a real server; a wrong variable in a template is an error, passwords cost nothing.

A password hash that takes a tenth of a second would be most of the time of a year with sixty people.
"""

from thidua.config.settings import *  # noqa: F403
from thidua.config.settings import PASSWORD_HASHERS as _PASSWORD_HASHERS
from thidua.config.settings import TEMPLATES
from thidua.config.unknown_variable import UnknownVariable

TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UnknownVariable("%s")  # type: ignore[index]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *_PASSWORD_HASHERS]
