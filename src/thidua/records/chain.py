"""The chain of the log in which the records of a unit are written."""

from __future__ import annotations


def records_chain(organisation_id: int) -> str:
    return f"records:{organisation_id}"
