"""What a figure is a figure of, and what number it is: constructions of names, numbers and units, as a table.

Sentences stand in an article about 2024, of the area that their group names. Written as in the table of the language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kienan_analysis.reading.glued import cuts
from kienan_analysis.reading.slips import folded

if TYPE_CHECKING:
    from kienan_analysis.reading import ArticleReader, ReadObservation

DISTRICT, CITY = "kien-an", "hai-phong"

CASES: dict[str, list[tuple[str, str, list[str]]]] = {
    "the head noun says what is measured of a branch": [
        (
            DISTRICT,
            "Doanh thu thương mại - dịch vụ đạt 5.300 tỷ đồng.",
            ["“Doanh thu thương mại - dịch vụ” level 5300"],
        ),
        (DISTRICT, "Lợi nhuận của ngành dịch vụ đạt 53 tỷ đồng.", ["“Lợi nhuận của ngành dịch vụ” level 53"]),
        (DISTRICT, "Ngành dịch vụ có doanh thu 500 tỷ đồng.", ["“dịch vụ” level 500"]),
        (DISTRICT, "Giá trị dịch vụ đạt 500 tỷ đồng.", ["services_output level 500"]),
        (DISTRICT, "Doanh thu bán lẻ hàng hóa đạt 900 tỷ đồng.", ["retail_sales level 900"]),
        (DISTRICT, "Dịch vụ đạt 500 tỷ đồng.", ["services_output level 500"]),
    ],
    "a word that narrows makes another series": [
        (DISTRICT, "Thu ngân sách trừ dầu thô đạt 250 tỷ đồng.", ["“Thu ngân sách trừ dầu thô” level 250"]),
        (
            DISTRICT,
            "Thu ngân sách (không tính tiền đất) đạt 300 tỷ đồng.",
            ["“Thu ngân sách (không tính tiền đất” level 300"],
        ),
        (DISTRICT, "Thu ngân sách từ đất đạt 90 tỷ đồng.", ["“Thu ngân sách từ đất” level 90"]),
        (DISTRICT, "Thu ngân sách (theo báo cáo) đạt 300 tỷ đồng.", ["budget_revenue level 300"]),
        (
            DISTRICT,
            "Thu ngân sách nhà nước đạt 305 tỷ đồng, bằng 141% dự toán; thu ngân sách địa phương đạt 190 tỷ đồng.",
            ["budget_revenue level 305", "budget_revenue attainment 141", "“thu ngân sách” level 190"],
        ),
        (
            DISTRICT,
            "Giá trị sản xuất nông, lâm, thủy sản đạt 300 tỷ đồng, trong đó nông nghiệp đạt 190 tỷ đồng.",
            ["agri_forestry_fishery_output level 300", "“nông nghiệp” level 190"],
        ),
        (DISTRICT, "Nông nghiệp đạt 190 tỷ đồng.", ["agri_forestry_fishery_output level 190"]),
    ],
    "two things in one figure, and what each is alone": [
        (DISTRICT, "Thu, chi ngân sách đạt 314 tỷ đồng.", []),
        (DISTRICT, "Thu và chi ngân sách đạt 314 tỷ đồng.", []),
        (DISTRICT, "Chi ngân sách đạt 314 tỷ đồng.", ["budget_expenditure level 314"]),
        (
            DISTRICT,
            "Tổng mức bán lẻ hàng hóa, doanh thu dịch vụ lưu trú và ăn uống lần lượt đạt 149 tỷ đồng và 38 tỷ đồng.",
            ["retail_sales level 149", "accommodation_food_revenue level 38"],
        ),
    ],
    "what branches grow by inside GRDP is value added": [
        (
            CITY,
            "GRDP tăng 9,2%, trong đó nông, lâm nghiệp và thủy sản tăng 3,1%; công nghiệp - xây dựng tăng 12,4%.",
            [
                "grdp growth 9.2",
                "agri_forestry_fishery_value_added growth 3.1",
                "industry_construction_value_added growth 12.4",
            ],
        ),
        (
            CITY,
            "GRDP tăng 9,2%; dịch vụ tăng 7%; thuế sản phẩm trừ trợ cấp sản phẩm tăng 5%.",
            ["grdp growth 9.2", "services_value_added growth 7", "product_taxes_less_subsidies growth 5"],
        ),
        (
            CITY,
            "GRDP tăng 9,2%, trong đó công nghiệp - xây dựng tăng 12,4%, riêng công nghiệp tăng 13%.",
            ["grdp growth 9.2", "industry_construction_value_added growth 12.4", "“công nghiệp” growth 13"],
        ),
        (
            CITY,
            "GRDP tăng 9,2%. Giá trị sản xuất nông, lâm, thủy sản tăng 3%.",
            ["grdp growth 9.2", "agri_forestry_fishery_output growth 3"],
        ),
        (
            CITY,
            "Giá trị tăng thêm khu vực nông, lâm nghiệp và thủy sản tăng 3,8%, trong đó ngành nông nghiệp tăng 3,1%.",
            ["agri_forestry_fishery_value_added growth 3.8", "“nông nghiệp” growth 3.1"],
        ),
        (CITY, "Nông, lâm nghiệp và thủy sản tăng 3,1%.", ["agri_forestry_fishery_output growth 3.1"]),
        (CITY, "GRDP bình quân đạt 75 triệu đồng.", ["grdp_per_capita level 75"]),
        (CITY, "GRDP bình quân đầu người đạt 75 triệu đồng.", ["grdp_per_capita level 75"]),
        (CITY, "Chỉ số sản xuất toàn ngành công nghiệp tăng 14,6%.", ["iip growth 14.6"]),
    ],
    "a district has no GRDP": [
        (DISTRICT, "GRDP đạt 6.120 tỷ đồng.", ["“GRDP” level 6120"]),
        (DISTRICT, "Tổng giá trị sản xuất (GRDP) đạt 6.120 tỷ đồng.", ["total_production_value level 6120"]),
        (
            DISTRICT,
            "GRDP tăng 9%, trong đó nông, lâm, thủy sản tăng 3%.",
            ["“GRDP” growth 9", "agri_forestry_fishery_output growth 3"],
        ),
    ],
    "amounts in two pieces, halves, great scales": [
        (DISTRICT, "Thu ngân sách đạt 1.512 tỷ 430 triệu đồng.", ["budget_revenue level 1512.43"]),
        (DISTRICT, "Thu ngân sách đạt 15 tỷ 3 triệu đồng.", ["budget_revenue level 15.003"]),
        (DISTRICT, "Thu ngân sách đạt 1 nghìn tỷ rưỡi.", ["budget_revenue level 1.5"]),
        (DISTRICT, "Thu ngân sách đạt 2 tỷ rưỡi đồng.", ["budget_revenue level 2.5"]),
        (CITY, "Quy mô GRDP đạt 0,68 triệu tỷ đồng.", ["grdp level 0.68"]),
        (CITY, "Dân số đạt 1,2 vạn người.", ["population level 1.2"]),
        (DISTRICT, "Thu ngân sách đạt 1,5 tỷ 430 triệu đồng.", []),
    ],
    "ranges and bounds": [
        (DISTRICT, "Thu ngân sách đạt từ 7.250 tỷ đồng trở lên.", ["budget_revenue level 7250 at_least"]),
        (DISTRICT, "Thu ngân sách đạt từ 8.100 đến 8.300 tỷ đồng.", ["budget_revenue level 8100 at_least"]),
        (DISTRICT, "Thu ngân sách đạt 8.100 tỷ đồng đến 8.300 tỷ đồng.", ["budget_revenue level 8100 at_least"]),
        (DISTRICT, "Thu ngân sách tăng 5 - 6%.", ["budget_revenue growth 5 at_least"]),
    ],
    "what a rate is by, ages and footnotes are no figures": [
        (DISTRICT, "Số bác sĩ trên 1 vạn dân đạt 11 bác sĩ.", ["doctors_per_10000 level 11"]),
        (DISTRICT, "Số giường bệnh trên 10.000 dân đạt 33,5 giường.", ["hospital_beds_per_10000 level 33.5"]),
        (DISTRICT, "Tỷ suất tử vong trẻ em dưới 5 tuổi còn 12‰.", ["“Tỷ suất tử vong trẻ em dưới 5 tuổi” level 12"]),
        (
            DISTRICT,
            "Thu ngân sách đạt 120 tỷ đồng (1), tăng 5%(2).",
            ["budget_revenue level 120", "budget_revenue growth 5"],
        ),
        (
            DISTRICT,
            "Thu ngân sách đạt 120 tỷ đồng¹, tăng 5%².",
            ["budget_revenue level 120", "budget_revenue growth 5"],
        ),
        (DISTRICT, "Diện tích tự nhiên là 29,5 km².", ["land_area level 29.5"]),
    ],
    "an amount of change in brackets is no level": [
        (
            DISTRICT,
            "Diện tích lúa đạt 41.320 ha, giảm 2,4% (-1.016 ha).",
            ["rice_area level 41320", "rice_area growth -2.4 decrease"],
        ),
        (
            DISTRICT,
            "Sản lượng lúa đạt 262 tấn, tăng 0,9% (+2 tấn).",
            ["rice_output level 262", "rice_output growth 0.9"],
        ),
    ],
    "glued words are cut, and no number is halved": [
        (DISTRICT, "Thu ngân sáchđạt 120 tỷ đồng,tăng5%.", ["budget_revenue level 120", "budget_revenue growth 5"]),
        (DISTRICT, "Giá trị sản xuất công nghiệptăng7,38%.", ["industrial_output growth 7.38"]),
        (DISTRICT, "Thu ngân sách đạt 10.487tỷ đồng.", ["budget_revenue level 10487"]),
    ],
    "people and things are counted whole": [
        (DISTRICT, "Số hộ kinh doanh là 2,5 hộ.", []),
        (DISTRICT, "Số hộ kinh doanh là 2,5 nghìn hộ.", ["“Số hộ kinh doanh” level 2.5"]),
        (DISTRICT, "Số hộ kinh doanh là 2.709 hộ.", ["“Số hộ kinh doanh” level 2709"]),
    ],
    "counts before their noun, and verbs as names": [
        (
            DISTRICT,
            "Toàn quận có 1.240 doanh nghiệp và 866 hộ kinh doanh đang hoạt động.",
            ["“doanh nghiệp” level 1240", "“hộ kinh doanh đang hoạt động” level 866"],
        ),
        (DISTRICT, "Quận có 415 doanh nghiệp thành lập mới.", ["new_enterprises level 415"]),
        (DISTRICT, "Quận gieo trồng trên 18,5 nghìn ha cây các loại.", ["“gieo trồng” level 18.5 at_least"]),
        (DISTRICT, "Quận huy động hơn 352 tỷ đồng làm đường.", ["“huy động” level 352 at_least"]),
        (DISTRICT, "Quận trao 120 suất quà cho 45 hộ nghèo.", []),
        (
            DISTRICT,
            "Cơ cấu kinh tế: công nghiệp chiếm 46%, nông nghiệp 17%. Quận huy động hơn 352 tỷ đồng làm đường.",
            ["“công nghiệp” level 46", "agri_forestry_fishery_share level 17", "“huy động” level 352 at_least"],
        ),
    ],
    "a share of what follows it, and a name that follows at once": [
        (DISTRICT, "Quận có 92% người dân tham gia bảo hiểm y tế.", ["health_insurance_rate level 92"]),
        (
            DISTRICT,
            "Thu ngân sách đạt 300 tỷ đồng; giảm 1,5% tỷ lệ hộ nghèo.",
            ["budget_revenue level 300", "poverty_rate growth -1.5 decrease"],
        ),
    ],
    "a spelling slip in a known name": [
        (DISTRICT, "Tống giá trị sản xuất đạt 4.300 tỷ đồng.", ["total_production_value level 4300"]),
        (DISTRICT, "Giá trị sản suất công nghiệp tăng 12%.", ["industrial_output growth 12"]),
        (DISTRICT, "Thu ngân sách nhà nươc đạt 46 tỷ đồng.", ["budget_revenue level 46"]),
        (DISTRICT, "Thu ngân sách tính đến nay đạt 46 tỷ đồng.", ["budget_revenue level 46"]),
    ],
    "two names of one figure, a rate with a list in its name, a rate that is referred to": [
        (CITY, "Xuất khẩu hàng hóa và dịch vụ tăng 2,86%.", ["“Xuất khẩu hàng hóa và dịch vụ” growth 2.86"]),
        (DISTRICT, "Tỷ lệ hộ nghèo và cận nghèo còn 3,2%.", ["“Tỷ lệ hộ nghèo và cận nghèo” level 3.2"]),
        (
            DISTRICT,
            "Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ đạt 30%.",
            ["“Tỷ lệ lao động qua đào tạo có bằng cấp, chứng” level 30"],
        ),
        (
            DISTRICT,
            "Tỷ lệ hộ gia đình được công nhận văn hóa: 88%.",
            ["“Tỷ lệ hộ gia đình được công nhận văn hóa” level 88"],
        ),
        (
            DISTRICT,
            "Tỷ lệ hộ nghèo còn 1,2%. Năm trước tỷ lệ này là 1,5%.",
            ["poverty_rate level 1.2", "poverty_rate level 1.5"],
        ),
        (DISTRICT, "Giá trị thu nhập bình quân đầu người đạt 49 triệu đồng.", ["income_per_capita level 49"]),
    ],
    "revenue after income is no measure of it; a firm's figure is no place's": [
        (
            DISTRICT,
            "Thu nhập bình quân đầu người đạt 43 triệu đồng; thu ngân sách đạt 41 tỷ đồng.",
            ["income_per_capita level 43", "budget_revenue level 41"],
        ),
        (DISTRICT, "Thu từ Công ty Hải Long đạt 53 tỷ đồng.", []),
        (DISTRICT, "Gia đình ông Sáu thu 320 triệu đồng.", []),
        (DISTRICT, "Quận có diện tích 29,5 km2.", ["land_area level 29.5"]),
        (DISTRICT, "Quận có diện tích lúa 295 ha.", ["rice_area level 295"]),
    ],
    "what a name still holds for, and what it does not": [
        (
            DISTRICT,
            "Thu ngân sách đạt 300 tỷ đồng, trong khi chi 250 tỷ đồng.",
            ["budget_revenue level 300", "budget_expenditure level 250"],
        ),
        (
            DISTRICT,
            "Thu ngân sách đạt 87 tỷ đồng. Lũy kế 539 tỷ đồng.",
            ["budget_revenue level 87", "budget_revenue level 539"],
        ),
        (
            CITY,
            "GRDP tỉnh Bình Định tăng 7,8%, thu ngân sách đạt 16 tỷ đồng; tỉnh Gia Lai tăng 3,3%.",
            ["grdp growth 7.8", "budget_revenue level 16", "grdp growth 3.3"],
        ),
        (DISTRICT, "Về lúa, quận thu 2.070 tấn.", ["“lúa” level 2070"]),
        (DISTRICT, "Xuất khẩu lao động 1.900 người.", ["“Xuất khẩu lao động” level 1900"]),
        (DISTRICT, "Xuất khẩu đạt 19 triệu USD.", ["exports level 19"]),
    ],
    "prices, damages and projects are no statistic of a place": [
        (DISTRICT, "Giá thép tăng 22%.", []),
        (DISTRICT, "Thiệt hại ước 720 tỷ đồng.", []),
        (DISTRICT, "Dự án đường Điện Biên có tổng mức đầu tư 478 tỷ đồng.", []),
        (DISTRICT, "Giá trị sản xuất tăng 22%.", ["total_production_value growth 22"]),
        (DISTRICT, "Sản lượng lương thực có hạt đạt 224 tấn.", ["grain_output level 224"]),
    ],
    "names that documents of targets print": [
        (DISTRICT, "Thu trong cân đối đạt 310 tỷ đồng.", ["budget_revenue_balanced level 310"]),
        (DISTRICT, "Tỷ lệ lao động qua đào tạo đạt 66,4%.", ["trained_labour_rate level 66.4"]),
        (DISTRICT, "Tỷ lệ người dân tham gia BHYT đạt 95,2%.", ["health_insurance_rate level 95.2"]),
        (DISTRICT, "Tỷ lệ che phủ rừng đạt 60%.", ["forest_cover_rate level 60"]),
        (DISTRICT, "Quận đón 1,52 triệu lượt khách, tăng 11,8%.", ["visitors level 1.52", "visitors growth 11.8"]),
        (DISTRICT, "Tổng thu từ du lịch đạt 412 tỷ đồng.", ["tourism_revenue level 412"]),
    ],
}


def written(observation: ReadObservation) -> str:
    one = observation
    name = one.indicator or f"“{one.name}”"
    return " ".join([name, one.measure, f"{one.value:.12g}", *(extra for extra in (one.form, one.bound) if extra)])


@pytest.mark.parametrize(
    ("area", "text", "read"),
    [pytest.param(*case, id=f"{heading}: {case[1][:40]}") for heading, cases in CASES.items() for case in cases],
)
def test_names_and_numbers(reader: ArticleReader, area: str, text: str, read: list[str]) -> None:
    article = reader.read(text, area=area, year=2024)

    assert [written(observation) for observation in article.observations] == read


@pytest.mark.parametrize("text", [case[1] for cases in CASES.values() for case in cases])
def test_places_are_in_the_text(reader: ArticleReader, text: str) -> None:
    article = reader.read(text, area=DISTRICT, year=2024)

    spans = [(one.start, one.end) for one in article.observations] + [(one.start, one.end) for one in article.unread]
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start].isdigit()


@pytest.mark.parametrize(
    "word",
    ["nghiêng", "khuya", "xoong", "giếng", "quỳnh", "yêu", "covid19", "km2", "krông", "internet", "ngoằn", "tăng"],
)
def test_one_word_is_not_cut(word: str) -> None:
    assert cuts(word) == ()


def test_a_slip_keeps_the_letters_but_for_one_sound_or_mark() -> None:
    assert folded("tống") == folded("tổng")
    assert folded("suất") == folded("xuất")
    assert folded("thu") != folded("chu")
    assert folded("ngân") != folded("nhân")
