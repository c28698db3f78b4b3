"""What every test shares. Rooms keep their own fixtures beside them."""

from __future__ import annotations

import os

# Playwright keeps an event loop in the test's thread; Django's guard would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
