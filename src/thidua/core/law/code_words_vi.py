"""The codes of the law files in Vietnamese, small letters, ready to stand inside a sentence."""

from __future__ import annotations

from collections.abc import Mapping

RATING_WORDS: Mapping[str, str] = {
    "not_completed": "không hoàn thành nhiệm vụ",
    "completed": "hoàn thành nhiệm vụ",
    "good": "hoàn thành tốt nhiệm vụ",
    "excellent": "hoàn thành xuất sắc nhiệm vụ",
}
DISCIPLINE_WORDS: Mapping[str, str] = {
    "reprimand": "khiển trách",
    "warning": "cảnh cáo",
    "salary": "hạ bậc lương",
    "demotion": "giáng chức, cách chức",
    "dismissal": "buộc thôi việc",
}
SCOPE_WORDS: Mapping[str, str] = {
    "base": "cấp cơ sở",
    "ministry_province": "cấp bộ, ngành, tỉnh",
    "national": "phạm vi toàn quốc",
}
SUBJECT_WORDS: Mapping[str, str] = {"individual": "cá nhân", "collective": "tập thể", "household": "hộ gia đình"}
ORGANISER_WORDS: Mapping[str, str] = {
    "ministry_province": "bộ, ngành, tỉnh",
    "central_council": "Hội đồng Thi đua – Khen thưởng Trung ương",
    "president": "Chủ tịch nước",
    "prime_minister": "Thủ tướng Chính phủ",
}
DELEGATED_WORDS: Mapping[str, str] = {
    "unit": "đơn vị",
    "ministry": "bộ, ngành",
    "government": "Chính phủ",
    "ministry_province": "bộ, ngành, tỉnh",
}
PERIOD_WORDS: Mapping[str, str] = {
    "year": "trong năm",
    "last_2_years": "trong 2 năm",
    "title_span": "trong thời gian tính danh hiệu",
    "those_5_years": "trong 5 năm đó",
}
LEAVE_WORDS: Mapping[str, str] = {
    "maternity": "nghỉ thai sản",
    "injury_rescue_or_combat": "nghỉ do bị thương khi cứu người, chiến đấu, phục vụ chiến đấu",
}
PENDING_WORDS: Mapping[str, str] = {
    "discipline_under_consideration": "đang xem xét kỷ luật",
    "investigation": "đang bị điều tra",
    "inspection_with_signs_of_violation": "thanh tra, kiểm tra có dấu hiệu vi phạm",
    "complaint_or_denunciation_being_verified": "đơn khiếu nại, tố cáo đang xác minh",
    "complaint_being_verified": "đơn khiếu nại đang xác minh",
    "denunciation_being_verified": "đơn tố cáo đang xác minh",
    "press_reported_corruption_being_verified": "báo chí nêu tham nhũng đang xác minh",
}
AMONG_WORDS: Mapping[str, str] = {
    "holders_of_consecutive_title": "những người đã đủ số lần danh hiệu liên tục",
    "CO_BNT_holders": "các tập thể đạt tiêu chuẩn Cờ thi đua cấp bộ, ngành, tỉnh",
    "cluster_leaders": "các tập thể dẫn đầu cụm, khối thi đua",
}
KIND_WORDS: Mapping[str, str] = {"title": "danh hiệu thi đua", "commendation": "hình thức khen thưởng"}
LEVEL_WORDS: Mapping[str, str] = {
    "base": "cấp cơ sở",
    "ministry_province": "cấp bộ, ngành, tỉnh",
    "state": "cấp Nhà nước",
}
ROUTE_WORDS: Mapping[str, str] = {
    "k1": "trường hợp tại khoản 1",
    "annual": "bình xét hằng năm",
    "merit": "công trạng",
    "individual_merit": "công trạng của cá nhân",
    "collective_merit": "công trạng của tập thể",
    "individual_rating": "xếp loại của cá nhân",
    "collective_rating": "xếp loại của tập thể",
}
DOSSIER_WORDS: Mapping[str, str] = {
    "to_trinh": "tờ trình",
    "danh_sach": "danh sách đề nghị",
    "bao_cao_thanh_tich": "báo cáo thành tích",
    "bien_ban_hop_hoi_dong": "biên bản họp hội đồng",
    "ket_qua_bo_phieu_kin": "kết quả bỏ phiếu kín",
    "chung_nhan_sang_kien_pham_vi": "chứng nhận sáng kiến và phạm vi ảnh hưởng",
    "van_ban_lien_quan_Dieu_30": "văn bản liên quan theo Điều 30",
}
