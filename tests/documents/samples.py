"""Two papers of the real cluster and one that tries the layout; every score and signer in them is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from thidua.documents.paper import (
    Align,
    Column,
    Heading,
    ItemList,
    KeyValue,
    Marker,
    Paper,
    Paragraph,
    Row,
    RowKind,
    Run,
    Signature,
    Signatures,
    Table,
    Verification,
)

ORGANISER = "Học viện Chính trị quốc gia Hồ Chí Minh"
CLUSTER = "Cụm thi đua các trường chính trị khu vực Đồng bằng sông Hồng"
SCHOOLS = (
    "Trường Chính trị tỉnh Hà Nam",
    "Trường Chính trị Nguyễn Văn Cừ tỉnh Bắc Ninh",
    "Trường Chính trị tỉnh Hải Dương",
    "Trường Chính trị Nguyễn Văn Linh tỉnh Hưng Yên",
    "Trường Chính trị tỉnh Ninh Bình",
    "Trường Chính trị tỉnh Thái Bình",
    "Trường Đào tạo cán bộ Lê Hồng Phong thành phố Hà Nội",
    "Trường Chính trị Tô Hiệu thành phố Hải Phòng",
    "Trường Chính trị Trường Chinh tỉnh Nam Định",
    "Trường Chính trị tỉnh Vĩnh Phúc",
)
TASKS = (
    "Thực hiện thắng lợi Nghị quyết Đại hội XIII của Đảng; lập thành tích chào mừng bầu cử đại biểu Quốc hội khóa XV "
    "và đại biểu HĐND các cấp nhiệm kỳ 2021–2026.",
    "Gắn phong trào thi đua với thực hiện Chỉ thị 05 của Bộ Chính trị về học tập và làm theo tư tưởng, đạo đức, phong "
    "cách Hồ Chí Minh.",
    "Thực hiện hiệu quả “Văn hóa công sở”; xây dựng, phát huy truyền thống của cán bộ, giảng viên, học viên "
    "trường Đảng.",
    "Tham gia các phong trào thi đua do cấp trên phát động.",
    "Đoàn kết, thống nhất trong lãnh đạo; kỷ cương trong quản lý đào tạo, bồi dưỡng; chấp hành chương trình, giáo "
    "trình, quy chế.",
    "Phát huy tính gương mẫu của lãnh đạo, quản lý, giảng viên; chủ động đề xuất ý kiến hay, phương án tối ưu; đổi mới "
    "phương pháp làm việc.",
    "Đa dạng hóa các loại hình đào tạo, bồi dưỡng.",
    "Áp dụng tiêu chuẩn ISO 9001:2015 trong quản lý đào tạo, bồi dưỡng.",
    "Ứng dụng công nghệ thông tin trong quản lý, giảng dạy, học tập; cập nhật thông tin trong giáo án và tài liệu.",
    "Nghiên cứu khoa học, tổng kết thực tiễn; tư vấn cho cấp ủy, chính quyền địa phương.",
    "Trao đổi kinh nghiệm giữa các trường; mỗi trường có ít nhất 01 nội dung mới, cách làm mới gắn với chuyên môn, đặc "
    "thù địa phương.",
)
SOURCE_NOTE = "Bộ tiêu chí mẫu do dự án đề xuất, không phải văn bản của Học viện Chính trị quốc gia Hồ Chí Minh."
VERIFICATION = Verification(code="7K4P-X9QM-3HTA-WC2D", facts_sha256="c0ffee" * 10 + "abcd")

TARGETS = Table(
    caption="Chỉ tiêu của các đơn vị",
    columns=(
        Column("STT", 6, Align.CENTER),
        Column("Đơn vị", 50),
        Column("Kế hoạch mở lớp (II.1), số lớp", 18, Align.DECIMAL),
        Column("Sáng kiến được công nhận (III.2), số sáng kiến", 20, Align.DECIMAL),
    ),
    rows=(
        *(Row((str(i), name, str(30 + 7 * i % 23), str(2 + i % 4))) for i, name in enumerate(SCHOOLS, start=1)),
        Row(("", "Tổng cộng", "412", "34"), RowKind.TOTAL),
    ),
)

PLEDGE = Paper(
    kind="pledge",
    title="Giao ước thi đua",
    abstract="năm 2021",
    issue_date=date(2021, 3, 23),
    place="Hà Nam",
    issuer="cum-dbsh",
    upper=ORGANISER,
    issuing=CLUSTER,
    grounds=(
        "Căn cứ Quyết định số 550-QĐ/HVCTQG về việc thành lập Cụm thi đua các trường chính trị tỉnh, thành phố trực "
        "thuộc Trung ương, trường cán bộ các bộ, ngành, đoàn thể Trung ương",
        "Căn cứ Hướng dẫn số 30-HD/HVCTQG ngày 03/02/2021 về tổ chức hoạt động, bình xét thi đua của Cụm thi đua "
        "năm 2021",
    ),
    body=(
        Paragraph(
            "Ngày 23 tháng 3 năm 2021, tại Trường Chính trị tỉnh Hà Nam, mười trường chính trị trong Cụm cùng ký giao "
            "ước thi đua năm 2021 với các nội dung sau:"
        ),
        Heading("I. CHỦ ĐỀ"),
        Paragraph((Run("Đoàn kết - Dân chủ - Kỷ cương - Gương mẫu - Sáng tạo - Hiệu quả", bold=True),), Align.CENTER),
        Heading("II. NHIỆM VỤ TRỌNG TÂM"),
        ItemList(TASKS),
        Heading("III. CHỈ TIÊU"),
        TARGETS,
        Heading("IV. TỔ CHỨC THỰC HIỆN"),
        ItemList(
            (
                "Mỗi đơn vị quán triệt giao ước đến toàn thể cán bộ, giảng viên, người lao động;",
                "Tự chấm điểm trung thực, có minh chứng, nộp đúng hạn;",
                "Kịp thời trao đổi với Cụm trưởng khi có khó khăn, vướng mắc.",
            ),
            Marker.POINT,
        ),
        Paragraph("Giao ước có hiệu lực kể từ ngày ký; các đơn vị cam kết thực hiện đầy đủ các nội dung nêu trên./."),
    ),
    signatures=Signatures(
        tuple(
            Signature(
                name=f"Nguyễn Văn Giả Định {i:02d}",
                authority=name,
                capacity=("HIỆU TRƯỞNG",) if i != 3 else ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"),
                note=f"Đã ký trên hệ thống lúc 09:{10 + i} 23/03/2021",
            )
            for i, name in enumerate(SCHOOLS, start=1)
        ),
        title="Đại diện các đơn vị ký giao ước",
    ),
    source_note=SOURCE_NOTE,
    recipients=(f"{ORGANISER} (để báo cáo)", "Các đơn vị thành viên", "Lưu: VT, Hồ sơ"),
    demo=True,
    verification=VERIFICATION,
)

RANKING = Table(
    caption="Bảng xếp hạng năm 2021",
    columns=(
        Column("Hạng", 8, Align.CENTER),
        Column("Đơn vị", 56),
        Column("Tổng điểm", 12, Align.DECIMAL),
        Column("Xếp loại", 12, Align.CENTER),
        Column("Ghi chú", 24),
    ),
    rows=tuple(
        Row((str(i if i < 5 else i - (i == 5)), name, f"{95 - i}," + ("25", "50", "75", "00")[i % 4], "Tốt", note))
        for i, (name, note) in enumerate(
            zip(SCHOOLS, ("", "", "", "Đồng hạng", "Đồng hạng", "", "", "", "Trừ 0,50", ""), strict=True), start=1
        )
    ),
)
GROUPS = Table(
    caption="Điểm theo nhóm tiêu chí",
    columns=(
        Column("Đơn vị", 50),
        *(Column(head, 12, Align.DECIMAL) for head in ("I (20)", "II (20)", "III (15)", "IV (30)", "V (15)")),
        Column("Cộng", 13, Align.DECIMAL),
    ),
    rows=(
        Row(("Đơn vị đủ điều kiện xếp hạng",), RowKind.GROUP),
        *(
            Row(
                (name, f"{19 - i % 3},50", f"{18 + i % 2},00", f"{11 + i % 4},25", f"{24 + i % 5},75", "14,00", "88,50")
            )
            for i, name in enumerate(SCHOOLS)
        ),
        Row(("Bình quân", "18,60", "18,50", "12,45", "26,75", "14,00", "88,50"), RowKind.TOTAL),
    ),
    note="Điểm tối đa của mỗi nhóm ghi trong ngoặc ở đầu cột.",
)

MINUTES = Paper(
    kind="minutes",
    title="Biên bản",
    abstract="Hội nghị bình xét thi đua năm 2021",
    issue_date=date(2021, 11, 18),
    place="Hà Nam",
    number=5,
    symbol="BB-CTĐ",
    issuer="cum-dbsh",
    upper=ORGANISER,
    issuing=CLUSTER,
    body=(
        KeyValue(
            (
                ("Thời gian bắt đầu", "08 giờ 00 ngày 18 tháng 11 năm 2021"),
                ("Địa điểm", "Trường Chính trị tỉnh Hà Nam"),
                ("Chủ trì", "Ông Nguyễn Văn Giả Định, Cụm trưởng"),
                ("Thư ký", "Bà Trần Thị Giả Định"),
            )
        ),
        Heading("I. THÀNH PHẦN"),
        Paragraph("Có mặt 10/10 đơn vị thành viên. Hội nghị đủ số đại biểu theo quy chế."),
        Heading("II. NỘI DUNG"),
        Heading("1. Kết quả chấm điểm và xếp hạng", level=2),
        Paragraph("Hội nghị nghe tổ thẩm định báo cáo và thống nhất thông qua kết quả sau:"),
        RANKING,
        GROUPS,
        Heading("2. Ý kiến tại hội nghị", level=2),
        ItemList(("Các đơn vị nhất trí với kết quả thẩm định.", "Không có kiến nghị."), Marker.DASH),
        Paragraph("Hội nghị kết thúc vào 11 giờ 30, ngày 18 tháng 11 năm 2021./."),
    ),
    signatures=Signatures(
        (
            Signature("Trần Thị Giả Định", ("THƯ KÝ",)),
            Signature("Nguyễn Văn Giả Định", ("CỤM TRƯỞNG", "HIỆU TRƯỞNG TRƯỜNG CHÍNH TRỊ TỈNH HÀ NAM"), "CHỦ TỌA"),
        )
    ),
    source_note=SOURCE_NOTE,
    recipients=("Các đơn vị thành viên", "Lưu: VT, Hồ sơ"),
    demo=True,
    verification=VERIFICATION,
)

LEAVES = [f"{group}.{leaf}" for group in ("I", "II", "III", "IV") for leaf in range(1, 5)] + ["V.1", "V.2"]
WIDE = replace(
    MINUTES,
    body=(
        Paragraph("Bảng điểm chi tiết của các đơn vị như sau:"),
        Table(
            caption="Điểm theo tiêu chí",
            columns=(Column("Đơn vị", 30), *(Column(leaf, 7, Align.DECIMAL) for leaf in LEAVES)),
            rows=tuple(
                Row((name, *(f"{(i + j) % 8},{(0, 25, 50, 75)[j % 4]:02d}" for j in range(len(LEAVES)))))
                for i, name in enumerate(SCHOOLS)
            ),
        ),
    ),
)
STATEMENT = replace(
    MINUTES,
    kind="statement",
    title="Tờ trình",
    abstract="Về việc đề nghị tặng Cờ thi đua cho đơn vị dẫn đầu Cụm thi đua năm 2021",
    symbol="TTr-CTĐ",
    number=None,
    issue_date=date(2021, 2, 5),
    addressees=("Hội đồng Thi đua - Khen thưởng Học viện", "Vụ Các trường chính trị"),
    body=(Paragraph("Cụm thi đua kính đề nghị Học viện xem xét./."),),
    signatures=Signatures(
        (Signature("Nguyễn Văn Giả Định", ("KT. CỤM TRƯỞNG", "CỤM PHÓ"), "TM. Cụm thi đua"),),
    ),
    recipients=("Như trên", "Lưu: VT, CTĐ"),
    source_note="",
    demo=False,
    verification=None,
)
