"""Every type of condition that a regime or an overlay may write."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.core.law.conditions import achievements, attested, collective, ratings, service, titles
from thidua.core.law.conditions.base import Kind

KINDS: Mapping[str, type[Kind]] = {
    kind.type: kind
    for kind in (
        ratings.RatingKind,
        service.RegisteredKind,
        service.MinServiceMonthsKind,
        service.LeaveCountsKind,
        service.NotRequiredKind,
        service.TransferOpinionKind,
        service.NoDisciplineKind,
        titles.TitleSameYearKind,
        titles.ConsecutiveTitleKind,
        titles.HoldsAwardKind,
        titles.CountTitleSinceKind,
        achievements.InitiativeKind,
        achievements.ResearchTopicKind,
        collective.MemberRatioKind,
        collective.HasMemberTitleKind,
        collective.ClusterRankKind,
        collective.MaxShareKind,
        collective.MovementLeaderKind,
        attested.SectorRuleKind,
        attested.QualitativeKind,
        attested.SelectedBestKind,
        attested.ExceedsTargetsKind,
        attested.PartyOrgStatusKind,
        attested.SuddenAchievementKind,
        attested.MovementCommendedKind,
        attested.ContributionKind,
        attested.CombatIngenuityKind,
    )
}
