"""Triggers: what is written here is not rewritten."""

from django.db import migrations

from thidua.audit.append_only import forbid_changes


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]

    operations = [
        forbid_changes("campaigns_criteriaversion"),
        forbid_changes("campaigns_pledgeversion"),
        forbid_changes("campaigns_signature"),
    ]
