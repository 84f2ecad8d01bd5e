"""The language that the reader understands: for each construction a sentence, what is read in it, what is not and why.

Every sentence stands in an article of quận Kiến An about 2021. An observation is written as indicator (or the unknown
name in quotes), period, measure, value, and what else is said of it: form, bound, assigner, base, status, price basis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kienan_analysis.reading import ArticleReader, ReadObservation

CASES: dict[str, list[tuple[str, list[str], list[str]]]] = {
    "a level, a share of its plan, a growth": [
        (
            "Giá trị sản xuất công nghiệp đạt 512,4 tỷ đồng, bằng 103,2% kế hoạch, tăng 11,5% so với cùng kỳ.",
            [
                "industrial_output 2021 level 512.4",
                "industrial_output 2021 attainment 103.2",
                "industrial_output 2021 growth 11.5",
            ],
            [],
        ),
        (
            "Tổng thu ngân sách nhà nước bằng 96,4% so với năm trước.",
            ["budget_revenue 2021 growth -3.6 index"],
            [],
        ),
        (
            "Tăng trưởng giá trị sản xuất công nghiệp đạt 8,1% so với cùng kỳ.",
            ["industrial_output 2021 growth 8.1"],
            [],
        ),
        ("Tốc độ tăng tổng mức bán lẻ hàng hóa: 10,4%.", ["retail_sales 2021 growth 10.4"], []),
        (
            "Nông nghiệp có giá trị sản xuất ước 130 tỷ đồng.",
            ["agri_forestry_fishery_output 2021 level 130 estimate"],
            [],
        ),
    ],
    "shares of a plan: over it, short of it, the plan first, two plans, whose plan": [
        (
            "Thu ngân sách vượt 7,5% dự toán thành phố giao.",
            ["budget_revenue 2021 attainment 107.5 excess city"],
            [],
        ),
        ("Chi ngân sách hụt 3% kế hoạch.", ["budget_expenditure 2021 attainment 97 decrease"], []),
        (
            "Thu ngân sách vượt dự toán tỉnh giao 12,5%.",
            ["budget_revenue 2021 attainment 112.5 excess province"],
            [],
        ),
        (
            "Thu ngân sách so với dự toán đạt 88%, so với cùng kỳ tăng 6%.",
            ["budget_revenue 2021 attainment 88", "budget_revenue 2021 growth 6"],
            [],
        ),
        (
            "Thu ngân sách bằng 186% dự toán thành phố giao và 155% nghị quyết HĐND quận.",
            ["budget_revenue 2021 attainment 186 city", "budget_revenue 2021 attainment 155 council"],
            [],
        ),
        (
            "Thu ngân sách đạt 59% dự toán Trung ương giao, 54% dự toán HĐND thành phố giao và tăng 8%.",
            [
                "budget_revenue 2021 attainment 59 central",
                "budget_revenue 2021 attainment 54 council",
                "budget_revenue 2021 growth 8",
            ],
            [],
        ),
        (
            "Vốn đầu tư công đến nay giải ngân được 62%.",
            ["public_investment_disbursed 2021 attainment 62"],
            [],
        ),
    ],
    "multiples, falls and hedges; a hedge turns where the wording turns the value": [
        ("Kim ngạch xuất khẩu gấp 2,3 lần cùng kỳ.", ["exports 2021 growth 130 multiple"], []),
        ("Kim ngạch xuất khẩu gấp 2,3 lần năm 2015.", ["exports 2021 growth 130 multiple 2015"], []),
        ("Kim ngạch xuất khẩu tăng 2,3 lần.", [], ["2,3: so many times of what is not said"]),
        ("Tổng mức bán lẻ hàng hóa giảm hơn 5%.", ["retail_sales 2021 growth -5 decrease at_most"], []),
        ("Tổng mức bán lẻ hàng hóa gần 600 tỷ đồng.", ["retail_sales 2021 level 600 approx"], []),
        (
            "Thu ngân sách ước trên 750 tỷ đồng, tăng 15% trở lên.",
            ["budget_revenue 2021 level 750 at_least estimate", "budget_revenue 2021 growth 15 at_least estimate"],
            [],
        ),
        ("Thu ngân sách không quá 40 tỷ đồng.", ["budget_revenue 2021 level 40 at_most"], []),
    ],
    "an estimate is of its own name, and an amount for each hectare is no output": [
        (
            "Thu ngân sách ước đạt 835 tỷ đồng; kim ngạch xuất khẩu đạt 90 triệu USD.",
            ["budget_revenue 2021 level 835 estimate", "exports 2021 level 90"],
            [],
        ),
        (
            "Giá trị sản xuất nông nghiệp đạt 120 triệu đồng/ha.",
            ["“Giá trị sản xuất nông nghiệp” 2021 level 120"],
            [],
        ),
    ],
    "respective lists: names and figures in the same order": [
        (
            "Công nghiệp, thương mại - dịch vụ và nông nghiệp tăng lần lượt 6%, 7,2% và 8,8%.",
            [
                "industrial_output 2021 growth 6",
                "services_output 2021 growth 7.2",
                "agri_forestry_fishery_output 2021 growth 8.8",
            ],
            [],
        ),
        (
            "Kim ngạch xuất khẩu và nhập khẩu lần lượt đạt 19 triệu USD và 41 triệu USD, tương ứng tăng 16% và 9%.",
            [
                "exports 2021 level 19",
                "imports 2021 level 41",
                "exports 2021 growth 16",
                "imports 2021 growth 9",
            ],
            [],
        ),
        (
            "Giá trị sản xuất công nghiệp, xây dựng và dịch vụ lần lượt đạt 84, 21 và 59 tỷ đồng.",
            ["industrial_output 2021 level 84", "construction_output 2021 level 21", "services_output 2021 level 59"],
            [],
        ),
        (
            "Bán lẻ hàng hóa quý II ước 1.815 tỷ đồng, 6 tháng 3.590 tỷ đồng, tăng lần lượt 22,4% và 15,8%.",
            [
                "retail_sales 2021-Q2 level 1815 estimate",
                "retail_sales 2021-H1 level 3590 estimate",
                "retail_sales 2021-Q2 growth 22.4 estimate",
                "retail_sales 2021-H1 growth 15.8 estimate",
            ],
            [],
        ),
        (
            "Công nghiệp và dịch vụ lần lượt tăng 5%, 6% và 7%.",
            [],
            [
                "5: a list of figures that does not match its names",
                "6: a list of figures that does not match its names",
                "7: a list of figures that does not match its names",
            ],
        ),
    ],
    "plans beside results": [
        (
            "Giá trị sản xuất công nghiệp tăng 11% (KH: 9-10%).",
            ["industrial_output 2021 growth 11", "industrial_output 2021 planned_growth 9 at_least"],
            [],
        ),
        (
            "Sản lượng lương thực 38.200 tấn/KH 41.000 tấn.",
            ["grain_output 2021 level 38200", "grain_output 2021 plan 41000"],
            [],
        ),
        ("Thu ngân sách 224/150 tỷ đồng.", ["budget_revenue 2021 level 224", "budget_revenue 2021 plan 150"], []),
        (
            "Giá trị sản xuất công nghiệp 6 tháng ước 200 tỷ đồng, được 49,3% KH (kế hoạch năm 406 tỷ đồng), tăng 10%.",
            [
                "industrial_output 2021-H1 level 200 estimate",
                "industrial_output 2021-H1 attainment 49.3 estimate",
                "industrial_output 2021 plan 406",
                "industrial_output 2021-H1 growth 10 estimate",
            ],
            [],
        ),
        (
            "Thu ngân sách đạt 31,8% dự toán cả năm (114,5 tỷ đồng).",
            ["budget_revenue 2021 attainment 31.8", "budget_revenue 2021 plan 114.5"],
            [],
        ),
        (
            "Thu ngân sách 500 tỷ đồng, trong khi thành phố chỉ giao 420 tỷ đồng.",
            ["budget_revenue 2021 level 500", "budget_revenue 2021 plan 420 city"],
            [],
        ),
    ],
    "a month beside a running total, and other periods": [
        (
            "Doanh thu lưu trú và ăn uống tháng 6 ước 345 tỷ đồng; 6 tháng 1.610 tỷ đồng, tăng 19%.",
            [
                "accommodation_food_revenue 2021-06 level 345 estimate",
                "accommodation_food_revenue 2021-H1 level 1610 estimate",
                "accommodation_food_revenue 2021-H1 growth 19 estimate",
            ],
            [],
        ),
        (
            "Tính đến hết tháng 9, thu ngân sách 540 tỷ đồng.",
            ["budget_revenue 2021-01/2021-09 level 540"],
            [],
        ),
        (
            "Thu ngân sách quý I 120 tỷ đồng, tăng 32,5% so với quý I năm 2019.",
            ["budget_revenue 2021-Q1 level 120", "budget_revenue 2021-Q1 growth 32.5 2019-Q1"],
            [],
        ),
        ("IIP tháng 6 tăng 8,3% so với tháng 5.", [], ["8,3: it is relative to a point that is not named"]),
        (
            "Giai đoạn 2016-2020, giá trị sản xuất công nghiệp tăng bình quân 13,8%/năm.",
            ["industrial_output 2016/2020 growth 13.8"],
            [],
        ),
        (
            "Nhiệm kỳ 2015-2020, thu ngân sách tăng bình quân 12%/năm.",
            ["budget_revenue 2016/2020 growth 12"],
            [],
        ),
        (
            "Tổng mức bán lẻ hàng hóa tăng 2,17% so với tháng trước.",
            [],
            ["2,17: it is relative to a point that is not named"],
        ),
    ],
    "last year beside this year": [
        ("IIP tăng 8% (cùng kỳ năm 2020 giảm 3,8%).", ["iip 2021 growth 8", "iip 2020 growth -3.8 decrease"], []),
        (
            "Tổng mức bán lẻ hàng hóa tăng 6,5%, so với 6,2% của năm liền trước.",
            ["retail_sales 2021 growth 6.5", "retail_sales 2020 growth 6.2"],
            [],
        ),
    ],
    "the name after the figure, in two pieces about it, or carried over": [
        ("Hơn 285 tỷ đồng là tổng thu ngân sách của quận.", ["budget_revenue 2021 level 285 at_least"], []),
        ("Quận thu 2.848 tỷ đồng vào ngân sách.", ["budget_revenue 2021 level 2848"], []),
        ("Ngân sách nhà nước trên địa bàn chỉ thu được 96 tỷ đồng.", ["budget_revenue 2021 level 96"], []),
        ("Trong năm, 458 lao động có việc làm.", ["jobs_created 2021 level 458"], []),
        (
            "Tổng mức bán lẻ hàng hóa đạt 100 tỷ đồng. So với cùng kỳ tăng 5%.",
            ["retail_sales 2021 level 100", "retail_sales 2021 growth 5"],
            [],
        ),
    ],
    "shares, and rates that are levels": [
        (
            "Cơ cấu kinh tế: công nghiệp - xây dựng 54,2%; dịch vụ 31,5%, giảm 1,1%.",
            ["industry_construction_share 2021 level 54.2", "services_share 2021 level 31.5"],
            ["1,1: a change of a share"],
        ),
        ("Tỷ lệ hộ nghèo giảm còn 1,36%.", ["poverty_rate 2021 level 1.36"], []),
        ("Tỷ lệ hộ nghèo giảm 0,5 điểm phần trăm.", ["poverty_rate 2021 growth -0.5 decrease"], []),
    ],
    "aims": [
        (
            "Năm 2022, phấn đấu bán lẻ hàng hóa tăng 22% so với thực hiện năm 2021, thu ngân sách 500 tỷ đồng.",
            ["retail_sales 2022 planned_growth 22", "budget_revenue 2022 plan 500"],
            [],
        ),
        (
            "Phấn đấu năm 2022 thu cân đối ngân sách tăng 15% trở lên so với kế hoạch thành phố giao.",
            ["budget_revenue_balanced 2022 planned_growth 15 at_least plan:city"],
            [],
        ),
        (
            "Chỉ tiêu chủ yếu năm 2022:\n- Thu ngân sách: 450 tỷ đồng;\n- Tổng mức bán lẻ hàng hóa tăng 12%.",
            ["budget_revenue 2022 plan 450", "retail_sales 2022 planned_growth 12"],
            [],
        ),
    ],
    "a word that goes with a name makes it another one, which the catalogue does not know": [
        (
            "Dịch vụ phục vụ sản xuất nông nghiệp tăng 16%.",
            ["“Dịch vụ phục vụ sản xuất nông nghiệp” 2021 growth 16"],
            [],
        ),
        ("Khu công nghiệp đóng góp 3.850 tỷ đồng.", ["“Khu công nghiệp” 2021 level 3850"], []),
        ("Tỷ lệ huy động GRDP vào ngân sách tăng 18%.", ["“GRDP vào ngân sách” 2021 growth 18"], []),
        ("Công nghiệp làm ra giá trị sản xuất 4.769 tỷ đồng.", ["industrial_output 2021 level 4769"], []),
        ("Thu ngân sách từ đất đạt 70 tỷ đồng.", ["“Thu ngân sách từ đất” 2021 level 70"], []),
        (
            "Sản lượng thủy sản nuôi trồng ước 103.904 tấn.",
            ["“Sản lượng thủy sản nuôi trồng” 2021 level 103904 estimate"],
            [],
        ),
    ],
    "how numbers are printed": [
        (
            "Chi ngân sách ước 1.076, 31 tỷ đồng, bằng 126% dự toán.",
            ["budget_expenditure 2021 level 1076.31 estimate", "budget_expenditure 2021 attainment 126 estimate"],
            [],
        ),
        (
            "Thu ngân sách đạt 10.487tỷ đồng, tăng 10.43%.",
            ["budget_revenue 2021 level 10487", "budget_revenue 2021 growth 10.43"],
            [],
        ),
        (
            "Thu ngân sách đạt 424,723 tỉ đồng, (-16,5%).",
            ["budget_revenue 2021 level 424.723", "budget_revenue 2021 growth -16.5"],
            [],
        ),
        (
            "Thu ngân sách tăng 10.125%.",
            [],
            ["10.125: the digits can be read in two ways, or not at all"],
        ),
    ],
    "price basis": [
        (
            "Tổng giá trị sản xuất theo giá hiện hành ước 31.860 tỷ đồng.",
            ["total_production_value 2021 level 31860 estimate current"],
            [],
        ),
        (
            "Tổng giá trị sản xuất (giá so sánh 2010) đạt 27.415 tỷ đồng.",
            ["total_production_value 2021 level 27415"],
            [],
        ),
    ],
    "changes, contributions and other places' figures": [
        (
            "Thu nhập bình quân đầu người tăng 3 triệu đồng so với năm trước.",
            [],
            ["3: an amount of change, not a level"],
        ),
        (
            "Thu ngân sách tăng 5%, tương ứng 258 tỷ đồng.",
            ["budget_revenue 2021 growth 5"],
            ["258: an amount of change, not a level"],
        ),
        (
            "Mỗi năm giải quyết việc làm cho 3.500 lao động.",
            [],
            ["3.500: of each part or each year, not of the whole"],
        ),
        ("Công nghiệp đóng góp 5,7 điểm phần trăm.", [], ["5,7: a contribution, not a growth"]),
        (
            "Tổng mức bán lẻ hàng hóa tăng 9%, cao hơn mức 7,1% của cả nước.",
            ["retail_sales 2021 growth 9"],
            ["7,1: what another figure is compared with, of a period that is not said"],
        ),
    ],
    "numbers that are no figures": [
        (
            "Theo Quyết định số 23/2021/QĐ-TTg và 68/NQ-CP, 04 tập thể được khen ngày 05/02/2021, 14:51; F1, COVID-19.",
            [],
            [],
        ),
    ],
}


def written(observation: ReadObservation) -> str:
    one = observation
    name = one.indicator or f"“{one.name}”"
    extras = (one.form, one.bound, one.assigner, one.base, one.status, one.price_basis)
    return " ".join([name, one.period, one.measure, f"{one.value:.12g}", *(extra for extra in extras if extra)])


@pytest.mark.parametrize(
    ("text", "read", "unread"),
    [pytest.param(*case, id=f"{heading}: {case[0][:40]}") for heading, cases in CASES.items() for case in cases],
)
def test_the_reader_understands(reader: ArticleReader, text: str, read: list[str], unread: list[str]) -> None:
    article = reader.read(text, area="kien-an", year=2021)

    assert [written(observation) for observation in article.observations] == read
    assert [f"{one.text}: {one.reason}" for one in article.unread] == unread


@pytest.mark.parametrize("text", [case[0] for cases in CASES.values() for case in cases])
def test_each_place_is_that_of_its_digits(reader: ArticleReader, text: str) -> None:
    article = reader.read(text, area="kien-an", year=2021)

    for one in article.observations:
        digits = text[one.start : one.end]
        assert digits[0].isdigit()
        assert digits[-1].isdigit()
        assert "".join(filter(str.isdigit, digits)) == "".join(filter(str.isdigit, one.printed))
