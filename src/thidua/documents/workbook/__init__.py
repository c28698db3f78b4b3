"""Tables that come and go as .xlsx: what an office fills in, and what the program hands out."""

from __future__ import annotations
