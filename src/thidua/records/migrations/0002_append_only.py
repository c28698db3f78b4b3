"""Triggers: what is written here is not rewritten."""

from django.db import migrations

from thidua.audit.append_only import forbid_changes


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [
        forbid_changes("records_employment"),
        forbid_changes("records_rating"),
        forbid_changes("records_honour"),
        forbid_changes("records_revocation"),
        forbid_changes("records_discipline"),
        forbid_changes("records_hold"),
        forbid_changes("records_leave"),
        forbid_changes("records_memberfigures"),
        forbid_changes("records_work"),
        forbid_changes("records_authorship"),
        forbid_changes("records_ideaversion"),
        forbid_changes("records_ideastep"),
        forbid_changes("records_datarequest"),
        forbid_changes("records_requestoutcome"),
    ]
