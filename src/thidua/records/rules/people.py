"""What may be written about who a person is."""

from __future__ import annotations

from datetime import date

from thidua.core.verdict import YES, Verdict, first_no, no
from thidua.core.vn import clean, date_text, fold
from thidua.records.enums import Gender

NAME_LENGTH = 120
STAFF_CODE_LENGTH = 32
REASON_LENGTH = 500
_LEAST_REASON = 3
"""Letters and digits: a full stop is no reason."""
LEAST_AGE = 15
"""Bộ luật Lao động năm 2019, Điều 3 khoản 1: a worker is at least 15 years old."""
EARLIEST_BIRTH = date(1900, 1, 1)


def one_line(text: str) -> str:
    """Typed text as one line: cleaned, single spaces."""
    return " ".join(clean(text).split())


def acceptable_details(full_name: str, gender: str, birth_date: date | None, staff_code: str, today: date) -> Verdict:
    """The data of a person as cleaned text: a visible name, a known gender code, a possible day of birth."""
    return first_no(
        _name(full_name),
        YES if gender in Gender.values else no("unknown_gender", "Giới tính không có trong danh sách."),
        _birth_date(birth_date, today),
        _staff_code(staff_code),
    )


def _name(full_name: str) -> Verdict:
    if not full_name:
        return no("no_name", "Hãy nhập họ và tên.")
    if len(full_name) > NAME_LENGTH:
        return no("long_name", f"Họ và tên dài {len(full_name)} ký tự, quá {NAME_LENGTH}. Hãy kiểm tra lại.")
    if not any(letter.isalpha() for letter in full_name):
        return no("no_name", "Họ và tên phải có chữ. Hãy kiểm tra lại.")
    return YES


def _birth_date(birth_date: date | None, today: date) -> Verdict:
    if birth_date is None:
        return YES
    if birth_date > today:
        return no("born_later", f"Ngày sinh {date_text(birth_date)} ở tương lai. Hãy kiểm tra lại.")
    if birth_date < EARLIEST_BIRTH:
        return no("born_long_ago", f"Ngày sinh {date_text(birth_date)} quá xa. Hãy kiểm tra lại năm sinh.")
    return YES


def _staff_code(staff_code: str) -> Verdict:
    if len(staff_code) > STAFF_CODE_LENGTH:
        return no("long_staff_code", f"Mã cán bộ dài quá {STAFF_CODE_LENGTH} ký tự. Hãy kiểm tra lại.")
    return YES


def old_enough(birth_date: date | None, since: date) -> Verdict:
    """At least fifteen years old on the first day at work."""
    if birth_date is None or since >= _birthday(birth_date, LEAST_AGE):
        return YES
    return no(
        "too_young",
        f"Sinh ngày {date_text(birth_date)} thì chưa đủ {LEAST_AGE} tuổi khi vào làm việc ngày {date_text(since)}. "
        "Hãy kiểm tra lại ngày sinh và ngày vào làm việc.",
    )


def _birthday(birth_date: date, years: int) -> date:
    """The day on which somebody turns `years`; for 29 February the first of March of a common year."""
    try:
        return birth_date.replace(year=birth_date.year + years)
    except ValueError:
        return date(birth_date.year + years, 3, 1)


def acceptable_identity(digits: str) -> Verdict:
    """Twelve digits (căn cước), or the nine of the older card."""
    if digits.isascii() and digits.isdigit() and len(digits) in (9, 12):
        return YES
    return no("bad_identity", "Số định danh cá nhân gồm 12 chữ số (số chứng minh nhân dân cũ: 9 chữ số).")


def acceptable_reason(reason: str, *, names: tuple[str, ...] = ()) -> Verdict:
    """A cleaned reason that is kept for ever, in a row or in the log: visible, short, and without the person's name,
    so that a later erasure leaves no name behind."""
    if sum(letter.isalnum() for letter in reason) < _LEAST_REASON:
        return no("no_reason", "Hãy nêu lý do.")
    if len(reason) > REASON_LENGTH:
        return no("reason_too_long", f"Lý do dài {len(reason)} ký tự, quá {REASON_LENGTH}. Hãy rút gọn.")
    return nameless("Lý do", reason, names)


def nameless(what: str, text: str, names: tuple[str, ...]) -> Verdict:
    """A text that outlives the person's data does not name them."""
    folded = _words(text)
    if any(name and _words(name) in folded for name in names):
        return no(
            "names_person",
            f"{what} được giữ lâu dài nên không ghi họ tên người trong hồ sơ. Hãy ghi số văn bản hoặc sự việc.",
        )
    return YES


def _words(text: str) -> str:
    """The words of a text without diacritics, each between spaces: "Cảm ơn Mai." holds " mai "."""
    letters = (letter if letter.isalnum() else " " for letter in fold(text))
    return f" {' '.join(''.join(letters).split())} "
