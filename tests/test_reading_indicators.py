"""Which indicator a name means, and which near it that it does not: ten sentences and more for each kind.

Sentences stand in an article about 2024, of the city or the district; what is in quotes is a name that the catalogue
does not know, and is stored nowhere.
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
    from kienan_analysis.articles.examination import Examiner
    from kienan_analysis.reading import ArticleReader

CASES: dict[str, list[tuple[str, str, list[str]]]] = {
    "shares of the economy, and of other things": [
        (CITY, "Tỷ trọng công nghiệp - xây dựng đạt 46,2%.", ["industry_construction_share level 46.2"]),
        (CITY, "Tỷ trọng ngành dịch vụ chiếm 41,3% GRDP.", ["services_share level 41.3"]),
        (
            CITY,
            "Tỷ trọng nông, lâm nghiệp và thủy sản giảm từ 20% xuống còn 17,2%.",
            ["agri_forestry_fishery_share level 17.2"],
        ),
        (
            CITY,
            "Tỷ trọng khu vực dịch vụ trong GRDP đạt 41,3%, tăng 1,2 điểm phần trăm.",
            ["services_share level 41.3", "services_share growth 1.2"],
        ),
        (
            CITY,
            "Cơ cấu kinh tế: nông, lâm, thủy sản chiếm 17,2%; công nghiệp - xây dựng 47,2%; dịch vụ 35,6%.",
            [
                "agri_forestry_fishery_share level 17.2",
                "industry_construction_share level 47.2",
                "services_share level 35.6",
            ],
        ),
        (
            CITY,
            "Cơ cấu kinh tế: khu vực nông, lâm nghiệp và thủy sản chiếm 17,4%; thuế sản phẩm trừ trợ cấp chiếm 15,1%.",
            ["agri_forestry_fishery_share level 17.4", "product_taxes_share level 15.1"],
        ),
        (
            DISTRICT,
            "Cơ cấu kinh tế: công nghiệp - xây dựng chiếm 52,4%, thương mại - dịch vụ 41,1%, nông nghiệp 6,5%.",
            [
                "industry_construction_share level 52.4",
                "services_share level 41.1",
                "agri_forestry_fishery_share level 6.5",
            ],
        ),
        (CITY, "Trong cơ cấu GRDP, dịch vụ chiếm 41%.", ["services_share level 41"]),
        (CITY, "Khu vực dịch vụ chiếm 41% GRDP.", ["services_share level 41"]),
        (CITY, "Công nghiệp - xây dựng chiếm 47,2% trong cơ cấu kinh tế.", ["industry_construction_share level 47.2"]),
        (
            CITY,
            "Cơ cấu lao động: nông nghiệp 30%, công nghiệp - xây dựng 40%, dịch vụ 30%.",
            ["“nông nghiệp” level 30", "“công nghiệp - xây dựng” level 40", "“dịch vụ” level 30"],
        ),
        (CITY, "Dịch vụ chiếm 41% tổng số lao động.", ["“Dịch vụ” level 41"]),
        (CITY, "Tỷ trọng lao động nông nghiệp còn 30%.", ["“lao động nông nghiệp” level 30"]),
        (CITY, "Tỷ trọng công nghiệp đạt 40%.", ["“công nghiệp” level 40"]),
        (
            CITY,
            "Cơ cấu kinh tế: công nghiệp 40%, nông nghiệp 20%, dịch vụ 40%.",
            ["“công nghiệp” level 40", "agri_forestry_fishery_share level 20", "services_share level 40"],
        ),
        (CITY, "Tỷ trọng dịch vụ trong tổng kim ngạch xuất khẩu đạt 12%.", []),
        (
            CITY,
            "Tỷ trọng công nghiệp - xây dựng và dịch vụ đạt 83%.",
            ["“Tỷ trọng công nghiệp - xây dựng và dịch vụ” level 83"],
        ),
        (CITY, "Tỷ trọng nông nghiệp công nghệ cao đạt 20%.", ["“Tỷ trọng nông nghiệp công nghệ” level 20"]),
        (CITY, "Tỷ trọng dịch vụ tăng 2,1%.", ["services_share growth 2.1"]),
        (CITY, "Tỷ trọng thuế sản phẩm trừ trợ cấp sản phẩm chiếm 8,7%.", ["product_taxes_share level 8.7"]),
        (
            CITY,
            "Cơ cấu kinh tế tiếp tục chuyển dịch: tỷ trọng nông nghiệp 14%, công nghiệp - xây dựng 45%, dịch vụ 41%.",
            ["agri_forestry_fishery_share level 14", "industry_construction_share level 45", "services_share level 41"],
        ),
        (
            CITY,
            "Phấn đấu năm 2025, cơ cấu kinh tế: nông, lâm, thủy sản 14%; dịch vụ chiếm 41%.",
            ["agri_forestry_fishery_share plan 14", "services_share plan 41"],
        ),
        (
            CITY,
            "Công nghiệp - xây dựng tăng 12%, chiếm 47%.",
            ["industry_construction_output growth 12", "“Công nghiệp - xây dựng” level 47"],
        ),
        (CITY, "Công nghiệp - xây dựng chiếm 36% GRDP, tăng 6%.", ["industry_construction_share level 36"]),
        (CITY, "Dịch vụ chiếm 41% GRDP; GRDP tăng 7%.", ["services_share level 41", "grdp growth 7"]),
        (
            CITY,
            "Công nghiệp - xây dựng chiếm 36% trong cơ cấu kinh tế, tăng 6%.",
            ["industry_construction_share level 36"],
        ),
        (CITY, "Cơ cấu kinh tế: dịch vụ 41%, tăng 2%.", ["services_share level 41"]),
        (CITY, "Tỷ trọng nông nghiệp trong tổng lao động đạt 30%.", ["“Tỷ trọng nông nghiệp” level 30"]),
        (
            CITY,
            "Cơ cấu kinh tế: nông, lâm, thủy sản 17,2% (trong đó nông nghiệp 12%), công nghiệp - xây dựng 47,2%.",
            [
                "agri_forestry_fishery_share level 17.2",
                "“nông nghiệp” level 12",
                "industry_construction_share level 47.2",
            ],
        ),
        (
            CITY,
            "Cơ cấu giá trị sản xuất nông nghiệp: trồng trọt 50%, dịch vụ 3%.",
            ["“trồng trọt” level 50", "“dịch vụ” level 3"],
        ),
        (CITY, "Trong cơ cấu kinh tế, phi nông nghiệp chiếm 93%.", ["“phi nông nghiệp” level 93"]),
    ],
    "visitors from abroad, from inside, and all": [
        (
            CITY,
            "Số khách quốc tế đạt 1,78 triệu lượt, tăng 85%.",
            ["international_visitors level 1.78", "international_visitors growth 85"],
        ),
        (CITY, "Tổng lượt khách giảm 18,5% so với tháng trước; khách quốc tế tăng 31%.", []),
        (
            CITY,
            "Khách du lịch tăng 5% so với cùng kỳ; khách quốc tế tăng 31%.",
            ["visitors growth 5", "international_visitors growth 31"],
        ),
        (
            CITY,
            "Thành phố đón 8,1 triệu lượt khách, trong đó khách quốc tế 1,78 triệu lượt.",
            ["visitors level 8.1", "international_visitors level 1.78"],
        ),
        (
            CITY,
            "Thành phố đón 1,2 triệu lượt khách quốc tế, tăng 20%.",
            ["international_visitors level 1.2", "international_visitors growth 20"],
        ),
        (
            CITY,
            "Khách du lịch đạt 8,1 triệu lượt, tăng 36%; khách nội địa đạt 6,3 triệu lượt.",
            ["visitors level 8.1", "visitors growth 36", "domestic_visitors level 6.3"],
        ),
        (
            CITY,
            "Khách du lịch nội địa ước đạt 6,3 triệu lượt, bằng 104% kế hoạch.",
            ["domestic_visitors level 6.3", "domestic_visitors attainment 104"],
        ),
        (
            CITY,
            "Phấn đấu đón 9 triệu lượt khách (trong đó 2,2 triệu khách quốc tế).",
            ["visitors plan 9", "international_visitors plan 2.2"],
        ),
        (
            CITY,
            "Lượng khách quốc tế đến sân bay Cát Bi đạt 120 nghìn lượt.",
            ["“Lượng khách quốc tế đến sân bay” level 120"],
        ),
        (CITY, "Khách sạn quốc tế đón 5.000 lượt khách.", []),
        (CITY, "Số lượt khách quốc tế lưu trú đạt 900 nghìn lượt.", ["“Số lượt khách quốc tế lưu trú” level 900"]),
        (CITY, "Số lượt khách du lịch quốc tế tăng 24,1%.", ["international_visitors growth 24.1"]),
        (CITY, "Khách quốc tế chiếm 22%.", ["“Khách quốc tế” level 22"]),
        (CITY, "Doanh thu từ khách quốc tế đạt 900 tỷ đồng.", ["“Doanh thu từ khách quốc tế” level 900"]),
    ],
    "rice: land, yield, output; one season is another series": [
        (
            CITY,
            "Diện tích gieo trồng lúa đạt 41.320 ha, giảm 2,4%.",
            ["rice_area level 41320", "rice_area growth -2.4 decrease"],
        ),
        (CITY, "Năng suất lúa đạt 62,3 tạ/ha.", ["rice_yield level 62.3"]),
        (CITY, "Sản lượng lúa đạt 262.000 tấn, tăng 0,9%.", ["rice_output level 262000", "rice_output growth 0.9"]),
        (CITY, "Sản lượng lúa cả năm ước đạt 262.000 tấn.", ["rice_output level 262000"]),
        (
            CITY,
            "Năng suất lúa bình quân cả năm đạt 62,3 tạ/ha, sản lượng đạt 262.000 tấn.",
            ["rice_yield level 62.3", "rice_output level 262000"],
        ),
        (CITY, "Diện tích lúa đông xuân đạt 20.100 ha.", ["“Diện tích lúa đông xuân” level 20100"]),
        (
            CITY,
            "Vụ mùa, diện tích lúa đạt 20.100 ha, năng suất lúa đạt 58 tạ/ha.",
            ["“diện tích lúa” level 20100", "“năng suất lúa” level 58"],
        ),
        (
            CITY,
            "Vụ đông xuân năng suất lúa đạt 72 tạ/ha, sản lượng lúa đạt 140.000 tấn.",
            ["“xuân năng suất lúa” level 72", "“sản lượng lúa” level 140000"],
        ),
        (CITY, "Năng suất lúa vụ mùa đạt 58 tạ/ha.", ["“Năng suất lúa vụ mùa” level 58"]),
        (CITY, "Năng suất lúa đông xuân 72 tạ/ha.", ["“Năng suất lúa đông xuân” level 72"]),
        (CITY, "Sản lượng lúa chất lượng cao đạt 20.000 tấn.", ["“Sản lượng lúa chất lượng” level 20000"]),
        (CITY, "Diện tích lúa bị thiệt hại 500 ha.", ["“Diện tích lúa bị thiệt hại” level 500"]),
        (CITY, "Diện tích lúa thu hoạch 30.000 ha.", ["“Diện tích lúa thu hoạch” level 30000"]),
        (
            CITY,
            "Sản lượng lương thực có hạt đạt 280.000 tấn, trong đó sản lượng lúa 262.000 tấn.",
            ["grain_output level 280000", "rice_output level 262000"],
        ),
        (
            CITY,
            "Diện tích lúa chuyển đổi sang cây trồng khác 500 ha.",
            ["“Diện tích lúa chuyển đổi sang cây trồng khác” level 500"],
        ),
        (CITY, "Năng suất lao động đạt 160 triệu đồng.", []),
        (CITY, "Sản lượng lúa gạo xuất khẩu đạt 1,2 triệu tấn.", ["“Sản lượng lúa gạo xuất khẩu” level 1.2"]),
        (
            CITY,
            "Vụ mùa năng suất lúa đạt 58 tạ/ha. Sản lượng lúa cả năm đạt 262.000 tấn.",
            ["“mùa năng suất lúa” level 58", "rice_output level 262000"],
        ),
        (CITY, "Sản lượng lương thực vụ hè thu đạt 90.000 tấn.", ["“Sản lượng lương thực vụ hè” level 90000"]),
        (
            CITY,
            "Tổng diện tích gieo trồng lúa cả năm đạt 41.320 ha, năng suất lúa bình quân 62 tạ/ha.",
            ["rice_area level 41320", "rice_yield level 62"],
        ),
        (CITY, "Sản lượng lúa 3 vụ đạt 262.000 tấn.", ["“Sản lượng lúa” level 3", "rice_output level 262000"]),
        (CITY, "Lúa mùa: diện tích gieo cấy lúa 20.000 ha.", ["“diện tích gieo cấy lúa” level 20000"]),
    ],
    "foreign investment and the capital of new enterprises": [
        (
            CITY,
            "Vốn FDI thực hiện đạt 1.200 triệu USD, tăng 12%.",
            ["fdi_disbursed level 1200", "fdi_disbursed growth 12"],
        ),
        (
            CITY,
            "Thu hút vốn FDI đạt 2,5 tỷ USD, trong đó vốn FDI thực hiện 1,2 tỷ USD.",
            ["fdi_registered level 2.5", "fdi_disbursed level 1.2"],
        ),
        (CITY, "Giải ngân vốn đầu tư trực tiếp nước ngoài đạt 1,2 tỷ USD.", ["fdi_disbursed level 1.2"]),
        (
            CITY,
            "Vốn FDI giải ngân ước đạt 900 triệu USD, bằng 110% cùng kỳ.",
            ["fdi_disbursed level 900", "fdi_disbursed growth 10 index"],
        ),
        (
            CITY,
            "Thành lập mới 1.245 doanh nghiệp với tổng vốn đăng ký 8.900 tỷ đồng.",
            ["new_enterprises level 1245", "new_enterprises_capital level 8900"],
        ),
        (
            CITY,
            "Có 1.245 doanh nghiệp thành lập mới, vốn đăng ký đạt 8.900 tỷ đồng, tăng 12%.",
            ["new_enterprises level 1245", "new_enterprises_capital level 8900", "new_enterprises_capital growth 12"],
        ),
        (
            CITY,
            "Tổng vốn đăng ký của doanh nghiệp thành lập mới đạt 8.900 tỷ đồng.",
            ["new_enterprises_capital level 8900"],
        ),
        (
            CITY,
            "Cấp mới 52 dự án FDI với tổng vốn đăng ký 211 triệu USD.",
            ["“Cấp mới” level 52", "fdi_registered level 211"],
        ),
        (
            CITY,
            "Có 120 dự án đầu tư trong nước với tổng vốn đăng ký 8.900 tỷ đồng.",
            ["“dự án đầu tư trong nước với tổng vốn đăng ký” level 120", "“nước với tổng vốn đăng ký” level 8900"],
        ),
        (
            CITY,
            "Vốn đăng ký bình quân một doanh nghiệp đạt 7,4 tỷ đồng.",
            ["“Vốn đăng ký bình quân một doanh nghiệp” level 7.4"],
        ),
        (CITY, "Vốn đầu tư nước ngoài đạt 500 triệu USD.", ["“Vốn đầu tư nước ngoài” level 500"]),
        (CITY, "Vốn đăng ký của doanh nghiệp thành lập mới tăng 9%.", ["new_enterprises_capital growth 9"]),
        (CITY, "Giải ngân vốn đầu tư công đạt 8.900 tỷ đồng.", ["public_investment_disbursed level 8900"]),
        (
            CITY,
            "Có 1.245 doanh nghiệp thành lập mới, tăng 5%; tổng số vốn đăng ký 8.900 tỷ đồng.",
            ["new_enterprises level 1245", "new_enterprises growth 5", "new_enterprises_capital level 8900"],
        ),
        (
            CITY,
            "Thành lập mới 1.245 doanh nghiệp; cấp mới 52 dự án, tổng vốn đăng ký 8.900 tỷ đồng.",
            ["new_enterprises level 1245", "“cấp mới” level 52", "“tổng vốn đăng ký” level 8900"],
        ),
        (
            CITY,
            "Có 1.245 doanh nghiệp thành lập mới, 52 dự án với tổng vốn đăng ký 8.900 tỷ đồng.",
            ["new_enterprises level 1245", "“tổng vốn đăng ký” level 8900"],
        ),
        (
            CITY,
            "Có 1.245 doanh nghiệp thành lập mới, vốn đăng ký bình quân 7 tỷ đồng.",
            ["new_enterprises level 1245", "“vốn đăng ký” level 7"],
        ),
        (
            CITY,
            "Có 1.245 doanh nghiệp thành lập mới với vốn đăng ký 300 triệu USD.",
            ["new_enterprises level 1245", "“vốn đăng ký” level 300"],
        ),
        (CITY, "Có 1.245 doanh nghiệp giải thể, vốn đăng ký 8.900 tỷ đồng.", ["“vốn đăng ký” level 8900"]),
    ],
    "surplus and deficit of trade, and whose": [
        (CITY, "Xuất siêu 1,2 tỷ USD.", ["trade_surplus level 1.2"]),
        (CITY, "Cán cân thương mại xuất siêu 942,7 triệu USD.", ["trade_surplus level 942.7"]),
        (CITY, "Cán cân thương mại thặng dư 1,2 tỷ USD.", ["trade_surplus level 1.2"]),
        (CITY, "Nhập siêu 300 triệu USD, giảm 12%.", ["trade_deficit level 300", "trade_deficit growth -12 decrease"]),
        (
            CITY,
            "Kim ngạch xuất khẩu đạt 12 tỷ USD; nhập khẩu 10,8 tỷ USD; xuất siêu đạt 1,2 tỷ USD.",
            ["exports level 12", "imports level 10.8", "trade_surplus level 1.2"],
        ),
        (CITY, "Cán cân thương mại đạt 1,2 tỷ USD.", ["“Cán cân thương mại” level 1.2"]),
        (
            CITY,
            "Tổng kim ngạch xuất nhập khẩu đạt 22,8 tỷ USD, xuất siêu 1,2 tỷ USD.",
            ["foreign_trade level 22.8", "trade_surplus level 1.2"],
        ),
        (CITY, "Khu vực FDI xuất siêu 2 tỷ USD.", ["“xuất siêu” level 2"]),
        (CITY, "Xuất siêu sang Hoa Kỳ đạt 3 tỷ USD.", ["“Xuất siêu” level 3"]),
        (CITY, "Thâm hụt thương mại 300 triệu USD.", ["trade_deficit level 300"]),
        (CITY, "Xuất khẩu siêu thị đạt 12 triệu USD.", ["“Xuất khẩu siêu thị” level 12"]),
        (CITY, "Khu vực FDI xuất khẩu đạt 2 tỷ USD.", ["“xuất khẩu” level 2"]),
        (CITY, "Khu vực có vốn đầu tư nước ngoài xuất siêu 2 tỷ USD.", ["“xuất siêu” level 2"]),
        (CITY, "Xuất khẩu sang Hoa Kỳ đạt 3 tỷ USD.", ["“Xuất khẩu” level 3"]),
        (CITY, "Kim ngạch xuất khẩu của khu vực FDI đạt 2 tỷ USD.", ["“Kim ngạch xuất khẩu” level 2"]),
        (CITY, "Doanh nghiệp FDI xuất khẩu 2 tỷ USD.", ["“xuất khẩu” level 2"]),
        (
            CITY,
            "Kim ngạch xuất khẩu sang thị trường Nhật Bản đạt 3 tỷ USD.",
            ["“Kim ngạch xuất khẩu sang thị trường” level 3"],
        ),
        (CITY, "Xuất siêu với EU 300 triệu USD.", []),
        (CITY, "Xuất khẩu với tổng kim ngạch 3 tỷ USD.", ["exports level 3"]),
        (CITY, "Kim ngạch xuất khẩu với 3 tỷ USD, tăng 5%.", ["exports level 3", "exports growth 5"]),
        (
            CITY,
            "Cơ cấu giá trị sản xuất nông nghiệp: trồng trọt 50%, dịch vụ 3%.",
            ["“trồng trọt” level 50", "“dịch vụ” level 3"],
        ),
    ],
    "new-countryside communes: how many, what share, the advanced ones": [
        (CITY, "Số xã đạt chuẩn nông thôn mới: 41 xã.", ["ntm_communes level 41"]),
        (
            CITY,
            "Số xã đạt chuẩn nông thôn mới là 41 xã, trong đó 12 xã đạt chuẩn nông thôn mới nâng cao.",
            ["ntm_communes level 41"],
        ),
        (CITY, "Tỷ lệ xã đạt chuẩn nông thôn mới đạt 85%.", ["ntm_communes_rate level 85"]),
        (CITY, "Tỷ lệ xã đạt chuẩn nông thôn mới nâng cao đạt 35%.", ["ntm_advanced_communes_rate level 35"]),
        (CITY, "Số xã đạt chuẩn nông thôn mới nâng cao là 12 xã.", ["ntm_advanced_communes level 12"]),
        (CITY, "Có thêm 5 xã đạt chuẩn nông thôn mới.", []),
        (CITY, "Lũy kế số xã đạt chuẩn NTM: 41 xã.", ["ntm_communes level 41"]),
        (CITY, "85% số xã đạt chuẩn nông thôn mới.", ["ntm_communes_rate level 85"]),
        (CITY, "Số xã đạt chuẩn nông thôn mới kiểu mẫu là 3 xã.", []),
        (CITY, "Số xã đạt chuẩn quốc gia về y tế là 41 xã.", []),
        (CITY, "Phấn đấu có 60% số xã đạt chuẩn nông thôn mới.", ["ntm_communes_rate plan 60"]),
        (CITY, "Số xã đạt chuẩn nông thôn mới tăng thêm 5 xã.", []),
        (CITY, "Kinh phí xây dựng nông thôn mới đạt 300 tỷ đồng.", ["“xây dựng nông thôn mới” level 300"]),
        (
            CITY,
            "Có 60% trở lên số xã đạt chuẩn nông thôn mới nâng cao.",
            ["ntm_advanced_communes_rate level 60 at_least"],
        ),
        (CITY, "Số xã đạt chuẩn nông thôn mới là 41/45 xã.", []),
    ],
    "hygienic water is not clean water": [
        (CITY, "Tỷ lệ dân số sử dụng nước hợp vệ sinh đạt 98%.", ["hygienic_water_rate level 98"]),
        (CITY, "Tỷ lệ dân số nông thôn sử dụng nước hợp vệ sinh đạt 98%.", []),
        (CITY, "Tỷ lệ hộ dân sử dụng nước sạch đạt 90%.", ["clean_water_rate level 90"]),
        (CITY, "Tỷ lệ hộ sử dụng nước sinh hoạt hợp vệ sinh đạt 97%, nước sạch 65%.", ["hygienic_water_rate level 97"]),
        (
            CITY,
            "Có 92% dân số tham gia bảo hiểm y tế; 83% lao động qua đào tạo; 98% hộ dân sử dụng nước hợp vệ sinh.",
            ["health_insurance_rate level 92", "trained_labour_rate level 83", "hygienic_water_rate level 98"],
        ),
        (CITY, "Phấn đấu 95% dân số tham gia bảo hiểm y tế.", ["health_insurance_rate plan 95"]),
        (CITY, "Tỷ lệ người dân sử dụng nước hợp vệ sinh giảm còn 97,5%.", ["hygienic_water_rate level 97.5"]),
        (
            CITY,
            "Tỷ lệ sử dụng nước hợp vệ sinh đạt 99%, bằng 101% kế hoạch.",
            ["hygienic_water_rate level 99", "hygienic_water_rate attainment 101"],
        ),
        (CITY, "Tỷ lệ hộ chăn nuôi hợp vệ sinh đạt 60%.", ["“Tỷ lệ hộ chăn nuôi hợp vệ sinh” level 60"]),
        (CITY, "Tỷ lệ hộ có nhà tiêu hợp vệ sinh đạt 92%.", ["“Tỷ lệ hộ có nhà tiêu hợp vệ sinh” level 92"]),
    ],
    "the rates and crops of target lists, and what stands near them": [
        (
            CITY,
            "Tỷ lệ lao động qua đào tạo đạt 83%, trong đó có bằng cấp, chứng chỉ đạt 35%.",
            ["trained_labour_rate level 83"],
        ),
        (
            CITY,
            "Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ đạt 35%.",
            ["“Tỷ lệ lao động qua đào tạo có bằng cấp, chứng” level 35"],
        ),
        (CITY, "Tỷ lệ thất nghiệp khu vực thành thị 3,2%.", ["“Tỷ lệ thất nghiệp khu vực thành thị” level 3.2"]),
        (
            CITY,
            "Tỷ lệ bao phủ bảo hiểm y tế đạt 95%; tỷ lệ lao động tham gia bảo hiểm xã hội đạt 45%.",
            ["health_insurance_rate level 95", "social_insurance_rate level 45"],
        ),
        (CITY, "Tỷ lệ tham gia bảo hiểm thất nghiệp đạt 40%.", ["“Tỷ lệ tham gia bảo hiểm thất nghiệp” level 40"]),
        (
            CITY,
            "Số người tham gia bảo hiểm xã hội tự nguyện đạt 1.310 người.",
            ["“Số người tham gia bảo hiểm xã hội tự nguyện” level 1310"],
        ),
        (CITY, "Tỷ lệ che phủ rừng đạt 52%.", ["forest_cover_rate level 52"]),
        (CITY, "Trồng rừng mới 3.900 ha.", ["“Trồng rừng” level 3900"]),
        (CITY, "Tỷ lệ đô thị hóa đạt 45%.", ["urbanisation_rate level 45"]),
        (CITY, "Doanh thu vận tải, kho bãi đạt 21.000 tỷ đồng.", ["transport_revenue level 21000"]),
        (CITY, "Doanh thu vận tải hành khách đạt 2.000 tỷ đồng.", ["“Doanh thu vận tải hành khách” level 2000"]),
        (CITY, "Tổng dư nợ tín dụng đạt 210.000 tỷ đồng.", ["credit_outstanding level 210000"]),
        (CITY, "Dư nợ cho vay hộ nghèo đạt 2.000 tỷ đồng.", ["“vay hộ nghèo” level 2000"]),
        (CITY, "Nguồn vốn huy động đạt 300.000 tỷ đồng.", ["“Nguồn vốn” level 300000"]),
        (
            CITY,
            "Sản lượng thủy sản đạt 180.000 tấn, trong đó khai thác 90.000 tấn, nuôi trồng 90.000 tấn.",
            ["fishery_tonnage level 180000", "“khai thác” level 90000", "“nuôi trồng” level 90000"],
        ),
        (CITY, "Sản lượng thủy sản khai thác đạt 90.000 tấn.", ["“Sản lượng thủy sản khai thác” level 90000"]),
        (
            CITY,
            "GRDP bình quân đầu người đạt 200 triệu đồng; thu nhập bình quân đầu người đạt 90 triệu đồng.",
            ["grdp_per_capita level 200", "income_per_capita level 90"],
        ),
        (CITY, "Tỷ lệ rác thải sinh hoạt được thu gom đạt 98%.", ["waste_collection_rate level 98"]),
        (CITY, "Tỷ lệ chất thải rắn y tế được thu gom đạt 100%.", ["“Tỷ lệ chất thải rắn y tế” level 100"]),
        (
            CITY,
            "Số bác sĩ trên 10.000 dân đạt 13; số giường bệnh trên 10.000 dân đạt 34,2 giường.",
            ["hospital_beds_per_10000 level 34.2"],
        ),
        (CITY, "Số bác sĩ đạt 1.300 người.", ["“Số bác sĩ” level 1300"]),
        (
            CITY,
            "Giải ngân vốn đầu tư công đạt 8.900 tỷ đồng, bằng 94% kế hoạch.",
            ["public_investment_disbursed level 8900", "public_investment_disbursed attainment 94"],
        ),
        (CITY, "Vốn đầu tư công được giao 9.400 tỷ đồng.", ["“Vốn đầu tư công” plan 9400"]),
        (CITY, "Doanh thu du lịch đạt 41.200 tỷ đồng.", ["tourism_revenue level 41200"]),
        (CITY, "Doanh thu lữ hành đạt 134 tỷ đồng.", ["“Doanh thu lữ hành” level 134"]),
        (
            CITY,
            "Đón 9 triệu lượt khách, doanh thu 9.100 tỷ đồng.",
            ["visitors level 9", "tourism_revenue level 9100"],
        ),
    ],
}


@pytest.mark.parametrize(
    ("area", "text", "read"),
    [pytest.param(*case, id=f"{heading}: {case[1][:50]}") for heading, cases in CASES.items() for case in cases],
)
def test_the_right_indicator_and_none_that_is_near(
    reader: ArticleReader, area: str, text: str, read: list[str]
) -> None:
    article = reader.read(text, area=area, year=2024)

    assert [written(observation) for observation in article.observations] == read


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Năm 2023, dịch vụ chiếm 41% GRDP.", []),
        ("Năm 2023, thành phố có nhiều tiến bộ. Dịch vụ chiếm 41% GRDP.", ["41"]),
        ("Cơ cấu kinh tế năm 2023: công nghiệp - xây dựng 52%, dịch vụ 41%.", []),
        ("Cơ cấu kinh tế năm 2023: công nghiệp - xây dựng 52%, dịch vụ 41%, năm 2020 là 39%.", []),
        ("Nhiệm kỳ qua, cơ cấu kinh tế năm 2023: công nghiệp - xây dựng 52%, dịch vụ 41%.", ["41"]),
        ("Năm 2023, thành phố có 92% dân số tham gia bảo hiểm y tế.", []),
        ("Năm 2023 có nhiều tiến bộ. Thành phố có 92% dân số tham gia bảo hiểm y tế.", ["92"]),
        ("Năm 2023 có nhiều tiến bộ. Tỷ lệ bao phủ bảo hiểm y tế đạt 92%.", []),
    ],
)
def test_a_share_that_other_words_date_is_asked(reader: ArticleReader, text: str, asked: list[str]) -> None:
    article = reader.read(text, area=CITY, year=2023)
    package = open_package(PROJECT / "data").tables
    setting = Setting(
        read_indicators(package["indicators"].rows), read_areas(package["areas"].rows), area=CITY, text=text
    )

    read = judged(article.observations, setting)

    assert len(read) >= 1
    assert [one.printed for one in read if "period_weak" in one.doubts] == asked


@pytest.mark.parametrize(
    "words", ["Cơ cấu:", "Cơ cấu ngành năm 2020:", "Giá trị sản xuất tăng 9%; cơ cấu:", "Cơ cấu các ngành:"]
)
def test_a_structure_of_nothing_else_is_the_economy_s(examiner: Examiner, words: str) -> None:
    text = f"Huyện Như Thanh năm 2020\n\n{words} nông nghiệp 21,8%; công nghiệp - xây dựng 45,3%; dịch vụ 32,9%."

    assert [one.indicator for one in examiner.examine(text).article.observations][-3:] == [
        "agri_forestry_fishery_share",
        "industry_construction_share",
        "services_share",
    ]


@pytest.mark.parametrize("other", ["Lao động có việc làm 12.000 người, cơ cấu:", "Dư nợ tín dụng 900 tỷ đồng. Cơ cấu:",
                                   "Vốn đầu tư 90 tỷ đồng, cơ cấu:", "Cơ cấu lao động:"])  # fmt: skip
def test_a_structure_of_something_else_is_not(examiner: Examiner, other: str) -> None:
    text = f"Huyện Như Thanh năm 2020\n\n{other} nông nghiệp 21,8%; công nghiệp - xây dựng 45,3%; dịch vụ 32,9%."
    shares = [one for one in examiner.examine(text).article.observations if one.unit == "%"]

    assert not any(one.sure or (one.indicator or "").endswith("_share") for one in shares)
