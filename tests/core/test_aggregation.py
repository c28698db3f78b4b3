"""The claim in force: the latest entry of the weightiest stage, with its reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.aggregation import STAGES, Entry, claim_in_force
from thidua.core.sentences_vi import sentence


def entry(stage: str, sequence: int) -> Entry:
    return Entry(stage, {"points": str(sequence)}, sequence)


def test_nothing_entered() -> None:
    assert claim_in_force([]) is None


def test_the_weightiest_stage_counts_even_when_it_is_older() -> None:
    found = claim_in_force([entry("self", 1), entry("cross", 2), entry("self", 3)])

    assert found is not None
    assert (found.stage, found.claim, found.sequence) == ("cross", {"points": "2"}, 2)
    assert sentence(found.why) == "Điểm thẩm định đang có hiệu lực, thay cho điểm tự chấm."


def test_the_latest_of_a_stage_counts() -> None:
    found = claim_in_force([entry("council", 9), entry("council", 12), entry("settled", 10), entry("self", 1)])

    assert found is not None
    assert found.sequence == 12
    assert sentence(found.why) == (
        "Điểm do Hội đồng quyết định đang có hiệu lực, thay cho điểm tự chấm, thống nhất; đã sửa 1 lần ở bước này."
    )


def test_an_unknown_stage() -> None:
    with pytest.raises(ValueError):
        claim_in_force([entry("draft", 1)])


@given(st.lists(st.sampled_from(STAGES), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_order_of_entries_never_matters(stages: list[str], source: object) -> None:
    entries = [entry(stage, number) for number, stage in enumerate(stages)]
    other = list(entries)
    source.shuffle(other)  # type: ignore[attr-defined]

    assert claim_in_force(entries) == claim_in_force(other)
