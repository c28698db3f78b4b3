"""The stages of the demonstration, each built from the one before by the product's own actions (decision 29)."""

from __future__ import annotations

from datetime import date, datetime

from thidua.cli.demonstration.book import CLOSED, live, open_book
from thidua.cli.demonstration.builder import Builder, Progress
from thidua.cli.demonstration.deciding import hold_meeting, publish
from thidua.cli.demonstration.first_third import launch_year, prepare, targets_and_signatures
from thidua.cli.demonstration.names import STAGES
from thidua.cli.demonstration.papers import issue_minutes, issue_pledge
from thidua.cli.demonstration.scoring import finish_last_unit, score_units
from thidua.cli.demonstration.setting_up import (
    open_cluster_year,
    set_up_organiser,
    set_up_real_cluster,
    set_up_sample_cluster,
)
from thidua.cli.demonstration.verification import name_the_team, verify_units
from thidua.core.phases import VIETNAM
from thidua.organisations.actions import found_installation

_BEGINNING = datetime(2020, 1, 6, 8, 0, tzinfo=VIETNAM)


def build(at: str, tell: Progress, reached: Progress = lambda stage: None) -> None:
    """Fill an empty, migrated database with the demonstration as it stands at a stage.

    `tell` hears what is being made, `reached` the name of each stage when it stands.
    """
    builder = Builder(setup=found_installation(is_demo=True, demo_clock=_BEGINNING), tell=tell)
    for stage, step in zip(STAGES[: STAGES.index(at) + 1], _STEPS, strict=False):
        step(builder)
        reached(stage)


def _launch(builder: Builder) -> None:
    """The sample cluster's 2020 is published; both clusters' 2021 is prepared; it is the morning of 23 March 2021."""
    builder.tell("Lập cơ quan tổ chức, Cụm mẫu và mười đơn vị")
    set_up_organiser(builder)
    set_up_sample_cluster(builder)
    builder.tell("Cụm mẫu năm 2020: phát động, ký giao ước")
    prepare(builder, "sample", 2020)
    builder.go_to(date(2020, 3, 20), 8)
    launch_year(builder, "sample", 2020)
    targets_and_signatures(builder, "sample", 2020)
    issue_pledge(builder, "sample", 2020)
    builder.tell("Cụm mẫu năm 2020: tự chấm, thẩm định, bình xét, công bố")
    score_units(builder, 2020, half_done=False)
    name_the_team(builder, 2020)
    verify_units(builder, 2020)
    hold_meeting(builder, 2020)
    publish(builder, 2020)
    issue_minutes(builder, 2020)
    builder.tell("Cụm Đồng bằng sông Hồng và Cụm mẫu: chuẩn bị năm 2021")
    builder.go_to(date(2021, 1, 4), 8)
    set_up_real_cluster(builder)
    open_cluster_year(builder, "sample", 2021, "mau")
    prepare(builder, "real", 2021)
    prepare(builder, "sample", 2021)
    builder.tell("Đơn vị mẫu 07: nạp hồ sơ cán bộ từ bảng tính")
    open_book(builder)
    live(builder, until=date(2021, 3, 22))
    builder.go_to(date(2021, 3, 23), 8)


def _pledge(builder: Builder) -> None:
    """Both clusters have launched; ten and ten leaders are about to sign."""
    builder.tell("Phát động năm 2021")
    launch_year(builder, "real", 2021)
    launch_year(builder, "sample", 2021)


def _scoring(builder: Builder) -> None:
    """Both pledges are signed 10/10; in October nine sample units have submitted and one is half done."""
    builder.tell("Ký giao ước năm 2021, 10/10 trường ở mỗi cụm")
    for which in ("real", "sample"):
        targets_and_signatures(builder, which, 2021)
        issue_pledge(builder, which, 2021)
    builder.tell("Đơn vị mẫu 07: ý tưởng, sáng kiến, việc làm theo trong năm")
    live(builder, until=date(2021, 10, 7))
    builder.tell("Cụm mẫu năm 2021: chín đơn vị nộp bảng tự chấm, Đơn vị mẫu 07 đang làm")
    score_units(builder, 2021, half_done=True)


def _verify(builder: Builder) -> None:
    """All ten have submitted and the team is named."""
    builder.tell("Cụm mẫu năm 2021: đơn vị cuối nộp, lập tổ thẩm định")
    finish_last_unit(builder, 2021)
    name_the_team(builder, 2021)


def _council(builder: Builder) -> None:
    """Every sheet is settled; the review meeting is due."""
    builder.tell("Cụm mẫu năm 2021: thẩm định xong")
    verify_units(builder, 2021)
    live(builder, until=CLOSED)
    builder.go_to(date(2021, 11, 18), 7, 30)


def _published(builder: Builder) -> None:
    """Adopted, published, minutes issued."""
    builder.tell("Cụm mẫu năm 2021: bình xét, công bố")
    hold_meeting(builder, 2021)
    publish(builder, 2021)
    issue_minutes(builder, 2021)


_STEPS = (_launch, _pledge, _scoring, _verify, _council, _published)
