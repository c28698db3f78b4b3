"""The demonstration's accounts: public by design, made only in a database marked as a demonstration.

While such a database is loaded the server listens on loopback alone.
"""

from __future__ import annotations

DEMO_PASSWORD = "thi dua 2021"

# (user name, the role as the sign-in page names it); the first of each role, in the order of the year
ACCOUNTS: tuple[tuple[str, str], ...] = (
    ("thuky.mau", "Thư ký cụm – Cụm mẫu"),
    ("cumtruong.mau", "Cụm trưởng – Cụm mẫu"),
    ("daumoi.mau07", "Đầu mối thi đua – Đơn vị mẫu 07 (bảng tự chấm đang soạn dở)"),
    ("truong.mau07", "Người đứng đầu – Đơn vị mẫu 07"),
    ("canbo.mau07", "Cán bộ – Đơn vị mẫu 07 (đề xuất ý tưởng, xem hồ sơ của mình)"),
    ("thamdinh.mau02", "Thành viên tổ thẩm định – từ Đơn vị mẫu 02"),
    ("thamdinh.mau03", "Thành viên tổ thẩm định – từ Đơn vị mẫu 03"),
    ("chutri.mau", "Người chủ trì phiên bình xét – Cụm mẫu (Cụm phó)"),
    ("vanthu.mau", "Văn thư – Cụm mẫu"),
    ("giamsat.mau", "Giám sát, kiểm tra – Cụm mẫu"),
    ("hocvien", "Cơ quan tổ chức cụm – Học viện"),
    ("thuky.dbsh", "Thư ký cụm – Cụm Đồng bằng sông Hồng"),
    ("cumtruong.dbsh", "Cụm trưởng – Cụm Đồng bằng sông Hồng"),
    ("daumoi.ha-nam", "Đầu mối thi đua – Hà Nam"),
    ("truong.nam-dinh", "Người đứng đầu – Nam Định"),
    ("quantri", "Quản trị hệ thống"),
)
