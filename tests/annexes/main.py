# ruff: noqa: E501 - rows stand as an annex has them
"""The annex that the reader of tables is built by: 20 indicators with plan and result, 40 figures that must be right."""

from __future__ import annotations

from tests.annexes.annex import Annex, Row, Says

MAIN = Annex(
    above=(
        "PHỤ LỤC",
        "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU KINH TẾ - XÃ HỘI NĂM 2024 CỦA THÀNH PHỐ HẢI PHÒNG",
        "(Kèm theo Nghị quyết số 45/NQ-HĐND ngày 10/12/2024 của HĐND thành phố)",
    ),
    heads=(
        ("STT", "Chỉ tiêu", "Đơn vị tính", "Năm 2024", "", "", "So cùng kỳ (%)"),
        ("", "", "", "Kế hoạch", "Ước thực hiện", "So KH (%)", ""),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)=(5)/(4)", "(7)"),
    ),
    merged=((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 5), (0, 6, 1, 6)),
    rows=(
        Row(("I", "VỀ KINH TẾ", "", "", "", "", "")),
        Row(("1", "Tổng sản phẩm trên địa bàn (giá so sánh 2010)", "Tỷ đồng", "262.100", "264.318", "100,8", "111,0"), "grdp"),
        Row(("2", "GRDP bình quân đầu người", "Triệu đồng/người", "208", "212,4", "102,1", "112,3"), "grdp_per_capita"),
        Row(("3", "Giá trị sản xuất công nghiệp", "Tỷ đồng", "415.000", "421.730", "101,6", "114,9"), "industrial_output"),
        Row(("4", "Giá trị sản xuất nông, lâm, thủy sản", "Tỷ đồng", "18.050", "17.930", "99,3", "100,9"), "agri_forestry_fishery_output"),
        Row(("5", "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng", "Tỷ đồng", "225.000", "229.614,5", "102,1", "113,2"), "retail_and_services_revenue"),
        Row(("6", "Tổng thu ngân sách nhà nước trên địa bàn", "Tỷ đồng", "106.000", "115.450", "108,9", "115,6"), "budget_revenue"),
        Row(("", "Trong đó:", "", "", "", "", "")),
        Row(("", "- Thu nội địa", "Tỷ đồng", "43.000", "47.215", "109,8", "118,4"), "budget_revenue_domestic"),
        Row(("7", "Chi ngân sách địa phương", "Tỷ đồng", "38.900", "41.020", "105,4", "109,1"), "budget_expenditure"),
        Row(("8", "Tổng vốn đầu tư toàn xã hội", "Nghìn tỷ đồng", "200", "208,6", "104,3", "108,7"), "social_investment"),
        Row(("9", "Kim ngạch xuất khẩu", "Triệu USD", "32.500", "33.120", "101,9", "112,8"), "exports"),
        Row(("10", "Vốn FDI đăng ký", "Triệu USD", "2.500", "4.700", "188,0", "131,6"), "fdi_registered"),
        Row(("11", "Lượt khách du lịch", "Triệu lượt", "9,0", "9,1", "101,1", "114,7"), "visitors"),
        Row(("II", "VỀ XÃ HỘI", "", "", "", "", "")),
        Row(("12", "Lao động được giải quyết việc làm", "Lượt người", "58.600", "60.115", "102,6", "103,0"), "jobs_created"),
        Row(("13", "Tỷ lệ hộ nghèo", "%", "0,2", "0,15", "", ""), "poverty_rate"),
        Row(("14", "Tỷ lệ lao động qua đào tạo", "%", "88", "88,2", "100,2", ""), "trained_labour_rate"),
        Row(("15", "Tỷ lệ dân số tham gia bảo hiểm y tế", "%", "95", "95,6", "100,6", "-"), "health_insurance_rate"),
        Row(("16", "Số bác sĩ trên 1 vạn dân", "Bác sĩ", "14,5", "14,9", "102,8", "103,5"), "doctors_per_10000"),
        Row(("17", "Số giường bệnh trên 1 vạn dân", "Giường", "46", "46,2", "100,4", "101,3"), "hospital_beds_per_10000"),
        Row(("III", "VỀ MÔI TRƯỜNG", "", "", "", "", "")),
        Row(("18", "Tỷ lệ đô thị hóa", "%", "59", "59,3", "x", "x"), "urbanisation_rate"),
        Row(("19", "Tỷ lệ che phủ rừng", "%", "11,5", "11,5", "", "…"), "forest_cover_rate"),
    ),
    says={
        3: Says("plan", "2024"), 4: Says("level", "2024"), 5: Says("attainment", "2024"), 6: Says("growth", "2024", "index"),
    },
    beneath=("Ghi chú: x là chỉ tiêu không tính tỷ lệ so sánh.",),
    area="hai-phong",
)  # fmt: skip
