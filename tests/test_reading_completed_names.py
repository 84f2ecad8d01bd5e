"""Names that say too little by themselves: what completes them, and what must not.

Sentences stand in an article about 2024. A figure that is asked about because the words before had to complete its
name bears ``?`` before it; what is in quotes is a name that the catalogue does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kienan_analysis.catalogue import read_areas, read_indicators
from kienan_analysis.data_package import open_package
from kienan_analysis.reading.sureness import Setting, judged
from tests.merged_areas import PROJECT
from tests.test_reading_names import CITY, DISTRICT, written

if TYPE_CHECKING:
    from kienan_analysis.reading import ArticleReader, ReadObservation

ASKED = "name_completed"

CASES: dict[str, list[tuple[str, str, list[str]]]] = {
    "what is disbursed, of which money": [
        (
            CITY,
            "Đến cuối năm, vốn đầu tư công mới giải ngân được 1.215 tỷ đồng, bằng 43,1% kế hoạch.",
            ["public_investment_disbursed level 1215", "public_investment_disbursed attainment 43.1"],
        ),
        (
            CITY,
            "Nguồn vốn đầu tư công của thành phố giải ngân ước đạt 8.450 tỷ đồng.",
            ["public_investment_disbursed level 8450"],
        ),
        (
            CITY,
            "Vốn đầu tư công cấp huyện giải ngân được 450 tỷ đồng.",
            ["“Vốn đầu tư công cấp huyện giải ngân được” level 450"],
        ),
        (
            CITY,
            "Vốn đầu tư công kéo dài giải ngân được 450 tỷ đồng.",
            ["“Vốn đầu tư công kéo dài giải ngân được” level 450"],
        ),
        (CITY, "Giải ngân vốn xây dựng cơ bản đạt 81%.", ["public_investment_disbursed attainment 81"]),
        (CITY, "Tỷ lệ giải ngân vốn XDCB mới 9,6%.", ["public_investment_disbursed attainment 9.6"]),
        (
            CITY,
            "Đầu tư công: đã giải ngân 5.120 tỷ đồng, đạt 48,2% kế hoạch vốn.",
            ["? public_investment_disbursed level 5120", "? public_investment_disbursed attainment 48.2"],
        ),
        (
            DISTRICT,
            "Đầu tư công: đã giải ngân 102/243 tỷ đồng.",
            ["? public_investment_disbursed level 102", "? public_investment_disbursed plan 243"],
        ),
        (
            CITY,
            "Công tác đầu tư công được quan tâm. Thành phố giải ngân 4.310 tỷ đồng, đạt 92,4% kế hoạch.",
            ["? public_investment_disbursed level 4310", "? public_investment_disbursed attainment 92.4"],
        ),
        (
            CITY,
            "Đầu tư công\n\nĐến 31/12, Hải Phòng giải ngân 92,4% kế hoạch.",
            ["? public_investment_disbursed attainment 92.4"],
        ),
        (
            CITY,
            "Toàn thành phố giải ngân được 50,7% kế hoạch Thủ tướng Chính phủ giao.",
            ["? public_investment_disbursed attainment 50.7"],
        ),
        (CITY, "Toàn thành phố giải ngân được 50,7% kế hoạch.", ["“giải ngân được” attainment 50.7"]),
        (
            CITY,
            "Đầu tư công được quan tâm. Tín dụng chính sách giữ vững, đã giải ngân 310 tỷ đồng.",
            ["“đã giải ngân” level 310"],
        ),
    ],
    "the capital of new enterprises, and of foreigners' projects": [
        (
            CITY,
            "Thành phố có 850 doanh nghiệp thành lập mới, tổng vốn 1.720 tỷ đồng, lần lượt giảm 18% và tăng 7%.",
            [
                "new_enterprises level 850",
                "new_enterprises_capital level 1720",
                "new_enterprises growth -18 decrease",
                "new_enterprises_capital growth 7",
            ],
        ),
        (
            CITY,
            "Có 1.412 doanh nghiệp thành lập mới với số vốn 12.650 tỷ đồng.",
            ["new_enterprises level 1412", "new_enterprises_capital level 12650"],
        ),
        (
            CITY,
            "Có 412 doanh nghiệp thành lập mới, tăng 28,4%; vốn đăng ký 3.650 tỷ đồng, giảm 9%.",
            [
                "new_enterprises level 412",
                "new_enterprises growth 28.4",
                "? new_enterprises_capital level 3650",
                "? new_enterprises_capital growth -9 decrease",
            ],
        ),
        (
            CITY,
            "Thành phố cấp mới 47 dự án FDI với vốn đăng ký 41,2 triệu USD, chỉ bằng 45% cùng kỳ.",
            ["“cấp mới” level 47", "? fdi_registered level 41.2", "? fdi_registered growth -55 index"],
        ),
        (
            CITY,
            "Thành phố thu hút 112 dự án FDI, tổng vốn đăng ký 640 triệu USD.",
            ["“thu hút” level 112", "? fdi_registered level 640"],
        ),
        (
            CITY,
            "FDI cấp mới 36 dự án, tổng vốn 310 triệu USD.",
            ["“FDI cấp mới” level 36", "? fdi_registered level 310"],
        ),
        (
            CITY,
            "Lũy kế, thành phố thu hút 512 dự án FDI còn hiệu lực, tổng vốn đăng ký 21,4 tỷ USD.",
            ["“thu hút” level 512", "“tổng vốn đăng ký” level 21.4"],
        ),
        (
            CITY,
            "Thành phố chấp thuận 52 dự án trong nước, vốn đăng ký 9.400 tỷ đồng.",
            ["“vốn đăng ký” level 9400"],
        ),
    ],
    "the three sectors by number": [
        (
            CITY,
            "GRDP tăng 3,2%. Khu vực I tăng 2,8%, khu vực II tăng 5,9%, khu vực III giảm 1,4%.",
            [
                "grdp growth 3.2",
                "agri_forestry_fishery_value_added growth 2.8",
                "industry_construction_value_added growth 5.9",
                "services_value_added growth -1.4 decrease",
            ],
        ),
        (
            CITY,
            "GRDP tăng 3,2%, trong đó khu vực II tăng 5,9%.",
            ["grdp growth 3.2", "industry_construction_value_added growth 5.9"],
        ),
        (CITY, "Khu vực II tăng 5,9%.", ["“Khu vực II” growth 5.9"]),
        (CITY, "GRDP tăng 3,2%. Khu vực I Đồ Sơn thu 12 tỷ đồng.", ["grdp growth 3.2", "“Khu vực I Đồ Sơn” level 12"]),
        (DISTRICT, "Thủy sản - nông - lâm giảm 5,2%.", ["? agri_forestry_fishery_output growth -5.2 decrease"]),
    ],
    "a rate's place and the measure that it is reckoned by": [
        (DISTRICT, "Tỷ lệ hộ nghèo của quận theo chuẩn Trung ương là 0,38%.", ["poverty_rate level 0.38"]),
        (CITY, "Tỷ lệ hộ nghèo trên địa bàn thành phố theo chuẩn quốc gia còn 1,2%.", ["poverty_rate level 1.2"]),
        (CITY, "Tỷ lệ hộ nghèo theo chuẩn nghèo giai đoạn 2021-2025 còn 1,38%.", ["poverty_rate level 1.38"]),
        (CITY, "Tỷ lệ người dân của thành phố tham gia bảo hiểm y tế đạt 92,1%.", ["health_insurance_rate level 92.1"]),
        (CITY, "Tỷ lệ lao động của thành phố qua đào tạo đạt 71%.", ["trained_labour_rate level 71"]),
    ],
    "those who came": [
        (
            CITY,
            "Du lịch lao dốc, chỉ còn 460.000 lượt khách, giảm 52,4%.",
            ["? visitors level 460000", "? visitors growth -52.4 decrease"],
        ),
        (CITY, "Các cơ sở lưu trú phục vụ 1,28 triệu lượt khách.", ["? visitors level 1.28"]),
        (
            CITY,
            "Du lịch tiếp tục là điểm sáng: 6,5 triệu lượt khách, tăng 38,2%.",
            ["? visitors level 6.5", "? visitors growth 38.2"],
        ),
        (CITY, "Khu du lịch Đồ Sơn là điểm sáng: 6,5 triệu lượt khách.", []),
        (CITY, "Du lịch tiếp tục là điểm sáng: 6,5 triệu lượt khách quốc tế.", []),
        (
            CITY,
            "Đón 3,2 triệu lượt khách, trong đó khách quốc tế 120.000 lượt. Doanh thu đạt 1.900 tỷ đồng.",
            ["visitors level 3.2", "international_visitors level 120000", "? tourism_revenue level 1900"],
        ),
    ],
    "a head noun that the name before had": [
        (
            CITY,
            "Sản lượng lúa đạt 7.210 tấn; thủy sản khai thác và nuôi trồng 1.130 tấn.",
            ["rice_output level 7210", "? fishery_tonnage level 1130"],
        ),
        (
            CITY,
            "Tổng diện tích gieo trồng cả năm 59.840 ha, trong đó lúa 42.115 ha.",
            ["“Tổng diện tích gieo trồng” level 59840", "? rice_area level 42115"],
        ),
        (CITY, "Gieo trồng rau màu 9.840 ha, lúa 42.115 ha.", ["“Gieo trồng rau màu” level 9840", "“lúa” level 42115"]),
    ],
    "the whole goes on after its parts": [
        (
            CITY,
            "Khách du lịch đạt 1,2 triệu lượt, gồm khách quốc tế 410.000 lượt. Lũy kế 7 tháng đạt 6,12 triệu lượt.",
            ["visitors level 1.2", "international_visitors level 410000", "visitors level 6.12"],
        ),
        (
            CITY,
            "Khách du lịch đạt 612.000 lượt; trong đó, khách quốc tế 12.000 lượt. Tính chung đạt 6,1 triệu lượt.",
            ["visitors level 612000", "international_visitors level 12000", "visitors level 6.1"],
        ),
        (
            CITY,
            "Kim ngạch xuất khẩu đạt 2,6 tỷ USD, trong đó khu vực FDI 2,2 tỷ USD. Lũy kế đạt 11,9 tỷ USD, giảm 21%.",
            ["exports level 2.6", "“khu vực FDI” level 2.2", "exports level 11.9", "exports growth -21 decrease"],
        ),
        (
            CITY,
            "Thu ngân sách đạt 16.210 tỷ đồng, trong đó thu nội địa 14.100 tỷ đồng. Đạt 110% dự toán, tăng 8,1%.",
            [
                "budget_revenue level 16210",
                "budget_revenue_domestic level 14100",
                "? budget_revenue attainment 110",
                "? budget_revenue growth 8.1",
            ],
        ),
        (
            CITY,
            "Thu ngân sách đạt 16.210 tỷ đồng, trong đó thu nội địa 14.100 tỷ; xuất khẩu 2,6 tỷ USD. Đạt 110% KH.",
            [
                "budget_revenue level 16210",
                "budget_revenue_domestic level 14100",
                "exports level 2.6",
                "exports attainment 110",
            ],
        ),
    ],
    "whom a place counts beside how large it is": [
        (
            DISTRICT,
            "Quận có diện tích 29,5 km2, 31.812 hộ, 119.114 người.",
            ["land_area level 29.5", "“31.812 hộ” level 31812", "? population level 119114"],
        ),
        (
            DISTRICT,
            "Quận có 2.950 ha đất tự nhiên, 119.114 nhân khẩu.",
            ["land_area level 2950", "? population level 119114"],
        ),
        (DISTRICT, "Quận rộng 29,5 km2.", ["land_area level 29.5"]),
        (DISTRICT, "Quận có diện tích 29,5 km2, tuyển 1.114 người.", ["land_area level 29.5"]),
    ],
    "a rate that is said after its percentage": [
        (
            CITY,
            "Tỷ lệ hộ nghèo chỉ còn 0,21%, 96,2% người dân có thẻ bảo hiểm y tế.",
            ["poverty_rate level 0.21", "health_insurance_rate level 96.2"],
        ),
        (CITY, "Tỷ lệ hộ nghèo còn 0,21%, ít nhất 96% hộ dân có ti vi.", ["poverty_rate level 0.21"]),
    ],
    "the crop, and no season of it": [
        (CITY, "Sản lượng lúa thu hoạch đến giữa tháng 9 đạt 7.310 tấn.", ["rice_output level 7310"]),
        (CITY, "Sản lượng lúa thu đông đạt 7.310 tấn.", ["“Sản lượng lúa thu đông” level 7310"]),
    ],
    "a share of what was divided": [
        (
            DISTRICT,
            "Giá trị sản xuất đạt 6.810 tỷ đồng, trong đó công nghiệp - xây dựng chiếm 58,2%.",
            ["total_production_value level 6810", "? industry_construction_share level 58.2"],
        ),
        (
            DISTRICT,
            "Thu ngân sách đạt 6.810 tỷ đồng, trong đó dịch vụ chiếm 58,2%.",
            ["budget_revenue level 6810", "“dịch vụ” level 58.2"],
        ),
    ],
    "a count after the colon of its name": [
        (
            CITY,
            "Doanh nghiệp đăng ký mới: 412, tăng 28,4%.",
            ["new_enterprises level 412", "new_enterprises growth 28.4"],
        ),
        (
            CITY,
            "Số doanh nghiệp thành lập mới: 1.412; thu ngân sách tăng 5%.",
            ["new_enterprises level 1412", "budget_revenue growth 5"],
        ),
        (CITY, "Doanh nghiệp đăng ký mới: 2023 là năm khó khăn.", []),
        (
            CITY,
            "Tháng 6 có 27 doanh nghiệp thành lập mới, lũy kế 6 tháng 241 doanh nghiệp với tổng vốn 3.280 tỷ đồng.",
            ["new_enterprises level 27", "new_enterprises level 241", "new_enterprises_capital level 3280"],
        ),
    ],
    "praise between a branch and its figure": [
        (DISTRICT, "Dịch vụ vẫn giữ vai trò dẫn dắt với mức tăng 12,3%.", ["? services_output growth 12.3"]),
        (DISTRICT, "Công nghiệp tiếp tục là trụ cột khi tăng 14,1%.", ["? industrial_output growth 14.1"]),
    ],
    "who tells it is no name": [
        (
            CITY,
            "Thu ngân sách ở các địa phương\n\nSố liệu của sở cho thấy cả thành phố thu 932 tỷ đồng, đạt 48,7% dự toán",
            ["? budget_revenue level 932", "? budget_revenue attainment 48.7"],
        ),
        (
            CITY,
            "GRDP tăng 8,2%. Số liệu từ Chi cục Thuế cho biết toàn thành phố thu 310 tỷ đồng, bằng 104% dự toán.",
            ["grdp growth 8.2"],
        ),
        (CITY, "Báo cáo của Cục Thống kê cho thấy, GRDP tăng 8,2%.", ["grdp growth 8.2"]),
    ],
    "more or less than an amount in brackets": [
        (DISTRICT, "Thu ngân sách đạt 212 tỷ đồng, cao hơn năm trước (187 tỷ đồng).", ["budget_revenue level 212"]),
        (DISTRICT, "Thu ngân sách đạt 212 tỷ đồng, vượt cả năm 2023 (187 tỷ đồng).", ["budget_revenue level 212"]),
        (
            DISTRICT,
            "Thu nhập bình quân đầu người 61 triệu đồng, tăng so với năm trước (57 triệu đồng).",
            ["income_per_capita level 61"],
        ),
    ],
    "words for money are no name": [
        (DISTRICT, "Tổng kinh phí hỗ trợ 45 tỷ đồng.", []),
        (DISTRICT, "Doanh thu đạt 410 tỷ đồng.", []),
        (DISTRICT, "Gói hỗ trợ 1.200 tỷ đồng.", []),
    ],
}


@pytest.mark.parametrize(
    ("area", "text", "read"),
    [pytest.param(*case, id=f"{heading}: {case[1][:50]}") for heading, cases in CASES.items() for case in cases],
)
def test_a_name_that_says_too_little(reader: ArticleReader, area: str, text: str, read: list[str]) -> None:
    article = reader.read(text, area=area, year=2024)

    assert [_asked(one) + written(one) for one in article.observations] == read


def _asked(one: ReadObservation) -> str:
    return "? " if ASKED in one.doubts else ""


def test_a_completed_name_is_never_sure(reader: ArticleReader) -> None:
    text = "Năm 2024, về đầu tư công, thành phố Hải Phòng giải ngân 92,4% kế hoạch."
    package = open_package(PROJECT / "data").tables
    setting = Setting(
        read_indicators(package["indicators"].rows), read_areas(package["areas"].rows), area=CITY, text=text
    )

    (found,) = judged(reader.read(text, area=CITY, year=2024).observations, setting)

    assert found.indicator == "public_investment_disbursed"
    assert not found.sure
    assert found.doubts == (ASKED,)
