"""Sentences about how a set ranks, shared by the ranking page and the minutes."""

from __future__ import annotations

from thidua.core.model import CriteriaSet


def ranking_rule(criteria: CriteriaSet) -> str:
    """How the set ranks, breaks ties and treats what is missing."""
    ranking = criteria.ranking
    by = "tỷ lệ giữa tổng điểm và điểm được giao" if ranking.by == "percent" else "tổng điểm"
    said = [f"Xếp theo {by}."]
    if ranking.tie_break:
        said.append(f"Bằng nhau thì so lần lượt {', '.join(ranking.tie_break)}; vẫn bằng thì đồng hạng.")
    else:
        said.append("Bằng nhau thì đồng hạng.")
    if ranking.ties == "standard":
        said.append("Sau các đơn vị đồng hạng, hạng kế tiếp bỏ cách số đơn vị đồng hạng.")
    if ranking.incomplete == "exclude":
        said.append("Đơn vị còn tiêu chí chưa chấm thì chưa xếp hạng.")
    return " ".join(said)
