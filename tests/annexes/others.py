# ruff: noqa: E501 - rows stand as an annex has them
"""Annexes of three other layouts, written before the reader of tables and scored when it was done, not tuned to."""

from __future__ import annotations

from tests.annexes.annex import Annex, Row, Says

# Heads in three rows, a row of numbers, the next year's plan; sub-indicators under structure, output, trade.
PROVINCE = Annex(
    above=(
        "Phụ lục I",
        "TÌNH HÌNH THỰC HIỆN CÁC CHỈ TIÊU KINH TẾ - XÃ HỘI CHỦ YẾU NĂM 2024 VÀ KẾ HOẠCH NĂM 2025 CỦA TỈNH BẮC NINH",
        "(Kèm theo Báo cáo số 412/BC-UBND ngày 05/12/2024 của UBND tỉnh Bắc Ninh)",
    ),
    heads=(
        ("TT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2023", "Năm 2024", "", "", "", "Kế hoạch năm 2025"),
        ("", "", "", "", "Kế hoạch", "Ước thực hiện", "So sánh (%)", "", ""),
        ("", "", "", "", "", "", "ƯTH 2024/TH 2023", "ƯTH 2024/KH 2024", ""),
        ("A", "B", "C", "1", "2", "3", "4=3/1", "5=3/2", "6"),
    ),
    merged=((0, 0, 2, 0), (0, 1, 2, 1), (0, 2, 2, 2), (0, 3, 2, 3), (0, 4, 0, 7), (1, 4, 2, 4), (1, 5, 2, 5), (1, 6, 1, 7), (0, 8, 2, 8)),
    rows=(
        Row(("I", "CHỈ TIÊU KINH TẾ", "", "", "", "", "", "", "")),
        Row(("1", "Tổng sản phẩm trên địa bàn (GRDP, giá so sánh 2010)", "Tỷ đồng", "131.450", "139.340", "139.875", "106,4", "100,4", "151.065"), "grdp"),
        Row(("", "Tốc độ tăng trưởng GRDP", "%", "-9,28", "6,0", "6,41", "", "", "8,0"), "grdp", grows=True),
        Row(("2", "Cơ cấu kinh tế", "", "", "", "", "", "", "")),
        Row(("-", "Nông, lâm nghiệp và thủy sản", "%", "2,8", "2,7", "2,7", "", "", "2,5"), "agri_forestry_fishery_share"),
        Row(("-", "Công nghiệp - xây dựng", "%", "71,2", "71,0", "70,6", "", "", "70,9"), "industry_construction_share"),
        Row(("-", "Dịch vụ", "%", "21,4", "21,8", "22,1", "", "", "22,0"), "services_share"),
        Row(("3", "GRDP bình quân đầu người (giá hiện hành)", "Triệu đồng", "144,5", "152", "154,1", "106,6", "101,4", "165"), "grdp_per_capita"),
        Row(("4", "Tổng thu ngân sách nhà nước trên địa bàn", "Tỷ đồng", "30.112", "31.501", "33.950", "112,7", "107,8", "34.200"), "budget_revenue"),
        Row(("", "Trong đó: Thu nội địa", "Tỷ đồng", "22.940", "24.000", "26.310", "114,7", "109,6", "27.100"), "budget_revenue_domestic"),
        Row(("5", "Tổng kim ngạch xuất nhập khẩu", "Tỷ USD", "72,5", "75,0", "76,9", "106,1", "102,5", "80,5"), "foreign_trade"),
        Row(("-", "Xuất khẩu", "Tỷ USD", "39,2", "40,5", "41,6", "106,1", "102,7", "43,5"), "exports"),
        Row(("-", "Nhập khẩu", "Tỷ USD", "33,3", "34,5", "35,3", "106,0", "102,3", "37,0"), "imports"),
        Row(("6", "Tổng vốn đầu tư toàn xã hội", "Tỷ đồng", "80.600", "84.000", "83.200", "103,2", "99,0", "90.000"), "social_investment"),
        Row(("II", "CHỈ TIÊU XÃ HỘI - MÔI TRƯỜNG", "", "", "", "", "", "", "")),
        Row(("7", "Tỷ lệ hộ nghèo theo chuẩn nghèo đa chiều", "%", "1,22", "0,98", "0,91", "-", "Đạt", "0,75"), "poverty_rate"),
        Row(("8", "Tỷ lệ lao động qua đào tạo", "%", "78,0", "79", "79,2", "", "Đạt", "80"), "trained_labour_rate"),
        Row(("9", "Tỷ lệ dân số tham gia bảo hiểm y tế", "%", "95,1", "95,5", "95,8", "", "", "96"), "health_insurance_rate"),
        Row(("10", "Số giường bệnh trên 1 vạn dân", "Giường", "35,2", "36", "36,4", "103,4", "101,1", "37"), "hospital_beds_per_10000"),
    ),
    says={
        3: Says("level", "2023"), 4: Says("plan", "2024"), 5: Says("level", "2024"), 6: Says("growth", "2024", "index"),
        7: Says("attainment", "2024"), 8: Says("plan", "2025"),
    },
    beneath=("Ghi chú: số liệu năm 2023 là số chính thức của Cục Thống kê.",),
    area="bac-ninh",
)  # fmt: skip

# Half a year: no column of units, which stand in names or above; two columns of plans; growth as a change.
HALF_YEAR = Annex(
    above=(
        "Biểu 02",
        "KẾT QUẢ THỰC HIỆN MỘT SỐ CHỈ TIÊU 6 THÁNG ĐẦU NĂM 2024 TRÊN ĐỊA BÀN QUẬN KIẾN AN",
        "Đơn vị tính: Tỷ đồng",
    ),
    heads=(
        ("STT", "Nội dung", "Kế hoạch năm 2024", "TH 6 tháng năm 2023", "Ước TH 6 tháng năm 2024", "Tỷ lệ (%)", ""),
        ("", "", "", "", "", "So với KH năm", "Tăng (+), giảm (-) so với cùng kỳ"),
    ),
    merged=((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 1, 3), (0, 4, 1, 4), (0, 5, 0, 6)),
    rows=(
        Row(("1", "Tổng giá trị sản xuất (giá so sánh 2010)", "7.250", "3.105,6", "3.502,4", "48,3", "+12,8"), "total_production_value"),
        Row(("", "- Công nghiệp - xây dựng", "4.120", "1.780,2", "2.031,7", "49,3", "+14,1"), "industry_construction_output"),
        Row(("", "- Nông, lâm, thủy sản", "130", "66,1", "64,8", "49,8", "-2,0"), "agri_forestry_fishery_output"),
        Row(("2", "Tổng mức bán lẻ hàng hóa", "11.900", "5.210,4", "5.917,9", "49,7", "13,6"), "retail_sales"),
        Row(("3", "Thu ngân sách nhà nước trên địa bàn", "610,5", "262,15", "301,77", "49,4", "15,1"), "budget_revenue"),
        Row(("4", "Chi ngân sách địa phương", "702,3", "318,9", "305,2", "43,5", "-4,3"), "budget_expenditure"),
        Row(("5", "Lao động được giải quyết việc làm (người)", "4.300", "2.115", "2.260", "52,6", "6,9"), "jobs_created"),
        Row(("6", "Tỷ lệ hộ nghèo (%)", "0,25", "-", "-", "", ""), "poverty_rate"),
        Row(("7", "Sản lượng lúa (tấn)", "1.950", "1.012", "1.005,5", "51,6", "-0,6"), "rice_output"),
    ),
    says={
        2: Says("plan", "2024"), 3: Says("level", "2023-H1"), 4: Says("level", "2024-H1"),
        5: Says("attainment", "2024-H1"), 6: Says("growth", "2024-H1"),
    },
)  # fmt: skip

# A sheet of a yearbook: bilingual heads and names, years as columns, the newest preliminary.
YEARBOOK = Annex(
    above=(
        "12. Một số chỉ tiêu kinh tế - xã hội chủ yếu của quận Kiến An",
        "Some main socio-economic indicators",
    ),
    heads=(
        ("Chỉ tiêu - Indicators", "Đơn vị tính - Unit", "2019", "2020", "2021", "2022", "Sơ bộ 2023 - Prel. 2023"),
    ),
    merged=(),
    rows=(
        Row(("Dân số trung bình - Average population", "Người - Person", "118.047", "119.200", "120.480", "121.744", "122.905"), "population"),
        Row(("Diện tích tự nhiên - Land area", "Ha", "2.958,9", "2.958,9", "2.958,9", "2.958,9", "2.958,9"), "land_area"),
        Row(("Giá trị sản xuất công nghiệp - Industrial output", "Tỷ đồng - Bill. dongs", "501,22", "528,12", "600,37", "688,4", "771,02"), "industrial_output"),
        Row(("Tổng mức bán lẻ hàng hóa - Retail sales of goods", "Tỷ đồng - Bill. dongs", "7.010,5", "7.402,11", "8.446,29", "9.733,8", "10.902,6"), "retail_sales"),
        Row(("Thu ngân sách nhà nước - State budget revenue", "Tỷ đồng - Bill. dongs", "388,1", "351,92", "424,723", "497,6", "533,18"), "budget_revenue"),
        Row(("Sản lượng thủy sản - Production of fishery", "Tấn - Ton", "410,2", "402", "396,5", "…", "381,7"), "fishery_tonnage"),
        Row(("Tỷ lệ hộ nghèo - Poverty rate", "%", "0,92", "0,61", "0,375", "0,71", "0,48"), "poverty_rate"),
    ),
    says={
        2: Says("level", "2019"), 3: Says("level", "2020"), 4: Says("level", "2021"), 5: Says("level", "2022"),
        6: Says("level", "2023"),
    },
)  # fmt: skip

OTHERS = {"province": PROVINCE, "half_year": HALF_YEAR, "yearbook": YEARBOOK}
