"""Codes of the records, the same as those of the law (`core.law`), with the words of the screens."""

from __future__ import annotations

from django.db.models import TextChoices


class FactKind(TextChoices):
    """What a row of the history says; the groups of a record's page, in their order."""

    EMPLOYMENT = "employment", "Quá trình công tác"
    RATING = "rating", "Xếp loại hằng năm"
    HONOUR = "honour", "Danh hiệu, hình thức khen thưởng"
    WORK = "work", "Sáng kiến, đề tài"
    MEMBER_FIGURES = "member_figures", "Số liệu của tập thể"
    LEAVE = "leave", "Nghỉ dài ngày"
    DISCIPLINE = "discipline", "Kỷ luật"
    HOLD = "hold", "Việc đang xem xét"


class Gender(TextChoices):
    UNKNOWN = "", "Chưa ghi"
    FEMALE = "female", "Nữ"
    MALE = "male", "Nam"


class RatingLevel(TextChoices):
    """Worst first; the order is the law's."""

    NOT_COMPLETED = "not_completed", "Không hoàn thành nhiệm vụ"
    COMPLETED = "completed", "Hoàn thành nhiệm vụ"
    GOOD = "good", "Hoàn thành tốt nhiệm vụ"
    EXCELLENT = "excellent", "Hoàn thành xuất sắc nhiệm vụ"


class Basis(TextChoices):
    """For what an award was given. Only merit counts towards further merit awards."""

    MERIT = "merit", "Công trạng (hằng năm, nhiều năm)"
    THEMATIC = "thematic", "Chuyên đề, theo đợt"
    SUDDEN = "sudden", "Đột xuất"
    EXTERNAL = "external", "Ngoài hệ thống thi đua, khen thưởng"


class Scope(TextChoices):
    """How far an initiative or topic is recognised to have effect, smallest first."""

    BASE = "base", "Cơ sở"
    MINISTRY_PROVINCE = "ministry_province", "Bộ, ban, ngành, tỉnh"
    NATIONAL = "national", "Toàn quốc"


class DisciplineLevel(TextChoices):
    """Lightest first; the order is the law's."""

    REPRIMAND = "reprimand", "Khiển trách"
    WARNING = "warning", "Cảnh cáo"
    SALARY = "salary", "Hạ bậc lương"
    DEMOTION = "demotion", "Giáng chức, cách chức"
    DISMISSAL = "dismissal", "Buộc thôi việc"


class HoldKind(TextChoices):
    """A pending matter: while it lasts nothing is considered (not a refusal)."""

    DISCIPLINE = "discipline_under_consideration", "Đang xem xét kỷ luật"
    INVESTIGATION = "investigation", "Đang bị điều tra"
    INSPECTION = "inspection_with_signs_of_violation", "Thanh tra, kiểm tra có dấu hiệu vi phạm"
    COMPLAINT = "complaint_or_denunciation_being_verified", "Khiếu nại, tố cáo đang được xác minh"
    PRESS = "press_reported_corruption_being_verified", "Báo chí nêu dấu hiệu tham nhũng, tiêu cực đang được xác minh"


class LeaveKind(TextChoices):
    MATERNITY = "maternity", "Nghỉ thai sản"
    INJURY = "injury_rescue_or_combat", "Nghỉ do bị thương khi cứu người, chiến đấu, phục vụ chiến đấu"
    STUDY = "study", "Đi học, đào tạo dài hạn"
    SICK = "sick", "Nghỉ ốm dài ngày"
    UNPAID = "unpaid", "Nghỉ không lương"


class WorkKind(TextChoices):
    INITIATIVE = "initiative", "Sáng kiến"
    TOPIC = "topic", "Đề tài khoa học, đề án khoa học"


class IdeaKind(TextChoices):
    INITIATIVE = "initiative", "Ý tưởng, giải pháp"
    FOLLOWING = "following", "Việc làm theo (Chỉ thị 05)"


class IdeaStepKind(TextChoices):
    """What happened to an idea, in the words of its page."""

    WITHDRAWN = "withdrawn", "Người đề xuất rút lại"
    ACCEPTED = "accepted", "Đơn vị đồng ý"
    DECLINED = "declined", "Đơn vị chưa đồng ý"
    DONE = "done", "Người thực hiện báo đã hoàn thành"
    CONFIRMED = "confirmed", "Đơn vị xác nhận hoàn thành"
    RETURNED = "returned", "Đơn vị chưa xác nhận hoàn thành"
    RECOGNISED = "recognised", "Được công nhận là sáng kiến"


class RequestKind(TextChoices):
    ACCESS = "access", "Xem và nhận bản sao dữ liệu của mình"
    ERASURE = "erasure", "Xóa dữ liệu cá nhân"
