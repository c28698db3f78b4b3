"""March: the secretary finishes the draft, the head launches, schools enter targets, leaders sign."""

from __future__ import annotations

from playwright.sync_api import expect

from journeys.pages import YEAR, Home, Pledge, both_files, digest, press, see
from journeys.year import A, B, School, Year
from thidua.installation.demonstration import DEMO_PASSWORD


def secretary_finishes_the_draft(year: Year) -> None:
    with year.person("thuky.mau") as page:
        page.goto(f"{YEAR}/du-thao")
        page.get_by_label("Nơi phát động").fill("Hội trường lớn, Đơn vị mẫu 01")
        press(page, "Lưu dự thảo")
        see(page, "Đã lưu dự thảo", "Dự thảo đã đủ nội dung để Cụm trưởng phát động")

        page.goto(f"{YEAR}/lich")
        publication = page.get_by_label("Công bố, ngày")
        publication.fill("31/02/2021")
        press(page, "Lưu lịch")
        expect(page).to_have_title("Lỗi: Lịch của năm – Thi Đua")
        expect(publication).to_have_value("31/02/2021")
        publication.fill("20/11/2021")
        press(page, "Lưu lịch")
        see(page, "Đã lưu lịch của năm")


def head_launches(year: Year) -> None:
    with year.person("cumtruong.mau") as page:
        page.goto(f"{YEAR}/phat-dong")
        see(page, "Hội trường lớn, Đơn vị mẫu 01", "bộ tiêu chí và lịch khóa lại, kèm mã băm SHA-256")
        draft = digest(page, "Bộ tiêu chí")
        press(page, "Phát động")
        expect(page).to_have_title("Lỗi: Phát động phong trào thi đua – Thi Đua")

        page.get_by_label("Tôi đã đọc nội dung trên và quyết định phát động").check()
        press(page, "Phát động")
        see(page, "Đã phát động phong trào thi đua năm 2021")
        assert digest(page, "Bộ tiêu chí") == draft
        year.noted["criteria"] = draft
        year.noted["pledge"] = digest(page, "Văn bản giao ước")


def school_enters_its_targets(year: Year, school: School) -> None:
    with year.person(school.editor, scripts=school.scripts) as page:
        Home(page).open().task("Đăng ký chỉ tiêu năm 2021").get_by_role("link").first.click()
        boxes = {code: page.locator(f'[name="chi-tieu-{code}"]') for code in school.targets}
        boxes["II.1"].fill("ba mươi chín")
        press(page, "Lưu chỉ tiêu")
        expect(page).to_have_title("Lỗi: Chỉ tiêu năm 2021 – Thi Đua")
        expect(boxes["II.1"]).to_have_value("ba mươi chín")

        for code, target in school.targets.items():
            boxes[code].fill(f"{target},0")
        press(page, "Lưu chỉ tiêu")
        see(page, "Đã lưu chỉ tiêu. Người đứng đầu có thể đọc và ký giao ước.")


def leader_signs(year: Year, school: School, *, capacity: str, job_title: str, already: int) -> None:
    with year.person(school.leader, scripts=school.scripts) as page:
        pledge = Pledge(page)
        assert pledge.signed() == already
        see(page, f"Bạn thay mặt {school.name} nhận 11 nội dung và 2 chỉ tiêu")
        pledge.sign("không phải mật khẩu", capacity=capacity, job_title=job_title)
        see(page, "Mật khẩu không đúng")
        expect(page.get_by_label(capacity)).to_be_checked()
        expect(page.get_by_label("Chức vụ của người ký")).to_have_value(job_title)

        pledge.sign(DEMO_PASSWORD, capacity=capacity, job_title=job_title)
        see(page, "Đơn vị bạn đã ký lúc")
        assert pledge.signed() == already + 1
        year.noted[f"signature {school.code}"] = digest(page, "Mã chữ ký")


def clerk_issues_the_pledge(year: Year) -> None:
    with year.person("vanthu.mau") as page:
        assert Pledge(page).signed() == 10
        page.goto(f"{YEAR}/van-ban")
        page.locator(".task", has_text="Giao ước").get_by_role("button", name="Phát hành").click()
        see(page, "Đã phát hành văn bản", "Giao ước thi đua năm 2021")
        line = page.locator("tbody tr", has_text="Giao ước")
        year.noted["pledge Word"], year.noted["pledge PDF"] = both_files(page, line)


def spring(year: Year) -> None:
    secretary_finishes_the_draft(year)
    head_launches(year)
    for school in (A, B):
        school_enters_its_targets(year, school)
    leader_signs(year, A, capacity="Người đứng đầu ký", job_title="Hiệu trưởng", already=0)
    leader_signs(year, B, capacity="KT.", job_title="Phó Hiệu trưởng", already=1)
    year.office.ask("pledge")
    clerk_issues_the_pledge(year)
