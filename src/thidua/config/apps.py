"""Registers the deployment checks."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "thidua.config"

    def ready(self) -> None:
        from thidua.config import checks  # noqa: F401, PLC0415 - registering needs the app registry ready
