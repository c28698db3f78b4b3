"""The log: one chain per cluster-year and one technical chain (decision 12)."""

from __future__ import annotations

from django.db import models

TECHNICAL = "technical"
GENESIS = "0" * 64


class Chain(models.Model):
    """The head of a chain; its row is locked last in a transaction, so entries follow one another."""

    code = models.CharField(max_length=64, unique=True)
    length = models.PositiveIntegerField(default=0)
    head_hash = models.CharField(max_length=64, default=GENESIS)

    def __str__(self) -> str:
        return f"{self.code} ({self.length})"


class Entry(models.Model):
    """One act. `payload` is canonical text and holds all that is hashed; the columns beside it serve searching."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    action = models.CharField(max_length=64)
    actor_user_id = models.PositiveBigIntegerField(null=True)
    actor_organisation_id = models.PositiveBigIntegerField(null=True)
    at = models.DateTimeField(help_text="business time")
    recorded_at = models.DateTimeField(help_text="real time")
    payload = models.TextField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["chain_id", "seq"]
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="audit_entry_place_is_taken_once")]

    def __str__(self) -> str:
        return f"{self.chain_id}/{self.seq} {self.action}"
