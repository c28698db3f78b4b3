"""Every address of the pages. Addresses are Vietnamese without diacritics; a year's pages stand under its cluster."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from thidua.web.documents import check, papers
from thidua.web.help import topics
from thidua.web.history import log
from thidua.web.people import accounts
from thidua.web.today import demo, hats, home, sign_in

_YEAR: list[URLPattern | URLResolver] = [
    path("", include("thidua.web.campaign.urls")),
    path("", include("thidua.web.pledge.urls")),
    path("", include("thidua.web.sheet.urls")),
    path("", include("thidua.web.verify.urls")),
    path("", include("thidua.web.council.urls")),
    path("", include("thidua.web.ranking.urls")),
    path("/van-ban", papers.papers, name="papers"),
    path("/van-ban/xem-truoc/<slug:kind>.<slug:form>", papers.preview, name="paper-preview"),
    path("/van-ban/phat-hanh/<slug:kind>", papers.issue_paper, name="paper-issue"),
    path("/van-ban/<int:paper_id>.<slug:form>", papers.paper_file, name="paper-file"),
    path("/nhat-ky", log.history, name="history"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("dang-nhap", sign_in.sign_in, name="sign-in"),
    path("dang-xuat", sign_in.sign_out, name="sign-out"),
    path("doi-vai", hats.hats, name="hats"),
    path("mat-khau", hats.password, name="password"),
    path("trinh-dien/dong-ho", demo.move_clock, name="demo-clock"),
    path("trinh-dien/lam-lai", demo.start_again, name="demo-again"),
    path("tro-giup", topics.help_page, name="help"),
    path("xac-minh", check.check_paper, name="check-paper"),
    path("y-tuong", include("thidua.web.ideas.urls")),
    path("quan-tri/tai-khoan", accounts.accounts, name="accounts"),
    path("ho-so", include("thidua.web.records.urls")),
    path("cum/<slug:cluster>/<int:year>", include(_YEAR)),
]
