"""November: the team verifies, the unit explains, the team settles, the session adopts, the head publishes."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from journeys.pages import YEAR, Desk, Home, press, see
from journeys.year import A, B, Year

REASON = "Phần mềm quản lý mới dùng ở một khoa, chưa triển khai toàn trường."
EXPLANATION = "Phần mềm đã dùng ở cả ba khoa từ tháng 9, có biên bản bàn giao."
CONCLUSION = "Biên bản bàn giao của hai khoa lập sau kỳ tính; giữ kết quả thẩm định."
NO_NEW_PRACTICE = "Đơn vị không có hồ sơ về nội dung mới, cách làm mới trong năm."


def head_names_the_team(year: Year) -> None:
    with year.person("cumtruong.mau") as page:
        Home(page).go_to("01/11/2021")
        page.goto(f"{YEAR}/tham-dinh/to")
        for number in ("02", "03"):
            unit = page.get_by_role("group", name=f"Đơn vị mẫu {number}")
            unit.get_by_label(re.compile("Trưởng phòng")).check()
        press(page, "Lập tổ thẩm định")
        see(page, "Đã ghi danh sách tổ thẩm định", "2 thành viên")


def verifier_corrects_one_figure(year: Year) -> None:
    """IV.3 of school A: 3,75 → 3,50, with the evidence open beside it; the rest is agreed by ticking."""
    with year.person("thamdinh.mau02") as page:
        desk = Desk(page, A.code)
        desk.leaf("IV.3")
        expect(page.locator(".evidence-panel")).to_contain_text("32/BC-TCT · 20/09/2021")
        frame = page.locator(".evidence-panel iframe").get_attribute("src")
        assert frame is not None
        assert page.request.get(frame).body().startswith(b"%PDF")

        page.locator(".verify-form #ly-do").fill("")
        page.locator('.verify-form [name="IV.3:points"]').fill("3,5")
        press(page, "Lưu số đã sửa")
        expect(page).to_have_title(f"Lỗi: Thẩm định: {A.name} – Thi Đua")
        desk.correct("IV.3", "points", "3,5", REASON)
        row = page.locator("tr", has=page.get_by_role("link", name="IV.3", exact=True)).first
        expect(row).to_contain_text("−0,25")
        assert desk.agree_with_the_rest() == len(A.claims) - 1
        see(page, "chờ đơn vị")


def verifier_agrees_and_records_a_knock_out(year: Year) -> None:
    with year.person("thamdinh.mau02") as page:
        desk = Desk(page, B.code)
        assert desk.agree_with_the_rest() == len(B.claims)
        desk.record("K.2", NO_NEW_PRACTICE)
        see(page, "đang ghi nhận", NO_NEW_PRACTICE)


def a_leader_explains(year: Year) -> None:
    with year.person(A.leader) as page:
        page.goto(f"{YEAR}/giai-trinh")
        see(page, "3,75", "3,50", REASON)
        page.get_by_label("Nội dung giải trình").fill(EXPLANATION)
        press(page, "Gửi giải trình")
        see(page, "Đã gửi trả lời cho IV.3")


def b_leader_reads_the_knock_out(year: Year) -> None:
    with year.person(B.leader, scripts=False) as page:
        page.goto(f"{YEAR}/giai-trinh")
        see(page, "K.2", "đang ghi nhận", NO_NEW_PRACTICE)


def team_settles(year: Year) -> None:
    with year.person("thamdinh.mau02") as page:
        desk = Desk(page, A.code)
        expect(page.get_by_role("button", name="Chốt kết quả thẩm định của")).to_have_count(0)
        desk.keep("IV.3", CONCLUSION)
        see(page, "Tổ kết luận")
        for unit in (A, B):
            Desk(page, unit.code).settle()
            see(page, "Đã chốt. Điểm của đơn vị không đổi được nữa.")


def secretary_opens_the_session(year: Year) -> None:
    """Without JavaScript; attendance first fails for want of a quorum."""
    with year.person("thuky.mau", scripts=False) as page:
        Home(page).go_to("18/11/2021")
        page.goto(f"{YEAR}/phien-hop")
        page.get_by_label("Tên phiên họp").fill("Hội nghị bình xét thi đua năm 2021")
        page.get_by_label("Tỷ lệ dự họp tối thiểu").fill("75")
        deputy = page.get_by_label("Đại diện của Đơn vị mẫu 02")
        chosen = deputy.locator("option", has_text="Phó Hiệu trưởng").get_attribute("value")
        deputy.select_option(chosen)
        page.get_by_label("chủ trì: Đơn vị mẫu 02").check()
        press(page, "Mở phiên họp")
        see(page, "Đã mở phiên họp", "cần ít nhất 8")

        boxes = page.get_by_role("radio", name="có mặt").all()
        for box in boxes:
            box.check()
        absent = page.locator("tr", has_text="Đơn vị mẫu 08").get_by_label("vắng")
        absent.check()
        press(page, "Ghi điểm danh")
        see(page, "Có mặt 9/10", "Đủ số người dự họp")


def chair_adopts(year: Year) -> None:
    with year.person("chutri.mau") as page:
        page.goto(f"{YEAR}/phien-hop")
        page.get_by_label("Phiên họp đã xem và thông qua bảng xếp hạng trên").check()
        press(page, "Thông qua bảng xếp hạng")
        see(page, "Đã thông qua bảng xếp hạng. Bản chụp kết quả đã khóa.")


def head_publishes(year: Year) -> None:
    with year.person(A.editor) as page:
        page.goto(f"{YEAR}/xep-hang")
        see(page, "Chưa công bố")
    with year.person("cumtruong.mau") as page:
        Home(page).go_to("20/11/2021")
        page.goto(f"{YEAR}/xep-hang")
        see(page, "Bảng này chưa công bố")
        page.get_by_label("Công bố cho tất cả đơn vị của cụm").check()
        press(page, "Công bố bảng xếp hạng")
        see(page, "Đã công bố cho tất cả đơn vị của cụm")


def november(year: Year) -> None:
    head_names_the_team(year)
    verifier_corrects_one_figure(year)
    verifier_agrees_and_records_a_knock_out(year)
    a_leader_explains(year)
    b_leader_reads_the_knock_out(year)
    team_settles(year)
    year.office.ask("verify")
    secretary_opens_the_session(year)
    chair_adopts(year)
    head_publishes(year)
