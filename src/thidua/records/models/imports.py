"""A workbook on its way into the records, between its preview and its taking."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from thidua.organisations.models import Organisation


class ImportDraft(models.Model):
    """The file as received. It is gone once taken or dropped, when the person's next one comes, or when anybody's
    comes more than two days later."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "user"], name="one_import_at_a_time")]

    def __str__(self) -> str:
        return self.file_name
