"""Who may look at the verification of a year; what each unit's sheet opens is asked again for that sheet."""

from __future__ import annotations

from thidua.organisations.enums import Role
from thidua.web.access_rules import roles

readers = roles(
    Role.VERIFIER,
    Role.CLUSTER_SECRETARY,
    Role.CLUSTER_HEAD,
    Role.CLUSTER_DEPUTY,
    Role.COUNCIL_MEMBER,
    Role.COUNCIL_CHAIR,
    Role.AUDITOR,
)
