"""Preparing, launching, setting targets, signing the pledge. One transaction an act, with its audit entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from thidua.accounts.queries import is_own_password
from thidua.audit.actions import chain_of_year, record
from thidua.campaigns.enums import Capacity
from thidua.campaigns.facts import pledge_paper
from thidua.campaigns.models import (
    CalendarWindow,
    Campaign,
    CriteriaDraft,
    CriteriaVersion,
    FocalTask,
    PledgeVersion,
    Signature,
    Target,
)
from thidua.campaigns.pledge_text import (
    SigningWords,
    document_to_read,
    document_to_sign,
    pledge_document,
    reading_hash,
)
from thidua.campaigns.queries import board, campaign_facts, pledge_of, targets_of
from thidua.campaigns.rules import (
    can_extend,
    can_issue_pledge,
    can_launch,
    can_prepare,
    can_set_targets,
    can_sign,
    lengthens,
    near_year,
    no_longer,
)
from thidua.campaigns.values import CampaignFacts
from thidua.core.canonical import canonical_json, sha256_hex
from thidua.core.criteria import parse_criteria
from thidua.core.numbers import plain
from thidua.core.phases import ACT_NAMES, Act, CampaignState, Window, after_campaign_act
from thidua.core.verdict import Conflict, Refused, first_no, no, require
from thidua.core.vn import clean, date_text, parse_decimal
from thidua.documents.actions import issue
from thidua.documents.queries import papers_in
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role
from thidua.organisations.models import Organisation
from thidua.organisations.queries import is_member

_REASON_LENGTH = 500
_TARGET_LENGTH = 20  # digits and point; a paper's column holds no more


@transaction.atomic
def prepare_campaign(*, actor: Actor, at: datetime, cluster_year_id: int) -> int:
    """Start the draft of a cluster-year's movement. Returns the campaign's id."""
    if not actor.leads_year(cluster_year_id, Role.CLUSTER_SECRETARY, Role.CLUSTER_HEAD):
        require(no("not_secretary", "Dự thảo do Thư ký cụm soạn, Cụm trưởng duyệt."))
    if Campaign.objects.filter(cluster_year_id=cluster_year_id).exists():
        require(no("prepared", "Phong trào của năm này đã có dự thảo."))
    campaign = Campaign.objects.create(cluster_year_id=cluster_year_id, created_at=at)
    record(
        chain=chain_of_year(cluster_year_id),
        action="campaigns.prepare",
        actor=actor,
        at=at,
        facts={"campaign": str(campaign.pk)},
    )
    return campaign.pk


@transaction.atomic
def edit_plan(
    *,
    actor: Actor,
    at: datetime,
    campaign_id: int,
    revision: int,
    theme: str,
    tasks: Sequence[tuple[str, str]],
    legal_bases: Sequence[str],
    place: str,
) -> None:
    """Replace theme, focal tasks (code, title), grounds and place of the draft plan.

    `revision` is that of the page the user edited; when somebody saved meanwhile, `Conflict` carries both versions.
    """
    row, campaign = _locked(campaign_id)
    require(can_prepare(actor, campaign))
    tasks = [(clean(code), clean(title)) for code, title in tasks if code.strip() or title.strip()]
    bases = [line for line in (clean(text) for text in legal_bases) if line]
    if row.revision != revision:
        raise Conflict(
            "Dự thảo vừa được người khác sửa. Nội dung bạn nhập vẫn còn dưới đây; hãy chọn bản cần giữ.",
            mine=_plan_words(theme, place, bases, tasks),
            theirs=_plan_words(
                campaign.theme,
                campaign.place,
                campaign.legal_bases,
                [(task.code, task.title) for task in campaign.tasks],
            ),
        )
    require(first_no(no_longer("Chủ đề", theme, 300), no_longer("Nơi phát động", place, 200)))
    codes = [code for code, _ in tasks]
    for code, title in tasks:
        if not code or not title:
            require(no("half_a_task", f"Nhiệm vụ “{code or title}” cần có cả mã và nội dung."))
        require(no_longer("Mã nhiệm vụ", code, 16))
        if codes.count(code) > 1:
            require(no("task_code_twice", f"Mã nhiệm vụ {code} bị trùng. Mỗi nhiệm vụ có một mã riêng."))
    row.tasks.all().delete()
    for position, (code, title) in enumerate(tasks, start=1):
        FocalTask.objects.create(campaign=row, code=code, title=title, position=position)
    row.theme, row.place, row.legal_bases = clean(theme), clean(place), "\n".join(bases)
    row.revision += 1
    row.save(update_fields=["theme", "place", "legal_bases", "revision"])
    content = {"theme": row.theme, "tasks": [list(task) for task in tasks], "legal_bases": row.legal_bases}
    record(
        chain=chain_of_year(campaign.year.id),
        action="campaigns.edit_plan",
        actor=actor,
        at=at,
        facts={"revision": str(row.revision), "sha256": sha256_hex(canonical_json(content))},
    )


@transaction.atomic
def set_calendar(
    *, actor: Actor, at: datetime, campaign_id: int, windows: Sequence[Window], revision: int | None = None
) -> None:
    """Replace the windows and events of the year, before the launch.

    `revision` is that of the page the user edited; when somebody saved meanwhile, `Conflict` carries both versions.
    Every window lies in the year of the campaign or beside it.
    """
    row, campaign = _locked(campaign_id)
    require(can_prepare(actor, campaign))
    if revision is not None and row.revision != revision:
        raise Conflict(
            "Dự thảo vừa được người khác sửa. Lịch bạn nhập vẫn còn dưới đây; hãy chọn bản cần giữ.",
            mine={ACT_NAMES[window.act].capitalize(): _days(window) for window in windows},
            theirs={ACT_NAMES[act].capitalize(): _days(window) for act, window in campaign.calendar.windows.items()},
        )
    for window in windows:
        require(near_year(window, campaign.year.year))
    row.windows.all().delete()
    for window in windows:
        CalendarWindow.objects.create(
            campaign=row, act=window.act.value, opens_at=window.opens, closes_at=window.closes
        )
    row.revision += 1
    row.save(update_fields=["revision"])
    record(
        chain=chain_of_year(campaign.year.id),
        action="campaigns.set_calendar",
        actor=actor,
        at=at,
        facts={w.act.value: f"{w.first_day.isoformat()}/{w.last_day.isoformat()}" for w in windows},
    )


@transaction.atomic
def set_criteria(*, actor: Actor, at: datetime, campaign_id: int, document: bytes) -> str:
    """Read a criteria file (thidua.criteria/1, YAML or JSON) as the draft set; returns its SHA-256.

    Raises `core.errors.InputErrors` with every error of the file at once; then nothing is changed.
    """
    row, campaign = _locked(campaign_id)
    require(can_prepare(actor, campaign))
    criteria = parse_criteria(document)
    CriteriaDraft.objects.update_or_create(
        campaign=row,
        defaults={
            "canonical": criteria.canonical,
            "sha256": criteria.sha256,
            "updated_at": at,
            "updated_by_id": actor.user_id,
        },
    )
    row.revision += 1
    row.save(update_fields=["revision"])
    record(
        chain=chain_of_year(campaign.year.id),
        action="campaigns.set_criteria",
        actor=actor,
        at=at,
        facts={"code": criteria.code, "sha256": criteria.sha256},
    )
    return criteria.sha256


@transaction.atomic
def launch(*, actor: Actor, at: datetime, campaign_id: int, revision: int) -> str:
    """Launch the movement: theme, tasks and criteria are frozen, the pledge's text is made. Returns the hash.

    `revision` is that of the draft the head confirmed; a draft changed since then is a `Conflict`, nothing is frozen.
    """
    row, campaign = _locked(campaign_id)
    require(can_launch(actor, campaign, at))
    if row.revision != revision:
        raise Conflict(
            "Dự thảo đã thay đổi sau khi bạn mở trang này. Hãy đọc lại nội dung sẽ khóa rồi phát động.",
            mine={"Lần sửa bạn đã đọc": str(revision)},
            theirs={"Lần sửa hiện tại": str(row.revision)},
        )
    row.state = after_campaign_act(CampaignState(row.state), "launch").value
    row.launched_at = at
    row.save(update_fields=["state", "launched_at"])
    draft = row.criteria_draft
    version = CriteriaVersion.objects.create(
        campaign=row,
        number=1,
        canonical=draft.canonical,
        sha256=draft.sha256,
        reason="Phát động",
        frozen_at=at,
        frozen_by_id=actor.user_id,
    )
    facts = canonical_json(pledge_document(campaign_facts(campaign_id)))
    pledge = PledgeVersion.objects.create(campaign=row, number=1, facts=facts, sha256=sha256_hex(facts), created_at=at)
    record(
        chain=chain_of_year(campaign.year.id),
        action="campaigns.launch",
        actor=actor,
        at=at,
        facts={"criteria_sha256": version.sha256, "pledge_sha256": pledge.sha256},
        rows=[version, pledge],
    )
    return version.sha256


@transaction.atomic
def set_targets(
    *,
    actor: Actor,
    at: datetime,
    campaign_id: int,
    organisation_id: int,
    values: Mapping[str, str],
    revisions: Mapping[str, int],
) -> None:
    """Save a unit's targets as typed ("44", "9,5") by leaf code, all or none.

    An empty text leaves that target unset. Refused after the unit's signature; a stale revision is a `Conflict`.
    """
    campaign = campaign_facts(campaign_id)
    require(can_set_targets(actor, campaign, organisation_id, at))
    _require_member(campaign, organisation_id)
    _lock_unit(organisation_id)
    if Signature.objects.filter(pledge__campaign_id=campaign_id, organisation_id=organisation_id).exists():
        require(no("signed", "Đơn vị đã ký giao ước: chỉ tiêu đã khóa theo chữ ký."))
    current = targets_of(campaign_id, organisation_id)
    stale = [code for code in values if (current[code].revision if code in current else 0) != revisions.get(code, 0)]
    wanted = {code: _target(campaign, code, text) for code, text in values.items() if text.strip()}
    differing = [code for code in stale if wanted.get(code, "") != (current[code].value if code in current else "")]
    if differing:
        raise Conflict(
            "Chỉ tiêu vừa được người khác trong đơn vị sửa. Hãy chọn số cần giữ.",
            mine={code: values[code] for code in differing},
            theirs={code: current[code].value if code in current else "" for code in differing},
        )
    for code in values:
        if wanted.get(code, "") != (current[code].value if code in current else ""):
            _save_target(campaign_id, organisation_id, code, wanted.get(code, ""), actor=actor, at=at)
    record(
        chain=chain_of_year(campaign.year.id),
        action="campaigns.set_targets",
        actor=actor,
        at=at,
        facts={"organisation": str(organisation_id), "targets": wanted},
    )


@transaction.atomic
def sign_pledge(
    *,
    actor: Actor,
    at: datetime,
    campaign_id: int,
    organisation_id: int,
    words: SigningWords,
    password: str,
    read_sha256: str,
) -> str:
    """Sign the pledge for one's unit by typing the password again; freezes the unit's targets. Returns the hash signed.

    `read_sha256` is the hash of the document on the page that was read: when text or targets changed in another tab
    meanwhile, nothing is signed and `Conflict` says so. Also refused: a wrong password, a missing target, a second
    signature, TUQ. without its document.
    """
    campaign = campaign_facts(campaign_id)
    require(can_sign(actor, campaign, organisation_id, at))
    _require_member(campaign, organisation_id)
    _lock_unit(organisation_id)
    document = document_to_read(campaign, organisation_id)
    if Signature.objects.filter(pledge__campaign_id=campaign_id, organisation_id=organisation_id).exists():
        require(no("signed", "Đơn vị đã ký bản giao ước này."))
    for code in campaign.target_leaves:
        if code not in document["targets"]:
            require(no("no_target", f"Chưa có chỉ tiêu {code}. Hãy đăng ký chỉ tiêu trước khi ký."))
    if reading_hash(document) != read_sha256:
        raise Conflict(
            "Nội dung giao ước hoặc chỉ tiêu đã thay đổi sau khi bạn mở trang này. Chưa có gì được ký; hãy đọc lại.",
            mine={"Mã bản bạn đã đọc": read_sha256[:16]},
            theirs={"Mã bản hiện tại": reading_hash(document)[:16]},
        )
    words = SigningWords(words.capacity, clean(words.job_title), clean(words.delegation))
    require(first_no(no_longer("Chức vụ", words.job_title, 120), no_longer("Văn bản ủy quyền", words.delegation, 200)))
    if not words.job_title:
        require(no("no_title", "Hãy ghi chức vụ của người ký."))
    if words.capacity == Capacity.DELEGATED and not words.delegation:
        require(no("no_delegation", "Ký thừa ủy quyền phải ghi số, ngày của văn bản ủy quyền."))
    signer_id = actor.user_id
    if signer_id is None or not is_own_password(signer_id, password):
        raise Refused(no("wrong_password", "Mật khẩu không đúng. Hãy nhập mật khẩu bạn dùng để đăng nhập."))
    facts = canonical_json(document_to_sign(document, words=words, signed_at=at))
    signature = Signature.objects.create(
        pledge_id=_current_pledge(campaign_id),
        organisation_id=organisation_id,
        signer_id=signer_id,
        signer_name=actor.name,
        capacity=words.capacity,
        job_title=words.job_title,
        delegation=words.delegation,
        facts=facts,
        sha256=sha256_hex(facts),
        signed_at=at,
    )
    record(
        chain=chain_of_year(campaign.year.id),
        action="campaigns.sign_pledge",
        actor=actor,
        at=at,
        facts={"organisation": str(organisation_id), "sha256": signature.sha256},
        rows=[signature],
    )
    return signature.sha256


@transaction.atomic
def extend_window(*, actor: Actor, at: datetime, campaign_id: int, act: Act, last_day: date, reason: str) -> None:
    """Lengthen a deadline for the whole cluster, with the reason that all members read in the log and the news.

    Only later, never earlier, and only until the ranking is adopted (permissions.md row 27).
    """
    row, campaign = _locked(campaign_id)
    require(can_extend(actor, campaign))
    require(lengthens(campaign, act, last_day, at))
    why = clean(reason)
    if not why:
        require(no("no_reason", "Hãy nêu lý do gia hạn: mọi đơn vị sẽ đọc lý do này."))
    require(no_longer("Lý do", why, _REASON_LENGTH))
    before = campaign.calendar.windows[act]
    after = Window.of_days(act, before.first_day, last_day)
    row.windows.filter(act=act.value).update(closes_at=after.closes)
    record(
        chain=chain_of_year(campaign.year.id),
        action="campaigns.extend_window",
        actor=actor,
        at=at,
        facts={"act": act.value, "from": before.last_day.isoformat(), "to": last_day.isoformat(), "reason": why},
    )


@transaction.atomic
def issue_pledge(*, actor: Actor, at: datetime, campaign_id: int, is_demo: bool) -> int:
    """The clerk issues the signed pledge as .docx and .pdf, frozen with its hash. Returns the paper's id.

    It takes no number: the decree has no abbreviation for a pledge.
    """
    Campaign.objects.select_for_update().get(pk=campaign_id)
    campaign = campaign_facts(campaign_id)
    scope = chain_of_year(campaign.year.id)
    unsigned = sum(1 for line in board(campaign) if line.signature is None) if campaign.launched else 0
    issued = any(paper.kind == "pledge" for paper in papers_in(scope))
    require(can_issue_pledge(actor, campaign, unsigned=unsigned, issued=issued))
    return issue(paper=pledge_paper(campaign, is_demo=is_demo), scope=scope, actor=actor, at=at, number=False).pk


def _current_pledge(campaign_id: int) -> int:
    pledge = pledge_of(campaign_id)
    assert pledge is not None
    return pledge.id


def _target(campaign: CampaignFacts, code: str, text: str) -> str:
    if campaign.criteria is None or code not in campaign.target_leaves:
        raise Refused(no("unknown_leaf", f"Tiêu chí {code} không có chỉ tiêu riêng của đơn vị."))
    try:
        value = parse_decimal(text)
    except ValueError as error:
        raise Refused(no("not_a_number", f"Chỉ tiêu {code}: {error}")) from error
    require(no_longer(f"Chỉ tiêu {code}", plain(value), _TARGET_LENGTH))
    relative = campaign.criteria.leaf(code).rule.kind == "relative"
    if value < 0 or (value == 0 and not relative):
        raise Refused(no("target_too_small", f"Chỉ tiêu {code} phải lớn hơn 0."))
    return plain(value)


def _save_target(campaign_id: int, organisation_id: int, code: str, value: str, *, actor: Actor, at: datetime) -> None:
    """A target taken back stays as an empty row, so that no revision is given twice to different figures."""
    row = Target.objects.filter(campaign_id=campaign_id, organisation_id=organisation_id, leaf_code=code).first()
    if row is None:
        row = Target(campaign_id=campaign_id, organisation_id=organisation_id, leaf_code=code, revision=0)
    row.value, row.revision = value, row.revision + 1
    row.updated_by_id, row.updated_at = actor.user_id, at
    row.save()


def _require_member(campaign: CampaignFacts, organisation_id: int) -> None:
    if not is_member(campaign.year.id, organisation_id):
        require(no("not_member", "Đơn vị của bạn không phải là thành viên của Cụm trong năm này."))


def _plan_words(theme: str, place: str, bases: Sequence[str], tasks: Sequence[tuple[str, str]]) -> dict[str, str]:
    """A version of the draft plan, for the two versions of a conflict."""
    return {
        "Chủ đề": clean(theme),
        "Nơi phát động": clean(place),
        "Căn cứ": "\n".join(bases),
        "Nhiệm vụ trọng tâm": _task_lines(tasks),
    }


def _days(window: Window) -> str:
    first, last = date_text(window.first_day), date_text(window.last_day)
    return first if first == last else f"{first} – {last}"


def _task_lines(tasks: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"{code}. {title}" for code, title in tasks)


def _locked(campaign_id: int) -> tuple[Campaign, CampaignFacts]:
    row = Campaign.objects.select_for_update().get(pk=campaign_id)
    return row, campaign_facts(campaign_id)


def _lock_unit(organisation_id: int) -> None:
    """One writer at a time for a unit's pledge: its targets and its signature are one decision."""
    if not Organisation.objects.select_for_update().filter(pk=organisation_id).exists():
        raise Refused(no("no_unit", "Không tìm thấy đơn vị."))
