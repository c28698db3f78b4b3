"""Deployment checks with ids of our own, worded for the person who runs the server (`thidua check`).

They stand in for Django's `security.*` checks, which speak of settings that ours never leave open.
"""

from thidua.config.checks import database, law, machine, web

__all__ = ["database", "law", "machine", "web"]
