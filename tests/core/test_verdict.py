"""Yes, or no with the sentence that the user reads."""

from __future__ import annotations

import pytest

from thidua.core.verdict import YES, Refused, first_no, no, require

LATE = no("late", "Đã quá hạn.")
OTHER = no("other", "Đây là dữ liệu của đơn vị khác.")


def test_a_verdict_is_true_only_when_allowed() -> None:
    assert [bool(YES), bool(LATE)] == [True, False]


def test_the_first_refusal_is_the_one_that_is_told() -> None:
    assert first_no(YES, LATE, OTHER) is LATE
    assert first_no(YES, YES) is YES


def test_a_refused_act_carries_its_sentence() -> None:
    require(YES)
    with pytest.raises(Refused, match=r"^Đã quá hạn\.$") as refused:
        require(LATE)
    assert refused.value.verdict is LATE
