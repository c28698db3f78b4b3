"""Codes of roles and kinds. Labels are what the screens show."""

from __future__ import annotations

from django.db.models import TextChoices


class Role(TextChoices):
    """The roles of permissions.md. VERIFIER and the council's two are seats, not grants."""

    ANON = "ANON", "Khách"
    UNIT_MEMBER = "UNIT_MEMBER", "Cán bộ"
    UNIT_EDITOR = "UNIT_EDITOR", "Đầu mối thi đua"
    UNIT_HEAD = "UNIT_HEAD", "Người đứng đầu đơn vị"
    CLUSTER_SECRETARY = "CLUSTER_SECRETARY", "Thư ký cụm"
    CLUSTER_HEAD = "CLUSTER_HEAD", "Cụm trưởng"
    CLUSTER_DEPUTY = "CLUSTER_DEPUTY", "Cụm phó"
    VERIFIER = "VERIFIER", "Thành viên tổ thẩm định"
    COUNCIL_MEMBER = "COUNCIL_MEMBER", "Thành viên hội nghị bình xét"
    COUNCIL_CHAIR = "COUNCIL_CHAIR", "Người chủ trì hội nghị"
    CLERK = "CLERK", "Văn thư"
    AUDITOR = "AUDITOR", "Giám sát, kiểm tra"
    ORGANISER = "ORGANISER", "Cơ quan tổ chức cụm"
    ADMIN = "ADMIN", "Quản trị hệ thống"


UNIT_ROLES = (Role.UNIT_MEMBER, Role.UNIT_EDITOR, Role.UNIT_HEAD)
"""Granted on an organisation that is a member of clusters."""

YEAR_ROLES = (Role.CLUSTER_SECRETARY, Role.CLUSTER_HEAD, Role.CLUSTER_DEPUTY)
"""Granted on a cluster-year."""


class OrganisationKind(TextChoices):
    ORGANISER = "organiser", "Cơ quan tổ chức cụm"
    SCHOOL = "school", "Trường"
    OTHER = "other", "Đơn vị khác"


class ClusterKind(TextChoices):
    CLUSTER = "cluster", "Cụm thi đua"
    BLOCK = "block", "Khối thi đua"
