"""Triggers: what is written here is not rewritten."""

from django.db import migrations

from thidua.audit.append_only import forbid_changes


class Migration(migrations.Migration):
    dependencies = [("sheets", "0001_initial")]

    operations = [
        forbid_changes("sheets_evidence"),
        forbid_changes("sheets_submission"),
        forbid_changes("sheets_scoreentry"),
        forbid_changes("sheets_remark"),
        forbid_changes("sheets_recordedcondition"),
    ]
