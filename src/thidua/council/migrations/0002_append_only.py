"""Triggers: what is written here is not rewritten."""

from django.db import migrations

from thidua.audit.append_only import forbid_changes


class Migration(migrations.Migration):
    dependencies = [("council", "0001_initial")]

    operations = [
        forbid_changes("council_rankingsnapshot"),
        forbid_changes("council_publication"),
    ]
