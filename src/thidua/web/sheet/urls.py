"""Addresses of the school's own side of scoring."""

from django.urls import path

from thidua.web.sheet import check, condition, evidence, leaf_evidence, receipt, score

urlpatterns = [
    path("/tu-cham", score.sheet, name="sheet"),
    path("/tu-cham/kiem-tra", check.sheet_check, name="sheet-check"),
    path("/tu-cham/dieu-kien", condition.sheet_condition, name="sheet-condition"),
    path("/tu-cham/bien-nhan", receipt.receipt, name="receipt"),
    path("/tu-cham/bien-nhan/ban-ke.json", receipt.receipt_claims, name="receipt-claims"),
    path("/tu-cham/minh-chung/<path:leaf>", leaf_evidence.sheet_evidence, name="sheet-evidence"),
    path("/minh-chung/<int:evidence_id>", evidence.evidence, name="evidence"),
    path("/minh-chung/<int:evidence_id>/tep", evidence.evidence_file, name="evidence-file"),
]
