"""The stages by name, known without loading Django."""

from __future__ import annotations

STAGES = ("launch", "pledge", "scoring", "verify", "council", "published")
