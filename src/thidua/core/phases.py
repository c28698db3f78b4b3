"""Windows and events of a year, and the states that a campaign and a sheet go through.

A window is half-open, [opens, closes): its last instant is 23:59:59.999999 of the day before `closes`, which is 00:00
of the next day in Asia/Ho_Chi_Minh (decision 7). Nothing here reads a clock: the instant is an argument.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from thidua.core.verdict import YES, Verdict, no

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class Act(StrEnum):
    """What a window opens, or an event does."""

    PREPARE = "prepare"
    TARGETS = "targets"
    LAUNCH = "launch"
    PLEDGE = "pledge"
    REGISTER = "register"
    REPORT = "report"
    MIDYEAR = "midyear"
    SELF_SCORE = "self_score"
    VERIFY = "verify"
    COUNCIL = "council"
    PUBLISH = "publish"
    HANDOVER = "handover"


EVENTS = frozenset({Act.LAUNCH, Act.MIDYEAR, Act.COUNCIL, Act.PUBLISH})

ACT_NAMES: dict[Act, str] = {
    Act.PREPARE: "chuẩn bị",
    Act.TARGETS: "đăng ký chỉ tiêu",
    Act.LAUNCH: "phát động",
    Act.PLEDGE: "ký giao ước",
    Act.REGISTER: "đăng ký thi đua",
    Act.REPORT: "thực hiện, báo cáo",
    Act.MIDYEAR: "sơ kết",
    Act.SELF_SCORE: "tự chấm điểm",
    Act.VERIFY: "thẩm định",
    Act.COUNCIL: "bình xét",
    Act.PUBLISH: "công bố",
    Act.HANDOVER: "chuyển giao",
}


class Phase(StrEnum):
    """The nine stones of the road, in order."""

    PREPARE = "Chuẩn bị"
    LAUNCH = "Phát động"
    REGISTER = "Đăng ký"
    REPORT = "Thực hiện"
    SELF_SCORE = "Tự chấm"
    VERIFY = "Thẩm định"
    COUNCIL = "Bình xét"
    PUBLISH = "Công bố"
    HANDOVER = "Chuyển giao"


_PHASE_ACTS: dict[Phase, tuple[Act, ...]] = {
    Phase.PREPARE: (Act.PREPARE,),
    Phase.LAUNCH: (Act.LAUNCH, Act.PLEDGE),
    Phase.REGISTER: (Act.REGISTER,),
    Phase.REPORT: (Act.REPORT,),
    Phase.SELF_SCORE: (Act.SELF_SCORE,),
    Phase.VERIFY: (Act.VERIFY,),
    Phase.COUNCIL: (Act.COUNCIL,),
    Phase.PUBLISH: (Act.PUBLISH,),
    Phase.HANDOVER: (Act.HANDOVER,),
}


def start_of(day: date) -> datetime:
    """00:00 of a day in Viet Nam."""
    return datetime.combine(day, time(), VIETNAM)


def local_date(at: datetime) -> date:
    """The Vietnamese calendar day of an instant."""
    return at.astimezone(VIETNAM).date()


@dataclass(frozen=True, slots=True)
class Window:
    """[opens, closes): both 00:00 in Viet Nam; an event lasts its one day."""

    act: Act
    opens: datetime
    closes: datetime

    @classmethod
    def of_days(cls, act: Act, first: date, last: date) -> Window:
        """From the first day through the last day, inclusive. Raises ValueError when they are reversed."""
        if last < first:
            raise ValueError(f"{act}: {last} is before {first}")
        return cls(act, start_of(first), start_of(last + timedelta(days=1)))

    @property
    def first_day(self) -> date:
        return local_date(self.opens)

    @property
    def last_day(self) -> date:
        return local_date(self.closes) - timedelta(days=1)

    def is_open(self, at: datetime) -> bool:
        return self.opens <= at < self.closes

    def days_left(self, at: datetime) -> int:
        """Whole days from today to the last day; 0 on the last day, negative after it."""
        return (self.last_day - local_date(at)).days


class PhaseState(StrEnum):
    """OPEN: its window runs too, beside the phase that the cluster is in."""

    CLOSED = "closed"
    NOW = "now"
    OPEN = "open"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Stone:
    """One stone of the phase bar."""

    phase: Phase
    state: PhaseState
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The windows of one year, by act. An act without a window is never open."""

    windows: Mapping[Act, Window] = field(default_factory=dict)

    def window(self, act: Act) -> Window | None:
        return self.windows.get(act)

    def check(self, act: Act, at: datetime) -> Verdict:
        """May this act be done at this instant? A refusal says since when or until when."""
        window, name = self.windows.get(act), ACT_NAMES[act]
        if window is None:
            return no("no_window", f"Lịch của năm chưa có thời gian {name}.")
        if at < window.opens:
            return no("too_early", f"Chưa đến thời gian {name}: mở từ {_day(window.first_day)}.")
        if at >= window.closes:
            return no("too_late", f"Đã quá hạn {name}: hạn cuối là 23:59 ngày {_day(window.last_day)}.")
        return YES

    def has_come(self, act: Act, at: datetime) -> Verdict:
        """Has the day of an event come? An event may take place on its day or later, never before."""
        window, name = self.windows.get(act), ACT_NAMES[act]
        if window is None:
            return no("no_window", f"Lịch của năm chưa có ngày {name}.")
        if at < window.opens:
            return no("too_early", f"Chưa đến ngày {name}: {_day(window.first_day)}.")
        return YES

    def has_closed(self, act: Act, at: datetime) -> bool:
        window = self.windows.get(act)
        return window is not None and at >= window.closes

    def road(self, at: datetime) -> list[Stone]:
        """The nine stones. The present one is the running phase that opened last; windows may overlap. Between two
        phases, and after the last, no stone is the present one."""
        spans = [(phase, self._span(acts)) for phase, acts in _PHASE_ACTS.items()]
        running = [(span[0], -index) for index, (_, span) in enumerate(spans) if span and span[0] <= at < span[1]]
        current = -max(running, default=(at, 1))[1]
        return [
            Stone(
                phase=phase,
                state=PhaseState.NOW if index == current else _state_at(span, at),
                first_day=local_date(span[0]) if span else None,
                last_day=local_date(span[1]) - timedelta(days=1) if span else None,
            )
            for index, (phase, span) in enumerate(spans)
        ]

    def _span(self, acts: tuple[Act, ...]) -> tuple[datetime, datetime] | None:
        present = [self.windows[act] for act in acts if act in self.windows]
        if not present:
            return None
        return min(window.opens for window in present), max(window.closes for window in present)


class CampaignState(StrEnum):
    """Where a campaign stands by its acts; dates alone never move it."""

    PREPARING = "preparing"
    LAUNCHED = "launched"
    ADOPTED = "adopted"
    PUBLISHED = "published"


class SheetState(StrEnum):
    """Where one unit's score sheet stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SETTLED = "settled"


CAMPAIGN_TRANSITIONS: dict[tuple[CampaignState, str], CampaignState] = {
    (CampaignState.PREPARING, "launch"): CampaignState.LAUNCHED,
    (CampaignState.LAUNCHED, "adopt"): CampaignState.ADOPTED,
    (CampaignState.ADOPTED, "publish"): CampaignState.PUBLISHED,
}

SHEET_TRANSITIONS: dict[tuple[SheetState, str], SheetState] = {
    (SheetState.DRAFT, "submit"): SheetState.SUBMITTED,
    (SheetState.SUBMITTED, "settle"): SheetState.SETTLED,
}


class WrongStateError(Exception):
    """The act does not follow from the present state; the message is the sentence for the user."""


_STATE_NAMES: dict[CampaignState | SheetState, str] = {
    CampaignState.PREPARING: "đang chuẩn bị",
    CampaignState.LAUNCHED: "đã phát động",
    CampaignState.ADOPTED: "đã thông qua xếp hạng",
    CampaignState.PUBLISHED: "đã công bố kết quả",
    SheetState.DRAFT: "đang soạn",
    SheetState.SUBMITTED: "đã nộp",
    SheetState.SETTLED: "đã chốt thẩm định",
}


def after_campaign_act(state: CampaignState, act: str) -> CampaignState:
    """The campaign's state after `launch`, `adopt` or `publish`; raises `WrongStateError`."""
    if (state, act) not in CAMPAIGN_TRANSITIONS:
        raise WrongStateError(f"Phong trào {_STATE_NAMES[state]}, không thực hiện được việc này.")
    return CAMPAIGN_TRANSITIONS[state, act]


def after_sheet_act(state: SheetState, act: str) -> SheetState:
    """The sheet's state after `submit` or `settle`; raises `WrongStateError`."""
    if (state, act) not in SHEET_TRANSITIONS:
        raise WrongStateError(f"Bảng tự chấm {_STATE_NAMES[state]}, không thực hiện được việc này.")
    return SHEET_TRANSITIONS[state, act]


def _state_at(span: tuple[datetime, datetime] | None, at: datetime) -> PhaseState:
    if span is None or at < span[0]:
        return PhaseState.AHEAD
    return PhaseState.CLOSED if span[1] <= at else PhaseState.OPEN


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
