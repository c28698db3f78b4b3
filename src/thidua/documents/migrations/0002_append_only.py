"""Triggers: an issued paper and its files are not rewritten."""

from django.db import migrations

from thidua.audit.append_only import forbid_changes


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        forbid_changes("documents_issuedpaper"),
        forbid_changes("documents_paperfile"),
    ]
