"""Reasons said in Vietnamese: why a condition is met, failed or unknown, and what is still lacking."""

from __future__ import annotations

from thidua.core.law.judging import Reason
from thidua.core.law.lacking_words_vi import LACKING
from thidua.core.law.reason_words_vi import REASONS
from thidua.core.law.saying_vi import inside

UNVERIFIED = " (căn cứ chưa kiểm chứng)"
RESULT_WORDS = {
    "eligible": "Đủ điều kiện",
    "not_eligible": "Không đủ điều kiện",
    "undetermined": "Chưa kết luận được",
}
NOT_AN_AWARD = "Đủ điều kiện không có nghĩa là được tặng: hội đồng quyết định; quyết định khác phải ghi lý do."


def sentence(reason: Reason) -> str:
    """Why it is so ("Có 1 sáng kiến cấp cơ sở được công nhận năm 2021"), without a full stop; a condition that nobody
    has read in a source says so. Raises KeyError for a code that has no sentence."""
    return REASONS[reason.code](reason.params) + _checked(reason)


def lacking(reason: Reason) -> str:
    """What is still lacking and by which article ("Còn thiếu 1 sáng kiến có phạm vi cấp bộ, ngành, tỉnh – khoản 2
    Điều 22 …"); a reason that lacks nothing says why it is met."""
    article = f" – {inside(reason.cite)}" if reason.cite else ""
    return lack_alone(reason) + article + _checked(reason)


def lack_alone(reason: Reason) -> str:
    """The same without the article and without the mark, for pages that set them apart."""
    return LACKING.get(reason.code, REASONS[reason.code])(reason.params)


def _checked(reason: Reason) -> str:
    return "" if reason.evidence == "S" else UNVERIFIED
