"""The English that the reader understands: for each construction a text, what is read in it, what is not and why.

Every text stands in an article of Hải Phòng about 2024, unless it has a heading of its own. An observation is written
as indicator (or the unknown name in quotes), period, measure, value, and what else is said of it: form, bound,
assigner, base, status, price basis, unit.
"""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kienan_analysis.article_widgets.marked_text import marked_text
from kienan_analysis.articles.adding import Adder
from kienan_analysis.articles.examination import Examiner, open_catalogue
from kienan_analysis.articles.origins import Details, day_of
from kienan_analysis.documents.document import Document
from kienan_analysis.reading import ArticleReader
from kienan_analysis.reading.english.conditions import ANSWERED
from kienan_analysis.reading.english.reader import EnglishReader
from kienan_analysis.reading.grammar.proving import faults, idle_tokens
from kienan_analysis.reading.grammar.table import ENGLISH_CONDITIONS
from kienan_analysis.reading.language import language_name, language_of, passages
from kienan_analysis.wording.messages import Words

if TYPE_CHECKING:
    from kienan_analysis.reading import ReadObservation

HEADING = "Hai Phong City in 2024\n\n"

CASES: dict[str, list[tuple[str, list[str], list[str]]]] = {
    "a level, a share of its plan, a growth": [
        (
            "State budget revenue was put at VND118.2 trillion, or 112.3 per cent of the estimate, up 8.02 per cent.",
            [
                "budget_revenue 2024 level 118.2 nghìn tỷ đồng",
                "budget_revenue 2024 attainment 112.3",
                "budget_revenue 2024 growth 8.02",
            ],
            [],
        ),
        (
            "The city collected VND118.2 trillion in budget revenue.",
            ["budget_revenue 2024 level 118.2 nghìn tỷ đồng"],
            [],
        ),
        ("Growth in exports came to 9.5 percent.", ["exports 2024 growth 9.5"], []),
        (
            "Budget revenue stood at 95 per cent of that of the same period last year.",
            ["budget_revenue 2024 growth -5 index"],
            [],
        ),
        (
            "The poverty rate has been cut to 0.4 percent.",
            ["poverty_rate 2024 level 0.4 %"],
            [],
        ),
        (
            "Exports hit US$32.5 billion, a year-on-year rise of 6.4 percent.",
            ["exports 2024 level 32.5 tỷ USD", "exports 2024 growth 6.4"],
            [],
        ),
    ],
    "shares of a plan: over it, short of it, whose plan": [
        (
            "Budget revenue was 7.5 per cent higher than the estimate assigned by the provincial People's Committee.",
            ["budget_revenue 2024 attainment 107.5 excess province"],
            [],
        ),
        ("Budget expenditure was 3 per cent below the plan.", ["budget_expenditure 2024 attainment 97 decrease"], []),
        (
            "Budget revenue exceeded the estimate set by the Government by 12.5 per cent.",
            ["budget_revenue 2024 attainment 112.5 excess"],
            [],
        ),
        (
            "Budget revenue fulfilled 101 per cent of the plan assigned by the Prime Minister.",
            ["budget_revenue 2024 attainment 101 central"],
            [],
        ),
        (
            "Budget revenue was VND6.9 trillion (29.3 per cent of the target of VND23.5 trillion).",
            [
                "budget_revenue 2024 level 6.9 nghìn tỷ đồng",
                "budget_revenue 2024 attainment 29.3",
                "budget_revenue 2024 plan 23.5 nghìn tỷ đồng",
            ],
            [],
        ),
        (
            "Budget revenue was 1.2 times the plan.",
            ["budget_revenue 2024 attainment 120 multiple"],
            [],
        ),
    ],
    "changes: nouns and verbs, before and after the name": [
        ("Exports posted a 12 per cent increase.", ["exports 2024 growth 12"], []),
        ("Imports saw a decline of 4.5 per cent against 2023.", ["imports 2024 growth -4.5 decrease"], []),
        ("The port city recorded growth of 11.2 per cent in GRDP.", ["grdp 2024 growth 11.2"], []),
        ("The city's economy expanded by 11.01 per cent.", ["grdp 2024 growth 11.01"], []),
        ("Hai Phong's economic growth reached 11.01 per cent.", ["grdp 2024 growth 11.01"], []),
        ("Retail sales were 9 per cent higher than a year ago.", ["retail_sales 2024 growth 9"], []),
        ("Retail sales were 9 per cent lower than in 2023.", ["retail_sales 2024 growth -9 decrease"], []),
        (
            "The index of industrial production edged up 0.9 per cent and imports 2.5 per cent.",
            ["iip 2024 growth 0.9", "imports 2024 growth 2.5"],
            [],
        ),
        (
            "Retail sales fell 2.5 per cent to VND92.6 trillion.",
            ["retail_sales 2024 growth -2.5 decrease", "retail_sales 2024 level 92.6 nghìn tỷ đồng"],
            [],
        ),
        (
            "The poverty rate dropped 0.15 percentage points to 0.3 per cent.",
            ["poverty_rate 2024 growth -0.15 decrease điểm %", "poverty_rate 2024 level 0.3 %"],
            [],
        ),
        (
            "Exports rose 8 per cent, compared with 6.5 per cent in 2023.",
            ["exports 2024 growth 8", "exports 2023 growth 6.5"],
            [],
        ),
        (
            "Per capita income was VND98 million a year, compared with VND91 million in 2023.",
            [
                "income_per_capita 2024 level 98 triệu đồng/năm",
                "income_per_capita 2023 level 91 triệu đồng",
            ],
            [],
        ),
    ],
    "numbers and units in English habit": [
        ("Budget revenue: VND 1,400 billion.", ["budget_revenue 2024 level 1400 tỷ đồng"], []),
        ("Budget revenue totalled VNĐ1,234.5 billion.", ["budget_revenue 2024 level 1234.5 tỷ đồng"], []),
        ("Exports were USD 3.2 bn.", ["exports 2024 level 3.2 tỷ USD"], []),
        ("Exports were 412.8 million US dollars.", ["exports 2024 level 412.8 triệu USD"], []),
        ("GRDP at current prices was VND1.2 quadrillion.", ["grdp 2024 level 1.2 current triệu tỷ đồng"], []),
        ("The city had 2,584 new enterprises.", ["new_enterprises 2024 level 2584 doanh nghiệp"], []),
        ("The population is about 2.1 million people.", ["population 2024 level 2.1 approx triệu người"], []),
        ("New jobs were created for 58,000 workers.", ["jobs_created 2024 level 58000 lao động"], []),
        ("The rice area was 41,870 hectares.", ["rice_area 2024 level 41870 ha"], []),
        ("Seaport throughput was 190 million tonnes.", ["'Seaport throughput' 2024 level 190 triệu tấn"], []),
        ("Budget revenue was VND1.400 billion.", [], ["1.400 digits"]),
        ("Exports rose by 6-6.5 per cent.", ["exports 2024 growth 6 at_least"], []),
        ("Exports rose by between 6 and 6.5 per cent.", ["exports 2024 growth 6 at_least"], []),
    ],
    "hedges": [
        ("Exports rose by nearly 9 per cent.", ["exports 2024 growth 9 approx"], []),
        ("Exports rose by more than 9 per cent.", ["exports 2024 growth 9 at_least"], []),
        ("Exports fell by more than 9 per cent.", ["exports 2024 growth -9 decrease at_most"], []),
        ("Budget revenue topped VND9 trillion.", ["budget_revenue 2024 level 9 at_least nghìn tỷ đồng"], []),
        ("The unemployment rate was under 3 per cent.", ["unemployment_rate 2024 level 3 at_most %"], []),
        (
            "Budget revenue is estimated at VND9 trillion.",
            ["budget_revenue 2024 level 9 estimate nghìn tỷ đồng"],
            [],
        ),
        ("Budget revenue was VND9 trillion or more.", ["budget_revenue 2024 level 9 at_least nghìn tỷ đồng"], []),
    ],
    "periods": [
        ("In the first half of 2024, exports rose by 9 per cent.", ["exports 2024-H1 growth 9"], []),
        ("Exports in Q1 rose by 9 per cent.", ["exports 2024-Q1 growth 9"], []),
        ("In October, exports rose by 9 per cent from October 2023.", ["exports 2024-10 growth 9"], []),
        ("Exports rose by 9 per cent in the January-September period.", ["exports 2024-01/2024-09 growth 9"], []),
        (
            "Nine-month exports rose by 9 per cent over the same period of 2023.",
            ["exports 2024-01/2024-09 growth 9"],
            [],
        ),
        (
            "Over the 2021-2025 period, GRDP grew by 11 per cent a year on average.",
            ["grdp 2021/2025 growth 11"],
            [],
        ),
        ("As of July 31, exports totalled US$9 billion.", ["exports 2024-01/2024-07 level 9 tỷ USD"], []),
        ("Exports rose by 9 per cent from the previous month.", [], ["9 no_base"]),
        ("In October, exports rose by 9 per cent from September.", [], ["9 no_base"]),
        ("The consumer price index rose 0.3 per cent month-on-month.", [], ["0.3 no_base"]),
        (
            "In 2023, exports were US$25 billion.",
            ["exports 2023 level 25 tỷ USD"],
            [],
        ),
        ("Exports rose by 60 per cent over the 2021-2024 period.", [], ["60 over_years"]),
        (
            "In June, exports were US$3 billion. Imports were US$2 billion.",
            ["exports 2024-06 level 3 tỷ USD"],
            ["2 no_period"],
        ),
    ],
    "aims": [
        (
            "For 2025, the city aims for GRDP growth of at least 12.5 per cent and budget revenue of VND120 trillion.",
            ["grdp 2025 planned_growth 12.5 at_least", "budget_revenue 2025 plan 120 nghìn tỷ đồng"],
            [],
        ),
        (
            "The city targets export growth of 10 to 11 per cent in 2025.",
            ["exports 2025 planned_growth 10 at_least"],
            [],
        ),
        (
            "Next year the city plans to reduce the poverty rate to 0.1 per cent.",
            ["poverty_rate 2025 plan 0.1 %"],
            [],
        ),
        (
            "By 2030, the city strives for per capita income of VND150 million.",
            ["income_per_capita 2030 plan 150 triệu đồng"],
            [],
        ),
        (
            "In the 2026-2030 period, the city targets annual GRDP growth of 13 per cent.",
            ["grdp 2026/2030 planned_growth 13"],
            [],
        ),
        (
            "For 2025 the city has approved 19 targets. They include GRDP growth of 12 per cent and 60,000 new jobs.",
            ["grdp 2025 planned_growth 12", "jobs_created 2025 plan 60000 lao động"],
            [],
        ),
        ("The city met all of its targets, with exports up 9 per cent.", ["exports 2024 growth 9"], []),
        ("The city aims for a higher growth of exports, by 10 per cent.", [], ["10 no_period"]),
    ],
    "names: what a word makes another thing, lists, anaphora": [
        (
            "Exports of wooden products fell 3.8 per cent.",
            ["'Exports of wooden products' 2024 growth -3.8 decrease"],
            [],
        ),
        ("Coffee exports fell 3.8 per cent.", ["'Coffee exports' 2024 growth -3.8 decrease"], []),
        ("Budget revenue from land fell by 30 per cent.", ["'Budget revenue from land' 2024 growth -30 decrease"], []),
        ("Exports and budget revenue rose by 9 per cent.", ["'Exports and budget revenue' 2024 growth 9"], []),
        (
            "Budget revenue was VND9 trillion, of which domestic revenue was VND7 trillion.",
            ["budget_revenue 2024 level 9 nghìn tỷ đồng", "budget_revenue_domestic 2024 level 7 nghìn tỷ đồng"],
            [],
        ),
        (
            "Exports were US$9 billion, while imports rose 4 per cent to US$8 billion.",
            ["exports 2024 level 9 tỷ USD", "imports 2024 growth 4", "imports 2024 level 8 tỷ USD"],
            [],
        ),
        (
            "The index of industrial production rose 9 per cent. The index was 3 per cent higher than in 2022.",
            ["iip 2024 growth 9", "iip 2024 growth 3 2022"],
            [],
        ),
        (
            "Imports and budget revenue rose by 9 per cent and 8 per cent, respectively.",
            ["imports 2024 growth 9", "budget_revenue 2024 growth 8"],
            [],
        ),
    ],
    "names that other words make another thing": [
        (
            "Export and import tariffs, another main source of budget revenue, fell 9 per cent.",
            [],
            ["9 unexplained"],
        ),
        ("Port fees, a part of budget revenue, rose to VND9 trillion.", [], ["9 unexplained"]),
        ("Toys, one of the exports, rose 9 per cent.", [], ["9 unexplained"]),
        (
            "Import-export activities contributed VND9 trillion (US$1 billion) to the State budget, 80 per cent of it.",
            [],
            ["9 another_body", "1 restated", "80 another_body"],
        ),
        (
            "Revenue from imports and exports stood at VND9 trillion.",
            ["'Revenue from imports and exports' 2024 level 9 nghìn tỷ đồng"],
            [],
        ),
        (
            "Timber firms absorbed the largest amount of FDI with US$9 billion.",
            ["'amount of FDI' 2024 level 9 tỷ USD"],
            [],
        ),
        (
            "Domestic revenue was VND9,500, 90 per cent of the estimate.",
            ["'Domestic revenue' 2024 level 9500 đồng", "budget_revenue_domestic 2024 attainment 90"],
            [],
        ),
        (
            "Summer sales were VND9 trillion, of which domestic revenue was VND8 trillion.",
            ["'Summer sales' 2024 level 9 nghìn tỷ đồng", "budget_revenue_domestic 2024 level 8 nghìn tỷ đồng"],
            [],
        ),
        (
            "Exports and imports through the border gates were US$9 billion. Of which, exports were US$5 billion.",
            [
                "'Exports and imports through the border gates' 2024 level 9 tỷ USD",
                "'exports' 2024 level 5 tỷ USD",
            ],
            [],
        ),
        ("The sector enjoyed exports of US$9 billion.", ["'exports' 2024 level 9 tỷ USD"], []),
        (
            "Summer rice output was 9,500 tonnes, of which exports reached US$9 million.",
            ["'Summer rice output' 2024 level 9500 tấn", "'exports' 2024 level 9 triệu USD"],
            [],
        ),
        (
            "The city saw a rise in exports and a 9 per cent increase in elderly tourists.",
            [],
            ["9 unexplained"],
        ),
        ("There was a 9 per cent increase in exports.", ["exports 2024 growth 9"], []),
        ("Exports saw a 9 per cent increase in 2024.", ["exports 2024 growth 9"], []),
        ("Exports saw a 9 per cent decrease in the city.", ["exports 2024 growth -9 decrease"], []),
        ("Tax on imports rose 9 per cent.", ["'Tax on imports' 2024 growth 9"], []),
        ("Disbursement of FDI rose 9 per cent.", ["'Disbursement of FDI' 2024 growth 9"], []),
        ("The group of services rose 9 per cent.", ["'group of services' 2024 growth 9"], []),
        ("Commodities and services rose 9 per cent.", ["'Commodities and services' 2024 growth 9"], []),
        ("In fisheries, exports rose 9 per cent.", ["'exports' 2024 growth 9"], []),
        ("In foreign trade, exports rose 9 per cent.", ["exports 2024 growth 9"], []),
        ("In finance, budget revenue rose 9 per cent.", ["budget_revenue 2024 growth 9"], []),
        ("In wood-handicraft, exports were US$9 billion.", ["'exports' 2024 level 9 tỷ USD"], []),
        ("In addition, exports were US$9 billion.", ["exports 2024 level 9 tỷ USD"], []),
        (
            "Most key products saw their exports rise 9 per cent.",
            ["'Most key products saw their exports' 2024 growth 9"],
            [],
        ),
        (
            "Budget revenue for the year as a whole was VND1.4 quadrillion ($61.5 billion).",
            ["budget_revenue 2024 level 1.4 triệu tỷ đồng"],
            ["61.5 restated"],
        ),
        (
            "Long An attracted much FDI, with a registered investment capital of US$9 billion.",
            ["'registered investment capital' 2024 level 9 tỷ USD"],
            [],
        ),
    ],
    "a budget that follows what was gathered for it": [
        (
            "The city collected more than VND9 trillion (US$1 billion) in State budget revenue, up 5 per cent.",
            ["budget_revenue 2024 level 9 at_least nghìn tỷ đồng", "budget_revenue 2024 growth 5"],
            ["1 restated"],
        ),
        (
            "The city earned 9 trillion VND (US$1 billion) for the State budget in the first half of 2024.",
            ["budget_revenue 2024-H1 level 9 nghìn tỷ đồng"],
            ["1 restated"],
        ),
        (
            "More than 9 trillion VND was collected for the State budget, representing 63 per cent of the target.",
            ["budget_revenue 2024 level 9 at_least nghìn tỷ đồng", "budget_revenue 2024 attainment 63"],
            [],
        ),
        (
            "The city collected 9 trillion VND (US$1 billion) to the State budget in Q1, completing 94% of its plan.",
            ["budget_revenue 2024-Q1 level 9 nghìn tỷ đồng", "budget_revenue 2024-Q1 attainment 94"],
            ["1 restated"],
        ),
        ("Port fees earned VND9 trillion (US$1 billion) for the State budget.", [], ["9 another_body", "1 restated"]),
        ("Firms paid VND9 trillion to the State budget.", [], ["9 another_body"]),
        ("Port fees contributed VND9 trillion to the State budget.", [], ["9 another_body"]),
    ],
    "figures in the order of their names": [
        (
            "Growth rates of exports, retail sales and budget revenue hit 17.25%, 2.63%, and 6.56%, respectively.",
            ["exports 2024 growth 17.25", "retail_sales 2024 growth 2.63", "budget_revenue 2024 growth 6.56"],
            [],
        ),
        (
            "Exports, and budget revenue fell by 9 per cent and nearly 8 per cent, respectively.",
            ["exports 2024 growth -9 decrease", "budget_revenue 2024 growth -8 decrease approx"],
            [],
        ),
        (
            "Exports and the total social investment reached US$9 billion and US$8 billion, respectively.",
            ["exports 2024 level 9 tỷ USD", "social_investment 2024 level 8 tỷ USD"],
            [],
        ),
        (
            "Exports of rice and imports rose 9 per cent and 8 per cent, respectively.",
            [],
            ["9 list_mismatch", "8 list_mismatch"],
        ),
        (
            "Exports and imports rose 9 per cent, 8 per cent and 7 per cent, respectively.",
            [],
            ["9 list_mismatch", "8 list_mismatch", "7 list_mismatch"],
        ),
        (
            "Exports and imports rose 9 per cent to US$9 billion and 8 per cent to US$8 billion, respectively.",
            [],
            ["9 list_mismatch", "9 list_mismatch", "8 list_mismatch", "8 list_mismatch"],
        ),
        (
            "Exports grew by 9 per cent and imports by 8 per cent, contributing 5 per cent and 4%, respectively.",
            ["exports 2024 growth 9", "imports 2024 growth 8"],
            ["5 list_mismatch", "4 list_mismatch"],
        ),
        (
            "Exports grew by 9 per cent, contributing 5 per cent, 4 per cent.",
            ["exports 2024 growth 9"],
            ["5 contribution", "4 contribution"],
        ),
    ],
    "visitors without a noun behind the number": [
        (
            "The number of visitors reached 4.6 million, up 9 per cent.",
            ["visitors 2024 level 4.6 triệu lượt", "visitors 2024 growth 9"],
            [],
        ),
        ("Tourist arrivals in the city totalled 916,300.", ["visitors 2024 level 916300 lượt"], []),
        ("Visitor arrivals in the city totalled some 1.2 million.", ["visitors 2024 level 1.2 approx triệu lượt"], []),
        ("The elderly visitors in the city totalled 1.2 million.", [], []),
        ("Visitors came from 28 markets.", [], []),
        ("The exports of the city totalled 1.2 million.", [], []),
    ],
    "a figure that is spoken of on": [
        (
            "Budget revenue was VND9 trillion. The amount was equal to 90 per cent of the yearly plan.",
            ["budget_revenue 2024 level 9 nghìn tỷ đồng", "budget_revenue 2024 attainment 90"],
            [],
        ),
        (
            "Budget revenue was VND9 trillion.\n\nThe figure represented 90 per cent of the yearly plan.",
            ["budget_revenue 2024 level 9 nghìn tỷ đồng", "budget_revenue 2024 attainment 90"],
            [],
        ),
        (
            "Budget revenue was VND9 trillion. This represented 62 per cent of the target set by the Government.",
            ["budget_revenue 2024 level 9 nghìn tỷ đồng", "budget_revenue 2024 attainment 62 central"],
            [],
        ),
        (
            "Budget revenue was VND9 trillion and exports were US$9 billion.\n\nThe figure rose 9 per cent.",
            ["budget_revenue 2024 level 9 nghìn tỷ đồng", "exports 2024 level 9 tỷ USD"],
            ["9 no_name"],
        ),
        (
            "Budget revenue was VND9 trillion.\n\nThe city grew. The figure rose 9 per cent.",
            ["budget_revenue 2024 level 9 nghìn tỷ đồng"],
            ["9 no_name"],
        ),
    ],
    "an index against the year before, a sign in brackets": [
        (
            "Exports were US$9 billion, equal to 97 per cent compared to the same period of 2023.",
            ["exports 2024 level 9 tỷ USD", "exports 2024 growth -3 index"],
            [],
        ),
        (
            "Exports were US$9 billion, equivalent to 104.5 per cent over the same period.",
            ["exports 2024 level 9 tỷ USD", "exports 2024 growth 4.5 index"],
            [],
        ),
        ("Exports reached 97 per cent compared to the same period.", [], ["97 nothing_said"]),
        ("Exports were US$9 billion (-20.6%).", ["exports 2024 level 9 tỷ USD", "exports 2024 growth -20.6"], []),
        ("Exports were US$9 billion (+5.3%).", ["exports 2024 level 9 tỷ USD", "exports 2024 growth 5.3"], []),
        ("Exports were US$9 billion (20.6%).", ["exports 2024 level 9 tỷ USD"], ["20.6 nothing_said"]),
        ("The rate of poor households was 1.74 per cent.", ["poverty_rate 2024 level 1.74 %"], []),
        (
            "Retail sales in March 2024 were VND2 trillion. In Q1 of 2024, it is estimated at VND9 trillion.",
            ["retail_sales 2024-03 level 2 nghìn tỷ đồng", "retail_sales 2024-Q1 level 9 estimate nghìn tỷ đồng"],
            [],
        ),
    ],
    "places in brackets": [
        (
            "Retail sales rose sharply in localities such as Quang Ninh (14.5 per cent), Hanoi (14%), Da Nang (12%).",
            ["retail_sales 2024 growth 14.5", "retail_sales 2024 growth 14", "retail_sales 2024 growth 12"],
            [],
        ),
        (
            "Retail sales fell in many localities: Quang Ninh (14.5 per cent); Hanoi (14 per cent).",
            ["retail_sales 2024 growth -14.5 decrease", "retail_sales 2024 growth -14 decrease"],
            [],
        ),
        (
            "Retail sales were shared by Quang Ninh (14.5 per cent), Hanoi (14 per cent).",
            [],
            ["14.5 unexplained", "14 nothing_said"],
        ),
        ("Retail sales rose in Quang Ninh (a share of 14.5 per cent).", [], ["14.5 nothing_said"]),
        ("Places which increased exports such as: Quang Ninh (14.5 per cent).", ["exports 2024 growth 14.5"], []),
        (
            "Retail sales rose in toys (14.5 per cent), books (14 per cent).",
            [],
            ["14.5 unexplained", "14 nothing_said"],
        ),
    ],
    "not read: denied, possible, conditional, of something else": [
        ("Budget revenue did not reach 100 per cent of the estimate.", [], ["100 denied"]),
        ("Exports failed to grow by the planned 9 per cent.", [], ["9 denied"]),
        ("Exports could reach US$9 billion, up 7 per cent.", [], ["9 possible", "7 possible"]),
        ("GRDP growth is expected to reach 12 per cent in 2024.", [], ["12 possible"]),
        ("If demand recovers, exports rise by 9 per cent.", [], ["9 condition"]),
        ("Services accounted for 42 per cent of GRDP.", [], ["42 of_something_else"]),
        ("Services contributed 4.1 percentage points to GRDP growth.", [], ["4.1 contribution"]),
        ("Budget revenue rose by VND3 trillion.", [], ["3 amount_of_change"]),
        ("Each month, budget revenue was VND9 trillion.", [], ["9 each"]),
        ("Budget revenue was VND9 trillion a month.", [], ["9 each"]),
        ("Exports rose from US$8 billion to US$9 billion.", ["exports 2024 level 9 tỷ USD"], ["8 where_it_began"]),
        (
            "Retail sales reached VND78.96 trillion (US$3.02 billion).",
            ["retail_sales 2024 level 78.96 nghìn tỷ đồng"],
            ["3.02 restated"],
        ),
        ("Exports rose thanks to strong demand by 9 per cent.", [], ["9 unexplained"]),
        ("Exports doubled.", [], []),
        ("Exports rose 1.6 times.", [], ["1.6 times"]),
        ("The city met 19 out of 20 targets, and 12 wards were merged.", [], []),
        ("Vingroup's exports rose by 9 per cent.", [], ["9 another_body"]),
        ("A shipping company earned VND3 trillion.", [], ["3 another_body"]),
        ("Excluding crude oil, budget revenue was VND9 trillion.", [], ["9 unclear_name"]),
    ],
    "places": [
        ("Exports of the whole world rose by 9 per cent.", [], ["9 another_place"]),
        ("Hanoi and Da Nang earned VND9 trillion in budget revenue.", [], ["9 several_places"]),
        (
            "Hai Phong's exports rose by 9 per cent, against 5 per cent for the whole country.",
            ["exports 2024 growth 9"],
            ["5 compared_with"],
        ),
    ],
}
PLACES = [
    # A figure of another place is never the article's.
    ("Exports of Quang Ninh province rose by 9 per cent.", "quang-ninh"),
    ("Quảng Ninh Province's exports rose by 9 per cent.", "quang-ninh"),
    ("Thuy Nguyen District collected VND9 trillion in budget revenue.", "thuy-nguyen"),
    ("Lê Chân District, Hải Phòng, collected VND9 trillion in budget revenue.", "le-chan"),
    ("In Hai Phong, Le Chan District collected VND9 trillion in budget revenue.", "le-chan"),
    ("Cat Hai District of Hai Phong collected VND9 trillion in budget revenue.", "cat-hai"),
    ("In Hai Phong, exports rose by 9 per cent.", "hai-phong"),
    ("Hải Phòng's exports rose by 9 per cent.", "hai-phong"),
    ("Hai Phong, which lies near Quang Ninh and Thai Binh, saw exports rise by 9 per cent.", "hai-phong"),
    ("Exports of the northern port city rose by 9 per cent.", "hai-phong"),
    ("Hanoi came second. The city's exports rose by 9 per cent.", "ha-noi"),
    ("Binh Duong province came second. Its exports rose by 9 per cent.", "binh-duong"),
    ("Exports of HCM City rose by 9 per cent.", "ho-chi-minh"),
    ("Ho Chi Minh City's exports rose by 9 per cent.", "ho-chi-minh"),
    ("Exports of the whole country rose by 9 per cent.", "viet-nam"),
    ("Vietnam's exports rose by 9 per cent.", "viet-nam"),
    ("Across the country, exports rose by 9 per cent.", "viet-nam"),
    ("Exports of the Red River Delta rose by 9 per cent.", "dong-bang-song-hong"),
]


# Whole texts, each with the year and period that its figures get; an unread figure is written with its code.
YEARS = [
    (
        "Hai Phong in 2025\n\nExports saw average growth over the 2021-2025 period of 9 per cent a year.",
        ["2021/2025"],
    ),
    ("Hai Phong in 2024\n\nMore tourists came in June; exports rose 9 per cent.", ["2024-06"]),
    # Without the article's day: what is held against 2018 is of 2019; this year may be later than the year named.
    (
        (
            "Exports of Hai Phong\n\nExports of Hai Phong in seven months rose 9 per cent over the same "
            "period of 2018. In 2018 exports were US$9 billion."
        ),
        ["2019-01/2019-07", "2018"],
    ),
    (
        (
            "Exports of Hai Phong\n\nExports of Hai Phong rose 9 per cent in 2022. Imports rose 8 per cent "
            "in the first half of this year."
        ),
        ["2022", "2022-H1 period_weak"],
    ),
    (
        (
            "Hai Phong in 2023\n\nIn 2022 exports of Hai Phong rose 9 per cent, and 5 per cent in 2021. For "
            "2023 the city plans more. It aims for exports of US$9 billion this year."
        ),
        ["2022", "2021", "9 no_year"],
    ),
    (
        (
            "Hai Phong in five months of 2024\n\nIn May, arrivals were 1.2 million, bringing revenue, "
            "exports US$9 billion."
        ),
        ["1.2 no_unit", "2024-05"],
    ),
    ("Hai Phong in 2024\n\nExports rose 7 per cent over 2023, imports 6 per cent over 2023.", ["2024", "2024"]),
    ("Hai Phong in 2024\n\nExports rose over 2023 by 4 per cent.", ["2024"]),
    (
        "Hai Phong in five months of 2024\n\nExports rose 7 per cent. GRDP rose 8 per cent.",
        ["2024-01/2024-05", "2024-01/2024-05 period_weak"],
    ),
    # A year that something is only compared with is not the article's.
    (
        (
            "Hai Phong port city\n\nJuly 5, 2024\n\nHai Phong's exports rose 9 per cent in the first half of "
            "the year. Arrivals in the city were 12 per cent higher than in 2019."
        ),
        ["2024-H1", "2024-H1 period_weak"],
    ),
    (
        (
            "Hai Phong exports\n\nSeptember 3, 2020\n\nExports of Hai Phong rose 9 per cent from the same "
            "period in 2019 in the first eight months."
        ),
        ["2020-01/2020-08"],
    ),
    (
        "Hai Phong exports\n\nExports of Hai Phong in nine months rose 9 per cent over the same period of 2019.",
        ["2020-01/2020-09"],
    ),
    ("Hai Phong exports\n\nExports of Hai Phong rose 9 per cent in nine months, more than in 2019.", ["9 no_year"]),
    (
        (
            "Hai Phong in nine months\n\nExports of Hai Phong were US$9 billion. Imports rose 9 per cent "
            "against nine months of 2019."
        ),
        ["2020-01/2020-09", "2020-01/2020-09"],
    ),
    ("Hai Phong exports\n\nExports of Hai Phong in nine months rose 9 per cent from 2019.", ["9 no_year"]),
    ("Hai Phong earns US$9 billion from exports in 2021\n\nIt was a good year for the city.", ["2021"]),
    (
        (
            "Hai Phong's exports\n\nMarch 2, 2021\n\nThe port city of Hai Phong did well. Many new berths "
            "opened. Ships came. There was room for all. Exports grew by 9 per cent. In 2019 the port had "
            "its best year so far."
        ),
        ["2019 period_weak"],
    ),
    # What is aimed at this year does not put the results into the year before.
    (
        (
            "Hai Phong eyes growth\n\nApril 4, 2022\n\nHai Phong aims for GRDP growth of 12 per cent this "
            "year. Its GRDP grew 9 per cent in the first quarter."
        ),
        ["2022", "2022-Q1"],
    ),
    (
        (
            "Hai Phong eyes growth\n\nOctober 2, 2020\n\nHai Phong targets GRDP growth of 12 per cent in the "
            "fourth quarter of this year. GRDP rose 9 per cent in Q3."
        ),
        ["2020-Q4", "2020-Q3"],
    ),
    (
        "Hai Phong's goals\n\nFor 2025, Hai Phong aims for exports of US$9 billion. Exports in H1 rose 9 per cent.",
        ["2025", "9 no_year"],
    ),
    # May.
    (
        "Hai Phong's exports\n\nMay 10, 2018\n\nExports of Hai Phong rose 9 per cent in four months.",
        ["2018-01/2018-04"],
    ),
    ("Hai Phong's exports\n\nJune 10, 2018\n\nExports of Hai Phong in May rose 9 per cent.", ["2018-05"]),
    ("Hai Phong's exports\n\nJune 10, 2018\n\nIn May, exports of Hai Phong rose 9 per cent.", ["2018-05"]),
    (
        "Hai Phong's exports\n\nJune 10, 2018\n\nIn the January-May period, exports of Hai Phong rose 9 per cent.",
        ["2018-01/2018-05"],
    ),
    (
        "Hai Phong's exports\n\nJune 10, 2018\n\nExports of Hai Phong may rise 9 per cent in the first half.",
        ["9 possible"],
    ),
    # The day, however it is written, and what lies before it.
    ("2022-10-03 - Exports of Hai Phong rose 9 per cent in nine months.", ["2022-01/2022-09"]),
    ("Hai Phong's exports\n\n3/ 10/ 2022\n\nExports of Hai Phong rose 9 per cent in nine months.", ["2022-01/2022-09"]),
    (
        "Hai Phong's exports\n\nJanuary 4, 2022\n\nExports of Hai Phong rose 9 per cent in the fourth quarter.",
        ["2021-Q4"],
    ),
    ("Hai Phong's exports\n\nJanuary 4, 2022\n\nExports of Hai Phong rose 9 per cent last year.", ["2021"]),
    ("Hai Phong's exports\n\nDecember 4, 2022\n\nExports of Hai Phong rose 9 per cent this year.", ["2022"]),
    ("Hai Phong's exports\n\nDecember 4, 2022\n\nExports of Hai Phong rose 9 per cent.", ["9 no_period"]),
    ("Hai Phong in 2024\n\nIn the first half of this year 2024, exports rose 9 per cent.", ["2024-H1"]),
    ("Hai Phong's exports\n\nDecember 28, 2022\n\nExports of Hai Phong rose 9 per cent.", ["2022 period_weak"]),
    ("Hai Phong's exports\n\nJanuary 8, 2023\n\nExports of Hai Phong rose 9 per cent.", ["2022 period_weak"]),
    ("Hai Phong's exports\n\nJune 8, 2023\n\nExports of Hai Phong rose 9 per cent.", ["9 no_period"]),
    ("Hai Phong in 2024\n\nBy the end of this year's third quarter, exports rose 9 per cent.", ["2024-01/2024-09"]),
    ("Hai Phong in 2024\n\nBy the end of Q2, exports rose 9 per cent.", ["2024-H1"]),
    ("Hai Phong in 2024\n\nIn the first three quarters of 2024, exports rose 9 per cent.", ["2024-01/2024-09"]),
    # A comparison gives no period, whatever the period that is compared with is called.
    (
        "Hai Phong in nine months of 2024\n\nExports rose 9 per cent compared to the equivalent period in 2023.",
        ["2024-01/2024-09"],
    ),
    ("Hai Phong in nine months of 2024\n\nExports rose 9 per cent against the same season in 2023.", ["9 no_base"]),
    # Parts of a year are not carried to what is held against a whole one, nor to what a person has in a year.
    (
        (
            "Hai Phong in 2024\n\nIn the first nine months, exports rose 9 per cent.\n\nBudget revenue was "
            "VND9 trillion, up 8 per cent compared to 2023.\n\nImports rose 7 per cent."
        ),
        [
            "2024-01/2024-09",
            "2024-01/2024-09 period_weak",
            "2024-01/2024-09 period_weak",
            "2024-01/2024-09 period_weak",
        ],
    ),
    (
        (
            "Hai Phong in 2024\n\nExports rose 9 per cent in 2023, and 8 per cent in the first half of 2024. "
            "Imports rose 7 per cent. Per capita income was VND90 million."
        ),
        ["2023", "2024-H1", "2024-H1 period_weak", "90 no_period"],
    ),
]
# Aims and results: what is listed as an aim is no result, whatever its verbs, and what was is no aim.
AIMS = [
    (
        (
            "Hai Phong in 2024\n\nThe council of Hai Phong passed a plan for 2025.\n\nThe resolution has 15 "
            "main targets:\n\n1. GRDP growth is 12 per cent.\n\n2. The poverty rate is 0.2 per cent."
        ),
        ["planned_growth 2025 period_weak", "plan 2025 period_weak"],
    ),
    (
        (
            "Hai Phong in 2024\n\nIn 2025, Hai Phong strives for export growth of 18 per cent; budget "
            "revenue of VND9 trillion; and the poverty rate below 1.3 per cent."
        ),
        ["planned_growth 2025", "plan 2025", "plan 2025"],
    ),
    (
        "Hai Phong in 2024\n\nExports of the city will reach US$9 billion. Imports are estimated at US$8 billion.",
        ["9 possible", "level 2024 aim_or_result"],
    ),
    (
        (
            "Hai Phong in 2024\n\nThe city approved a plan for 2025 with a GRDP growth target of 12 per "
            "cent.\n\nOf which, services increased by 9 per cent.\n\nIn wood-working, exports rose 8 per "
            "cent."
        ),
        ["planned_growth 2025", "planned_growth 2025", "growth 2024"],
    ),
    (
        (
            "Hai Phong sets following targets for 2025:\n\nGRDP growth is 12 per cent; the unemployment rate "
            "is below 3 per cent; the poverty rate is 0.2 per cent.\n\nThe health insurance coverage rate is "
            "95 per cent."
        ),
        ["planned_growth 2025", "plan 2025", "plan 2025", "plan 2025"],
    ),
    (
        (
            "Hai Phong in 2024\n\nThe 2025 plan of Hai Phong has 15 targets: GRDP growth reached 12 per "
            "cent; exports reached US$9 billion; budget revenue is about VND90 trillion."
        ),
        ["12 not_begun", "9 not_begun", "plan 2025"],
    ),
    (
        (
            "Hai Phong in 2024\n\nThe council of Hai Phong approved a plan for 2025 with a GRDP growth "
            "target of 12 per cent. Of which, services increased by 9 per cent. Exports increased by 8 per "
            "cent."
        ),
        ["planned_growth 2025", "planned_growth 2025", "growth 2024 aim_or_result"],
    ),
    (
        "Hai Phong in 2024\n\nThe task of achieving GRDP growth of 12 per cent in 2025 has been assigned to the city.",
        ["planned_growth 2025"],
    ),
    (
        (
            "Hai Phong in 2024\n\nThe city aims for export growth of 9 per cent in 2025; the unemployment "
            "rate will be below 3 per cent."
        ),
        ["planned_growth 2025", "plan 2025"],
    ),
    ("Hai Phong in 2024\n\nBudget revenue will reach VND90 trillion, up 9 per cent.", ["90 possible", "9 possible"]),
    (
        (
            "Hai Phong in 2024\n\nThe results of the city in 2024 were good. The city attracted 5 million "
            "visitors in the first five months of 2025."
        ),
        ["5 not_begun"],
    ),
    (
        (
            "Hai Phong in 2024\n\nThe results of the city in 2024 were good. In the first half of 2025, "
            "exports rose 9 per cent."
        ),
        ["9 not_begun"],
    ),
    (
        (
            "Hai Phong in 2024\n\nThe results of the city in 2024 were good. Exports of Hai Phong were US$9 "
            "billion in the first half of 2025."
        ),
        ["9 not_begun"],
    ),
    (
        "Hai Phong in 2024\n\nThe city welcomed 9 million visitors, 500,000 visitors more than in 2023.",
        ["level 2024", "500,000 amount_of_change"],
    ),
    (
        (
            "Hai Phong's visitors\n\nJune 5, 2023\n\nHai Phong welcomed 2 million visitors in five months. "
            "It aims to welcome 9 million visitors this year, 500,000 visitors higher than the figure in "
            "2019."
        ),
        ["level 2023-01/2023-05", "plan 2023", "500,000 amount_of_change"],
    ),
]
# Whole texts, each with the places of its figures and what speaks against them; an unread figure with its code.
WHOSE = [
    # Where a text was written is not whose its figures are.
    (
        (
            "Retail sales in the first half of 2023\n\nHÀ NỘI — Retail sales rose 9 per cent, according to "
            "the General Statistics Office."
        ),
        ["viet-nam"],
    ),
    ("Retail sales in 2023\n\nHANOI, VNA - Vietnam's retail sales rose 9 per cent.", ["viet-nam"]),
    ("Retail sales in 2023\n\nHCMC – Vietnam's retail sales rose 9 per cent.", ["viet-nam"]),
    ("Retail sales in 2023\n\nHanoi (VNS/VNA) - The retail sales of Hai Phong rose 9 per cent.", ["hai-phong"]),
    (
        "Retail sales in 2023\n\nVIETNAM, January 3, 2024 - HÀ NỘI — Retail sales of Hai Phong rose 9 per cent.",
        ["hai-phong"],
    ),
    ("Hanoi in 2023\n\nHanoi (VNA) – Hanoi's retail sales rose 9 per cent.", ["ha-noi"]),
    ("Retail sales in 2023\n\nHÀ NỘI — Retail sales rose 9 per cent.", ["None"]),
    # A dash inside a name.
    ("Ba Ria - Vung Tau in 2022\n\nExports rose 9 per cent.", ["ba-ria-vung-tau"]),
    ("Ba Ria-Vung Tau in 2022\n\nThe province's exports rose 9 per cent.", ["ba-ria-vung-tau"]),
    ("Results of 2022\n\nExports of Ba Ria – Vung Tau province rose 9 per cent.", ["ba-ria-vung-tau"]),
    ("Results of 2022\n\nExports of Bà Rịa - Vũng Tàu rose 9 per cent.", ["ba-ria-vung-tau"]),
    ("Results of 2022\n\nExports of Vung Tau city rose 9 per cent.", ["vung-tau"]),
    # Who led the country is not the country; a number of provinces is none of them.
    ("Vietnam's exports in 2022\n\nHai Phong led the country with export growth of 9 per cent.", ["hai-phong"]),
    ("Vietnam's exports in 2022\n\nHai Phong topped the nation, its exports up 9 per cent.", ["hai-phong"]),
    ("Vietnam in 2022\n\nSix of 34 provinces in Vietnam recorded GRDP growth above 9 per cent.", ["9 several_places"]),
    ("Vietnam in 2022\n\nMany localities posted export growth of 9 per cent.", ["9 several_places"]),
    ("Vietnam in 2022\n\nSome cities and provinces saw exports rise 9 per cent.", ["9 several_places"]),
    ("Vietnam in 2022\n\nAmong the 63 provinces, Hai Phong saw exports rise 9 per cent.", ["hai-phong"]),
    # What a list names is not what the text is about.
    (
        (
            "Retail sales in 2022\n\nRetail sales rose 9 per cent, the General Statistics Office said. Sales "
            "were strong in Quang Ninh, Hai Phong and Da Nang."
        ),
        ["viet-nam"],
    ),
    (
        (
            "Rural income in 2022\n\nExports rose 9 per cent, the Ministry of Agriculture said. It was a "
            "good year. The harvest was rich. Roads were built.\n\nAll communes of the Red River Delta have "
            "roads."
        ),
        ["viet-nam"],
    ),
    (
        (
            "Kien Giang, a bright spot of the Mekong Delta, in 2022\n\nThe province's exports rose 9 per "
            "cent in the Mekong Delta's best year."
        ),
        ["kien-giang"],
    ),
    # The place named last is spoken of on, across paragraphs too; where it may be meant, it is asked.
    (
        (
            "Vietnam in 2022\n\nVietnam did well.\n\nQuang Ninh saw GRDP rise 9 per cent.\n\nThe province's "
            "exports rose 8 per cent. Imports rose 7 per cent."
        ),
        ["quang-ninh", "quang-ninh", "quang-ninh"],
    ),
    (
        "Vietnam in 2022\n\nVietnam did well.\n\nQuang Ninh saw GRDP rise 9 per cent.\n\nIts exports rose 8 per cent.",
        ["quang-ninh", "quang-ninh"],
    ),
    (
        "Vietnam in 2022\n\nVietnam did well.\n\nQuang Ninh saw GRDP rise 9 per cent.\n\nExports rose 8 per cent.",
        ["quang-ninh", "viet-nam area_weak"],
    ),
    (
        (
            "Hai Phong in 2022\n\nThe country's exports rose 9 per cent. Imports rose 7 per cent.\n\nBudget "
            "revenue rose 6 per cent."
        ),
        ["viet-nam", "hai-phong area_weak", "hai-phong"],
    ),
]


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    catalogue = open_catalogue(None)
    return ArticleReader(catalogue.indicators, catalogue.areas)


@pytest.fixture(scope="module")
def english() -> EnglishReader:
    catalogue = open_catalogue(None)
    return EnglishReader(catalogue.indicators, catalogue.areas)


def written(one: ReadObservation) -> str:
    """Write an observation as the cases do."""
    name = one.indicator or f"'{one.name}'"
    unit = one.unit if one.measure in {"level", "plan"} or one.unit not in {"%", "lần"} else ""
    parts = (name, one.period, one.measure, f"{one.value:g}", one.form, one.bound, one.assigner, one.base, one.status)
    return " ".join(part for part in (*parts, one.price_basis, unit) if part)


@pytest.mark.parametrize(
    ("text", "read", "unread"), [case for cases in CASES.values() for case in cases], ids=lambda value: str(value)[:40]
)
def test_constructions(reader: ArticleReader, text: str, read: list[str], unread: list[str]) -> None:
    article = reader.read(HEADING + text)
    assert article.language == "en"
    assert [written(one) for one in article.observations] == read
    assert [f"{one.text} {one.code}" for one in article.unread] == unread


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "Main targets for 2024:\n\nThe GRDP of Hai Phong increases by 9%; exports reach 5 billion USD.",
            {"planned_growth", "plan"},
        ),
        (
            "Targets met in 2023:\n\nThe GRDP of Hai Phong increased by 9%; exports reached 5 billion USD.",
            {"growth", "level"},
        ),
    ],
)
def test_a_head_of_its_own_says_whether_aims_follow(reader: ArticleReader, text: str, read: set[str]) -> None:
    assert {one.measure for one in reader.read(text).observations} == read


def test_where_a_place_lies_is_not_whose_the_figure_is(reader: ArticleReader) -> None:
    text = "Hau Giang, a province in the Mekong Delta, posted GRDP growth of 12.27 percent in 2023."
    assert [one.area for one in reader.read(text).observations] == ["hau-giang"]


@pytest.mark.parametrize(("text", "area"), PLACES)
def test_whose_a_figure_is(reader: ArticleReader, text: str, area: str | None) -> None:
    article = reader.read(HEADING + "The city did well.\n\n" + text)
    assert [one.area for one in article.observations] == [area]


def test_evidence_stands_in_the_text(reader: ArticleReader) -> None:
    text = HEADING + "In the first half of 2024, exports rose by 9.5 per cent over the same period last year."
    (one,) = reader.read(text).observations
    assert text[one.start : one.end] == "9.5"
    assert text[one.name_start : one.name_end] == "exports"
    assert text[one.period_start : one.period_end] == "the first half of 2024"
    assert text[one.comparison_start : one.comparison_end] == "over the same period last year"
    assert one.printed == "9,5"  # as all readers give digits
    assert one.rule == "en: a rise"


@pytest.mark.slow
def test_every_rule_proves_itself(english: EnglishReader) -> None:
    found = [fault for rule in english.grammar.table.rules for fault in faults(english, rule)]
    assert found == []


def test_every_condition_of_the_table_has_an_answer(english: EnglishReader) -> None:
    rules = english.grammar.table.rules
    asked = {name for rule in rules for name in (*rule.if_, *rule.unless)}
    assert asked >= ENGLISH_CONDITIONS
    assert asked <= ANSWERED


@pytest.mark.slow
def test_every_token_of_every_rule_is_needed(english: EnglishReader) -> None:
    assert [fault for rule in english.grammar.table.rules for fault in idle_tokens(english, rule)] == []


def test_the_year_of_a_text_without_one_comes_from_its_day(reader: ArticleReader) -> None:
    text = "Hai Phong port\n\nExports of Hai Phong rose by 9 per cent in the first nine months."
    assert [one.code for one in reader.read(text).unread] == ["no_year"]
    (one,) = reader.read(text, published=date(2024, 10, 6)).observations
    assert one.period == "2024-01/2024-09"


@pytest.mark.parametrize(("text", "periods"), YEARS)
def test_of_when_a_figure_is(reader: ArticleReader, text: str, periods: list[str]) -> None:
    article = reader.read(text)
    found = [(one.start, " ".join((one.period, *one.doubts))) for one in article.observations]
    found += [(one.start, f"{one.text} {one.code}") for one in article.unread]
    assert [said for _, said in sorted(found)] == periods


@pytest.mark.parametrize(("text", "said"), AIMS)
def test_what_is_aimed_at_is_no_result(reader: ArticleReader, text: str, said: list[str]) -> None:
    article = reader.read(text)
    found = [(one.start, " ".join((one.measure, one.period, *one.doubts))) for one in article.observations]
    found += [(one.start, f"{one.text} {one.code}") for one in article.unread]
    assert [words for _, words in sorted(found)] == said


@pytest.mark.parametrize(("text", "places"), WHOSE)
def test_whose_figures_a_text_gives(reader: ArticleReader, text: str, places: list[str]) -> None:
    article = reader.read(text)
    found = [(one.start, " ".join((str(one.area), *_of_place(one)))) for one in article.observations]
    found += [(one.start, f"{one.text} {one.code}") for one in article.unread]
    assert [said for _, said in sorted(found)] == places


def _of_place(one: ReadObservation) -> tuple[str, ...]:
    return tuple(doubt for doubt in one.doubts if doubt.startswith("area"))


LANGUAGES = [
    ("Thu ngân sách của quận năm 2021 đạt 500 tỷ đồng.", "vi"),
    ("Budget revenue of the district was VND500 billion in 2021.", "en"),
    ("VĨNH PHÚC — The province of Vĩnh Phúc saw its GRDP up 7.52 per cent in 2024.", "en"),
    ("GRDP 7,52%; 1.250 tỷ; 103%", "vi"),
    ("12,5\n\n7,3", "vi"),
    ("BAN AN TOÀN GIAO THÔNG QUẬN AN DƯƠNG", "vi"),
    ("Than in an toàn đến tay người dân An Lão", "vi"),
    ("", "vi"),
    (
        "Les recettes du budget de la province ont augmenté de 12 % par rapport au premier semestre et sont fortes.",
        "fr",
    ),
    (
        "Die Einnahmen der Provinz sind im ersten Halbjahr um 12 Prozent gestiegen und das ist mehr als im Vorjahr.",
        "de",
    ),
    ("2024年海防市地区生产总值增长11%。", "zh"),
    ("В 2024 году доходы бюджета выросли на 12 процентов.", "ru"),  # noqa: RUF001 - Russian is meant
    ("Thu ngan sach cua quan nam 2021 dat 500 ty dong, tang 12% so voi nam truoc.", "vi-plain"),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_the_language_is_told_from_the_text(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("language", ["fr", "de", "zh", "ru", "vi-plain"])
def test_a_text_in_another_language_is_not_read_and_said_to_be_so(reader: ArticleReader, language: str) -> None:
    text = next(text for text, code in LANGUAGES if code == language)
    article = reader.read(text)
    assert (article.observations, article.unread, article.language) == ((), (), language)
    (warning,) = article.warnings
    assert language_name(language) in warning
    assert "Give" in warning


def test_a_mixed_text_is_read_by_paragraph(reader: ArticleReader) -> None:
    vietnamese = (
        "Năm 2024, thu ngân sách nhà nước của thành phố Hải Phòng đạt 118.200 tỷ đồng, tăng 8,5% so với năm trước."
    )
    english = "In 2024, exports of Hai Phong City were US$32.5 billion, up 6.4 per cent from the previous year."
    text = f"{vietnamese}\n\n{english}\n"
    assert [part.language for part in passages(text)] == ["vi", "en"]
    found = reader.read(text).observations
    assert [(one.indicator, text[one.start : one.end], one.value) for one in found] == [
        ("budget_revenue", "118.200", 118200),
        ("budget_revenue", "8,5", 8.5),
        ("exports", "32.5", 32.5),
        ("exports", "6.4", 6.4),
    ]


@pytest.mark.parametrize(
    "text", ["Exports rose " + "in, the, of, " * 3000, "(" * 20000, "up 5 per cent, " * 2000, "2020-2021 " * 3000]
)
def test_any_text_is_read_without_an_error(english: EnglishReader, text: str) -> None:
    english.read(text)


DATA = Path(__file__).parent.parent / "data"
ARTICLE = (
    "Hai Phong City in 2024\n\nState budget revenue of Hai Phong City was VND118.2 trillion in 2024, up 8.02 per cent "
    "year-on-year. Retail sales were VND 1,234.5 billion."
)


@pytest.mark.slow
def test_an_english_article_is_added_as_a_source_in_english(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    adder = Adder(folder)
    details = Details(id="vns-2025-01-06", url="https://example.org/hai-phong", published="2025-01-06")
    document = Document(ARTICLE, "article.txt")
    examined = Examiner(adder.catalogue).examine(ARTICLE)
    proposal = adder.propose(document, examined, details, examined.article.observations)
    assert proposal.errors == ()
    adder.add(proposal, document, details)
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as file:
        source = list(csv.DictReader(file))[-1]
    assert (source["id"], source["language"]) == ("vns-2025-01-06", "en")
    with (folder / "observations.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] == "vns-2025-01-06"]
    assert [
        (row["area"], row["indicator"], row["measure"], row["printed"], row["unit"], row["note"]) for row in rows
    ] == [
        ("hai-phong", "budget_revenue", "level", "118.2", "nghìn tỷ đồng", ""),
        ("hai-phong", "budget_revenue", "growth", "8.02", "%", ""),
        ("hai-phong", "retail_sales", "level", "1,234.5", "tỷ đồng", ""),
    ]
    again = Adder(folder).propose(document, examined, details, examined.article.observations)
    assert (len(again.new), len(again.present)) == (0, 3)


@pytest.mark.slow
def test_an_area_that_is_given_is_found_by_its_english_name() -> None:
    examined = Examiner(open_catalogue(None)).examine(ARTICLE, area="hai-phong")
    assert [doubt.code for doubt in examined.doubts] == []


def test_the_text_is_marked_in_its_own_language() -> None:
    assert 'lang="en"' in marked_text(ARTICLE, [], [], {}, Words("vi"))
    assert 'lang="vi"' in marked_text("Thu ngân sách của quận đạt 500 tỷ đồng.", [], [], {}, Words("en"))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Economy | Monday, January 6, 2025", "2025-01-06"),
        ("06 January 2025 | 14:51", "2025-01-06"),
        ("January 6, 2025 - 09:30", "2025-01-06"),
        ("Formed on July 1, 2025 from several wards", ""),
        ("Monday, February 30, 2025", ""),
    ],
)
def test_an_english_date_line_gives_the_day(line: str, day: str) -> None:
    assert day_of(line) == day


RANKED = [
    "In 2024, Can Tho city's GRDP rose 7.1%, ranking 5th in the Mekong Delta. Budget revenue hit VND12 trillion.",
    "In 2024, Can Tho city's GRDP rose 7.1%, the highest in the Mekong Delta. Its revenue hit VND12 trillion.",
    "In 2024, Can Tho city's GRDP rose 7.1%, second in the Mekong Delta. Budget revenue hit VND12 trillion.",
    "In 2024, Can Tho city's GRDP rose 7.1%, topping all in the Mekong Delta. Budget revenue hit VND12 trillion.",
    "In 2024, Can Tho city led in the Mekong Delta as its GRDP rose 7.1%. Budget revenue hit VND12 trillion.",
]


@pytest.mark.parametrize("text", RANKED)
def test_the_region_in_which_a_place_ranks_has_none_of_its_figures(reader: ArticleReader, text: str) -> None:
    assert {one.area for one in reader.read(text).observations} == {"can-tho"}


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("between January and June 2018", "2018-H1"),
        ("between January and September of 2018", "2018-01/2018-09"),
        ("between April and June 2018", "2018-Q2"),
    ],
)
def test_between_two_months_is_from_the_one_to_the_other(reader: ArticleReader, words: str, period: str) -> None:
    (one,) = reader.read(f"Bac Giang province's exports rose 12.8 percent {words}.").observations
    assert one.period == period
