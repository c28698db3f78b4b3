"""The same judging written a second time, word by word from the specification, on plain dictionaries and the files as
YAML: slow, naive, and sharing nothing with the product but the data."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import yaml

from thidua.core.law.dated import DATA

LEVELS = ["not_completed", "completed", "good", "excellent"]
PUNISHMENTS = ["none", "reprimand", "warning", "salary", "demotion", "dismissal"]
WIDTHS = ["base", "ministry_province", "national"]
BACK = {None: 1, "year": 1, "last_2_years": 2, "title_span": 3, "those_5_years": 5}
REGIMES: dict[str, Any] = {
    document["code"]: document
    for path in sorted((DATA / "regimes").glob("*.yaml"))
    for document in [yaml.safe_load(path.read_text(encoding="utf-8"))]
}
IS_TITLE = {
    code: award["kind"] == "title" for document in REGIMES.values() for code, award in document["awards"].items()
}


def answer(regime: str, code: str, facts: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    """The result, and (condition, state) of every reason in order."""
    award = REGIMES[regime]["awards"][code]
    told: list[tuple[str, str]] = []
    whole = everything([evaluate(node, facts, told) for node in award["criteria"]])
    no, maybe = whole == "failed", whole == "unknown"
    if facts["subject"] not in award["subjects"]:
        told.append(("subject", "failed"))
        no = True
    if facts.get("pending"):
        told.append(("pending", "failed"))
        no = True
    quota, list_ = award["quota"], facts.get("quota")
    if list_ and quota and quota.get("pct") is not None:
        above = list_["proposed"] * 100 > exact(quota["pct"]) * list_["of"]
        told.append(("quota", "failed" if above else "met"))
        no = no or above
    threshold, vote = award["vote_threshold"], facts.get("vote")
    if vote and threshold:
        if threshold["min_share_pct"] is None:
            told.append(("vote", "unknown"))
            maybe = True
        else:
            below = vote["yes"] * 100 < exact(threshold["min_share_pct"]) * vote["members"]
            told.append(("vote", "failed" if below else "met"))
            no = no or below
    return ("not_eligible" if no else "undetermined" if maybe else "eligible"), told


def exact(value: Any) -> Fraction:
    return Fraction(str(value))


def everything(states: list[str]) -> str:
    if "failed" in states:
        return "failed"
    return "unknown" if "unknown" in states else "met"


def anything(states: list[str]) -> str:
    if "met" in states:
        return "met"
    return "unknown" if "unknown" in states else "failed"


def evaluate(node: dict[str, Any], facts: dict[str, Any], told: list[tuple[str, str]]) -> str:
    if node["type"] in ("all_of", "any_of"):
        states = [evaluate(child, facts, told) for child in node["of"]]
        return everything(states) if node["type"] == "all_of" else anything(states)
    only = node.get("subject")
    if only in ("individual", "collective") and only != facts["subject"]:
        state = "failed"
    else:
        state = CONDITIONS[node["type"]](node, facts)
    told.append((node["type"], state))
    return state


def yes(condition: bool) -> str:
    return "met" if condition else "failed"


def past(facts: dict[str, Any], code: str) -> list[tuple[int, int]]:
    """Periods of the merit awards of a code that end by the award year; a title once for a period."""
    found = []
    for title in facts.get("titles", []):
        period = (title.get("from", title.get("year")), title.get("to", title.get("year")))
        if title["code"] == code and title.get("basis", "merit") == "merit" and period[1] <= facts["year"]:
            found.append(period)
    return list(dict.fromkeys(found)) if IS_TITLE[code] else found


def rating(node: dict[str, Any], facts: dict[str, Any]) -> str:
    if node["min"] is None or node["years"] is None:
        return "unknown"
    years = [facts["year"] - back for back in range(node["years"])]
    if node.get("after"):
        ends = [end for _, end in past(facts, node["after"])]
        if not ends or min(years) <= max(ends):
            return "failed"
    given = [facts.get("ratings", {}).get(str(year)) for year in years]
    if None in given:
        return "failed" if node["years"] > 1 else "unknown"
    return yes(all(LEVELS.index(item) >= LEVELS.index(node["min"]) for item in given))


def registered(node: dict[str, Any], facts: dict[str, Any]) -> str:
    return yes(facts["registered"]) if "registered" in facts else "unknown"


def months(node: dict[str, Any], facts: dict[str, Any]) -> str:
    return yes(node["months"] is None or facts.get("months", 12) >= node["months"])


def discipline(node: dict[str, Any], facts: dict[str, Any]) -> str:
    highest = facts.get("max_discipline" if node["subject"] == "self" else "member_discipline", "none")
    return yes(PUNISHMENTS.index(highest) < PUNISHMENTS.index(node["min_level"]))


def same_year(node: dict[str, Any], facts: dict[str, Any]) -> str:
    for title in facts.get("titles", []):
        first, last = title.get("from", title.get("year")), title.get("to", title.get("year"))
        if title["code"] == node["title"] and first <= facts["year"] <= last and title.get("basis", "merit") == "merit":
            return "met"
    return yes(facts.get("meets_title", {}).get(node["title"], False))


def consecutive(node: dict[str, Any], facts: dict[str, Any]) -> str:
    if node["title"] is None or node["count"] is None:
        return "unknown"
    last = sorted(past(facts, node["title"]), key=lambda period: (period[1], period[0]))[-node["count"] :]
    if len(last) < node["count"]:
        return "failed"
    close = all(after[0] - before[1] <= 1 for before, after in pairwise(last))
    end = facts["year"] if node["ending"] == "award_year" else facts["year"] - 1
    return yes(close and last[-1][1] == end)


def holds(node: dict[str, Any], facts: dict[str, Any]) -> str:
    return yes(any(end < facts["year"] for _, end in past(facts, node["award"])))


def count_since(node: dict[str, Any], facts: dict[str, Any]) -> str:
    if node["title"] is None or node["count"] is None:
        return "unknown"
    return yes(len([end for _, end in past(facts, node["title"]) if end > facts["year"] - 5]) >= node["count"])


def work(node: dict[str, Any], facts: dict[str, Any]) -> str:
    if node["count"] is None:
        return "unknown"
    made = facts.get("initiatives" if node["type"] == "initiative" else "topics", [])
    sure = maybe = 0
    for item in made:
        in_time = facts["year"] - BACK[node.get("period")] < item["year"] <= facts["year"]
        if not in_time or WIDTHS.index(item["scope"]) < WIDTHS.index(node["scope"]):
            continue
        said = [item.get(flag) for flag in ("accepted", "applied") if node.get(flag)]
        sure += all(said)
        maybe += False not in said
    return "met" if sure >= node["count"] else "unknown" if maybe >= node["count"] else "failed"


def ratio(node: dict[str, Any], facts: dict[str, Any]) -> str:
    figures = facts.get("members") or {}
    key = node.get("title") or node.get("rating")
    if node["pct"] is None or not figures.get("n") or key not in figures:
        return "unknown"
    share = Fraction(100 * figures[key], figures["n"])
    return yes(share > exact(node["pct"]) if node["op"] == ">" else share >= exact(node["pct"]))


def member_title(node: dict[str, Any], facts: dict[str, Any]) -> str:
    figures = facts.get("members") or {}
    return yes(figures[node["title"]] >= node["count"]) if node["title"] in figures else "unknown"


def cluster(node: dict[str, Any], facts: dict[str, Any]) -> str:
    own = facts.get("cluster") or {}
    return yes(own.get("organiser") == node["organiser"] and own["rank"] <= node["position"])


def flags(node: dict[str, Any], facts: dict[str, Any]) -> str:
    pool = facts.get("flags_pool")
    return "unknown" if pool is None else yes(100 * pool["proposed"] <= exact(node["pct"]) * pool["leaders"])


def movement(node: dict[str, Any], facts: dict[str, Any]) -> str:
    own = facts.get("movement")
    return yes(
        own is not None
        and own["leader"]
        and own["years"] >= node["min_years"]
        and own["launched_by"] in node["launched_by"]
    )


def attested(silence: str) -> Any:
    def state(node: dict[str, Any], facts: dict[str, Any]) -> str:
        said = facts.get("attested", {}).get(node["type"])
        return silence if said is None else yes(said)

    return state


def always(node: dict[str, Any], facts: dict[str, Any]) -> str:
    return "met"


CONDITIONS: dict[str, Any] = {
    "performance_rating": rating,
    "registered": registered,
    "min_service_months": months,
    "leave_counts": always,
    "not_required": always,
    "transfer_opinion": always,
    "no_discipline": discipline,
    "title_same_year": same_year,
    "consecutive_title": consecutive,
    "holds_award": holds,
    "count_title_since": count_since,
    "initiative": work,
    "research_topic": work,
    "member_ratio": ratio,
    "has_member_title": member_title,
    "cluster_rank": cluster,
    "max_share": flags,
    "movement_leader": movement,
    "sector_rule": attested("met"),
    "qualitative": attested("met"),
    "selected_best": attested("unknown"),
    "exceeds_targets": attested("unknown"),
    "party_org_status": attested("unknown"),
    "sudden_achievement": attested("failed"),
    "movement_commended": attested("failed"),
    "contribution": attested("failed"),
    "combat_ingenuity": attested("failed"),
}
