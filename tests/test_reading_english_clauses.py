"""Kinds of English sentences that were misread: what must be read of each, and what looks like it and must not."""

from __future__ import annotations

import pytest

from kienan_analysis.articles.examination import open_catalogue
from kienan_analysis.reading import ArticleReader

FIRST_HALF = "Tay Ninh, July 5, 2024\n\nIn the first six months, the province's exports rose 8.1 per cent"
YEAR = "Ben Tre province in 2022\n\n"
BLANKS = ("\n\n", " \n\n", "  \n \n", "\t\n\n", "\u00a0\n\n", "\n\u00a0\n")
MAY = "Ben Tre province in May 2024\n\n"
SEVEN = "In the first seven months of 2023, Ben Tre's budget revenue reached VND8 trillion. "
NINE = "Ben Tre's GRDP grew 6.2 per cent in the first nine months of 2024.\n\n"
TWO = ["1.4 list_mismatch", "9.8 list_mismatch"]

# Each text with its figures in order; an unread one with its code.
TEXTS: dict[str, list[tuple[str, list[str]]]] = {
    "what stands before a colon heads the figures": [
        (
            YEAR + "Tourism did well: 11.6 million visitors and VND3 trillion in tourism revenue.",
            ["visitors 2022 11.6", "tourism_revenue 2022 3"],
        ),
        (YEAR + "A bright spot: 11.6 million visitors.", ["visitors 2022 11.6"]),
        (YEAR + "If borders open: 11.6 million visitors.", ["11.6 condition"]),
        (YEAR + "A hotel of the province welcomed 60,000 visitors.", ["60,000 another_body"]),
    ],
    "the number of a year is what a figure is held against": [
        (
            YEAR + "Visitors numbered 11.6 million, 2.6 times the 2021 number. Tourism revenue came to VND3 trillion.",
            ["visitors 2022 11.6", "2.6 times", "tourism_revenue 2022 3"],
        ),
        (
            YEAR + "Exports reached US$3 billion, up from the 2021 figure. Imports reached US$2 billion.",
            ["exports 2022 3", "imports 2022 2"],
        ),
        (
            YEAR + "Exports reached US$3 billion, above the 2019 level. Imports reached US$2 billion.",
            ["exports 2022 3", "imports 2022 2"],
        ),
    ],
    "a period that heads a bracket is of the bracket": [
        (
            "BEN TRE PROVINCE | Q1 2026\n\nGRDP: +10.9% (Q1 2025: +9.1%). Exports were US$3 billion.",
            ["grdp 2026-Q1 10.9", "grdp 2025-Q1 9.1", "exports 2026-Q1 3"],
        ),
        (
            "Ben Tre, first half of 2024\n\nExports grew 6 per cent (first half of 2023: 5 per cent).",
            ["exports 2024-H1 6", "exports 2023-H1 5"],
        ),
    ],
    "a change by its sign": [
        (
            YEAR + "The economy of the province did well: GRDP +10.9% y/y. Exports: -4.1%.",
            ["grdp 2022 10.9", "exports 2022 -4.1"],
        ),
        (YEAR + "The economy of the province did well: GRDP +10.9% q/q.", ["10.9 no_base"]),
    ],
    "a rate that hyphens join": [
        (
            YEAR + "Exports posted a 9-percent fall and retail sales a 12-per-cent rise.",
            ["exports 2022 -9", "retail_sales 2022 12"],
        ),
        (YEAR + "Imports recorded a 12-per cent rise.", ["imports 2022 12"]),
        (YEAR + "Imports recorded a 12-per-year rise.", []),
    ],
    "what is disbursed is a share of the plan": [
        (YEAR + "Public investment disbursement had reached only 63.5%.", ["public_investment_disbursed 2022 63.5"]),
        (YEAR + "Public investment disbursement reached 63.5% over 2021.", ["63.5 nothing_said"]),
    ],
    "foreigners among visitors": [
        (
            YEAR + "It welcomed 1.5 million visitors, including 300,000 foreigners.",
            ["visitors 2022 1.5", "international_visitors 2022 300000"],
        ),
        (
            YEAR + "The province had 300,000 workers, including 4,000 foreigners.",
            ["(workers) 2022 300000", "(foreigners) 2022 4000"],
        ),
    ],
    "aims of the year that is reported on in part": [
        (
            NINE + "The province is sticking to its full-year targets: GRDP growth of at least 7 per cent, and budget "
            "revenue of VND5.6 trillion.",
            ["grdp 2024-01/2024-09 6.2", "grdp 2024 7", "budget_revenue 2024 5.6"],
        ),
        (
            NINE + "The province keeps its targets: growth of at least 7 per cent.",
            ["grdp 2024-01/2024-09 6.2", "7 no_period"],
        ),
    ],
    "the year of a plan dates the plan alone": [
        (
            (
                "Ben Tre in the first quarter of 2026\n\nBudget revenue was 32.6 per cent of the estimate for 2026. "
                "Exports rose 4 per cent."
            ),
            ["budget_revenue 2026-Q1 32.6", "exports 2026-Q1 4"],
        ),
    ],
    "more than what is no period": [
        (
            YEAR + "Budget revenue was VND9 trillion, 116 per cent of the plan and 16 per cent more than others had.",
            ["budget_revenue 2022 9", "budget_revenue 2022 116", "16 no_base"],
        ),
    ],
    "an amount behind a growth is of something else": [
        (
            YEAR + "The targets for 2023: GRDP growth of 8-8.5%, VND7,640 billion for the budget, 7 million visitors.",
            ["grdp 2023 8", "7,640 no_name", "visitors 2023 7"],
        ),
        (YEAR + "GRDP growth was 8 per cent, US$7.6 billion.", ["grdp 2022 8", "7.6 no_name"]),
        (YEAR + "Exports grew 9 per cent, reaching US$600 million.", ["exports 2022 9", "exports 2022 600"]),
        (YEAR + "Exports grew 9 per cent to US$600 million.", ["exports 2022 9", "exports 2022 600"]),
    ],
    "coffers": [
        (YEAR + "The province collected VND9 trillion for the state coffers.", ["budget_revenue 2022 9"]),
    ],
    "what each of two figures is held against stands behind the second": [
        (
            MAY + "Retail sales rose 1.4 per cent and 9.8 per cent from the previous month and the same month of 2023.",
            TWO,
        ),
        (MAY + "The consumer price index was up 1.4% and 9.8% against April and May 2023.", TWO),
        (MAY + "Exports fell 1.4 per cent and 9.8 per cent over April and over the same period last year.", TWO),
        (MAY + "Imports were up by 1.4% and up by 9.8% on April and a year earlier.", TWO),
        (MAY + "Imports were up by 1.4%, 9.8% compared to December 2023 and this time last year.", TWO),
        (MAY + "Exports rose 1.4% from April and 9.8% year-on-year.", ["1.4 no_base", "exports 2024-05 9.8"]),
    ],
    "a month dates both what it is held against": [
        (
            SEVEN + "Exports rose 3.9% in July over the previous month and by 3.7% year-on-year.",
            ["budget_revenue 2023-01/2023-07 8", "3.9 no_base", "exports 2023-07 3.7"],
        ),
        (
            SEVEN + "In July, exports fell 3.9% from June, and grew 3.7% against the same month last year.",
            ["budget_revenue 2023-01/2023-07 8", "3.9 no_base", "exports 2023-07 3.7"],
        ),
    ],
    "as opposed to opens a comparison": [
        (
            "Ben Tre in the first five months\n\nExports fell by 2 per cent as opposed to the same months of 2022.",
            ["exports 2023-01/2023-05 -2"],
        ),
        ("Exports of Ben Tre rise by 12 per cent this year in contrast to 2022.", ["12 no_year"]),
        (YEAR + "Exports rose 12 per cent as opposed to 2021.", ["exports 2022 12"]),
    ],
    "in total before a name begins the name": [
        (
            YEAR + "Budget revenue was VND20 trillion, with growth of 12% in total export value.",
            ["budget_revenue 2022 20", "exports 2022 12"],
        ),
        (
            YEAR
            + "The province collected VND20 trillion in budget revenue, a rise of 10% in total social investment and "
            "an 8% fall in total imports.",
            ["budget_revenue 2022 20", "social_investment 2022 10", "imports 2022 -8"],
        ),
        (YEAR + "Visitors reached 8 million in total, up 12%.", ["visitors 2022 8", "visitors 2022 12"]),
    ],
    "names and as many figures in one order": [
        (YEAR + "Exports and imports rose 5% and 7%.", ["exports 2022 5", "imports 2022 7"]),
        (
            YEAR + "Exports and imports were estimated at US$2.1 billion and US$1.4 billion, down 5% and 7% "
            "year-on-year, respectively.",
            ["exports 2022 2.1", "imports 2022 1.4", "exports 2022 -5", "imports 2022 -7"],
        ),
        (
            YEAR + "Retail sales, exports and imports increased by 8%, 5% and 7%.",
            ["retail_sales 2022 8", "exports 2022 5", "imports 2022 7"],
        ),
        (YEAR + "Exports and imports rose 5% and 7% in May and June.", ["5 list_mismatch", "7 list_mismatch"]),
        (YEAR + "Exports and imports rose 5%, 7% and 9%.", ["5 two_values", "7 two_values", "9 two_values"]),
        (
            (
                "Ben Tre targets GRDP growth of 6 per cent in 2022, social investment worth 35 per cent of GRDP, "
                "an urban unemployment rate under 4 per cent and 140,000 new jobs."
            ),
            ["grdp 2022 6", "35 of_something_else", "unemployment_rate 2022 4", "jobs_created 2022 140000"],
        ),
    ],
    "respectively before its list leaves what has a name": [
        (
            YEAR + "Exports reached US$700 million and imports US$650 million, respectively up 13.2% and down 4.7%.",
            ["exports 2022 700", "imports 2022 650", "13.2 list_mismatch", "4.7 list_mismatch"],
        ),
        (
            YEAR
            + "It welcomed 4.8 million visitors and collected VND8 trillion in budget revenue, respectively rising "
            "by 23% and 27%.",
            ["visitors 2022 4.8", "budget_revenue 2022 8", "23 list_mismatch", "27 list_mismatch"],
        ),
    ],
    "a plan by whose it is": [
        (
            YEAR + "Budget revenue was VND9 trillion, equal to 54% of the central estimate and 52% of the provincial "
            "estimate.",
            ["budget_revenue 2022 9", "budget_revenue 2022 54", "budget_revenue 2022 52"],
        ),
        (
            YEAR + "Budget revenue was VND9 trillion, or 48% of the Government-assigned estimate.",
            ["budget_revenue 2022 9", "budget_revenue 2022 48"],
        ),
    ],
    "as many as before a count is no hedge": [
        (YEAR + "As many as 795 new enterprises were established.", ["new_enterprises 2022 795"]),
        (
            YEAR + "The province created jobs for as many as 17,400 labourers and welcomed as many as 4.8 million "
            "visitors.",
            ["jobs_created 2022 17400", "visitors 2022 4.8"],
        ),
    ],
    "blanks at the end of a paragraph, which ends it all the same": [
        *(
            (
                YEAR + f"In the third quarter, exports rose 4 per cent.{blanks}Budget revenue reached VND5 trillion.",
                ["exports 2022-Q3 4", "budget_revenue 2022 5"],
            )
            for blanks in BLANKS
        ),
        *(
            (
                YEAR + f"Exports reached $1.2 billion{blanks}Up 8 per cent year-on-year, imports were lively.",
                ["exports 2022 1.2", "8 no_name"],
            )
            for blanks in BLANKS
        ),
    ],
    "a month by the way dates its own figure alone": [
        (
            FIRST_HALF + "; in June alone they rose 12 per cent. Budget revenue reached VND6.1 trillion.",
            ["exports 2024-H1 8.1", "exports 2024-06 12", "budget_revenue 2024-H1 6.1"],
        ),
        (
            FIRST_HALF + ". In June, imports rose 12 per cent. Budget revenue reached VND6.1 trillion.",
            ["exports 2024-H1 8.1", "imports 2024-06 12", "6.1 no_period"],
        ),
        (
            FIRST_HALF + ". In June alone, imports rose 12 per cent. Budget revenue reached VND6.1 trillion.",
            ["exports 2024-H1 8.1", "imports 2024-06 12", "6.1 no_period"],
        ),
    ],
    "the year of a figure that another is held up to is not the article's": [
        (
            f"Can Tho's GRDP grew by 3.3 per cent in the first quarter{of}, {held_up}. Exports rose 8 per cent.",
            ["3.3 no_year", told, "8 no_year"],
        )
        for of, held_up, told in (
            (
                " of the year",
                "higher only than the growth rate of 3.2 per cent recorded in the first quarter of 2020",
                "3.2 unexplained",
            ),
            ("", "slower than growth of 6.7 per cent posted in the first quarter of 2019", "6.7 unexplained"),
            ("", "second only to the 6.4 per cent of the first quarter of 2022", "6.4 nothing_said"),
            ("", "behind only the increase of 6.9 per cent registered in the first quarter of 2018", "6.9 no_year"),
            (" this year", "above the average rate of 6.1 per cent in the first quarter of 2020", "6.1 no_base"),
            (" this year", "lower than growth of 8.1 per cent posted in 2022", "8.1 compared_with"),
        )
    ]
    + [
        (
            "Can Tho's GRDP grew by 6.3 per cent, second only to the 8 per cent of 2018. Exports rose 7 per cent.",
            ["6.3 no_period", "8 nothing_said", "7 no_period"],
        ),
        (
            "Can Tho's exports rose 6.3 per cent, outpacing the mean rate of 4 per cent in 2019. Imports rose 7%.",
            ["6.3 no_period", "(outpacing the mean rate) 2019 4", "7 no_period"],
        ),
        (
            "Can Tho's GRDP grew by 3.3 per cent in the first half, above the 3.2 per cent of the same period of 2021.",
            ["grdp 2022-H1 3.3 period_weak", "3.2 compared_with"],
        ),
        (
            (
                "Can Tho's GRDP grew by 3.3 per cent in the first half, above the 3.2 per cent of the same period of "
                "2021. Disbursement of the investment plan for 2022 was slow."
            ),
            ["grdp 2022-H1 3.3", "3.2 compared_with"],
        ),
        (
            "Can Tho's exports reached $1.2 billion in the first half, a rise of 8 per cent on the first half of 2022.",
            ["exports 2023-H1 1.2", "exports 2023-H1 8"],
        ),
    ],
    "how far a plan looks ahead dates nothing, and years that a dash joins are one period": [
        (
            (
                "November 24, 2013\n\nUnder the plan for the period of 2012 - 2015 and orient to 2020, Khanh Hoa "
                "province strives for exports of $1.5 billion in 2015. So far this year, exports reached $0.9 billion."
            ),
            ["exports 2015 1.5", "0.9 no_period"],
        ),
        (
            "Ben Tre province set exports of $1 billion for 2020 in a plan with a vision to 2030, and more.",
            ["exports 2020 1"],
        ),
        (
            YEAR + "Under a strategy with orientations to 2035, exports rose 8 per cent.",
            ["exports 2022 8"],
        ),
        (YEAR + "In the years of 2019 - 2021, exports fell. Imports rose 8 per cent.", ["8 no_period"]),
    ],
    "a period of a clause before the statement dates the clause": [
        (
            YEAR + "Although exports fell 12 per cent in the third quarter, budget revenue reached VND5 trillion.",
            ["exports 2022-Q3 -12", "budget_revenue 2022 5"],
        ),
        (YEAR + "After growing in the first quarter, exports fell 4 per cent.", ["exports 2022 -4"]),
        (
            (
                "Kon Tum, March 30, 2024\n\nIn the first quarter, exports rose 8 per cent. While the first "
                "quarter of 2023 had seen a fall of 4 per cent, imports rose 5 per cent."
            ),
            ["exports 2024-Q1 8", "4 no_name", "imports 2024-Q1 5"],
        ),
        (YEAR + "After nine months, exports fell 4 per cent.", ["exports 2022-01/2022-09 -4"]),
        (
            YEAR + "While GRDP grew 8 per cent in the first half, exports fell 4 per cent in the second half.",
            ["grdp 2022-H1 8", "exports 2022-H2 -4"],
        ),
        (
            (
                "Ca Mau, October 3, 2023\n\nAlthough exports fell in the second quarter, when output dropped, the "
                "province's budget revenue reached VND4 trillion."
            ),
            ["4 no_period"],
        ),
    ],
    "what is foreseen of a year in its last days names the year under review": [
        (
            (
                "December 17, 2021\n\nLong An province's economy is expected to grow 1.02 per cent in 2021, as GRDP "
                "fell 12.8 per cent in the third quarter.\n\nExports rose 6 per cent."
            ),
            ["1.02 possible", "grdp 2021-Q3 -12.8", "exports 2021 6"],
        ),
        (
            (
                "July 17, 2021\n\nLong An province's economy is expected to grow 6 per cent in 2021.\n\nExports rose 6 "
                "per cent in the first half."
            ),
            ["6 possible", "exports 2021-H1 6"],
        ),
    ],
    "last year by what it is held against": [
        (
            "Exports of Hai Phong were US$27 billion last year, up 11 per cent compared to 2023.",
            ["exports 2024 27 period_weak", "exports 2024 11 period_weak"],
        ),
        ("Exports of Hai Phong were US$27 billion last year.", ["27 no_year"]),
        (
            "Exports of Hai Phong rose 11 per cent last year from 2023. Imports rose 9 per cent in the first quarter.",
            ["11 no_year", "9 no_year"],
        ),
    ],
    "a price basis and what a bracket is held against date nothing": [
        (
            (
                "In 2014, industrial production value of Thai Nguyen (at constant prices of 2010) was VND174 trillion, "
                "1.5 times (50 per cent) over 2013 and equal to 103 per cent of the plan."
            ),
            ["industrial_output 2014 174", "1.5 times", "50 nothing_said", "industrial_output 2014 103"],
        ),
    ],
    "firms that are new, and their capital": [
        (
            YEAR + "1,204 enterprises were newly registered, up 9 per cent.",
            ["new_enterprises 2022 1204", "new_enterprises 2022 9"],
        ),
        (YEAR + "512 enterprises were dissolved.", ["(enterprises) 2022 512"]),
        (
            YEAR + "The number of new enterprises dropped 21 per cent to 1,264.",
            ["new_enterprises 2022 -21", "new_enterprises 2022 1264"],
        ),
        (
            YEAR + "There were 1,012 newly established enterprises with a registered capital of VND7,140 billion.",
            ["new_enterprises 2022 1012", "new_enterprises_capital 2022 7140"],
        ),
        (
            YEAR + "There were 42 FDI projects with a registered capital of US$200 million.",
            ["(FDI projects) 2022 42", "(registered capital) 2022 200"],
        ),
    ],
    "what one thing costs is no figure of the place": [
        (YEAR + "Exports rose 8 per cent, thanks to a US$30 million factory.", ["exports 2022 8", "30 no_name"]),
        (
            YEAR + "It licensed 141 projects with a total investment of US$133 million.",
            ["(projects) 2022 141", "(with a total investment) 2022 133"],
        ),
        (YEAR + "Foreign firms' exports rose 9 per cent.", ["9 another_body"]),
        (YEAR + "The province's exports rose 9 per cent.", ["exports 2022 9"]),
    ],
    "who has the amount": [
        (
            YEAR + "The province received 1.2 million visitors and earned VND1,200 billion in revenue.",
            ["visitors 2022 1.2", "tourism_revenue 2022 1200"],
        ),
        (
            YEAR + "The province disbursed VND3 trillion in public investment, 92 per cent of the plan.",
            ["public_investment_disbursed 2022 3", "public_investment_disbursed 2022 92"],
        ),
        (
            YEAR
            + "According to the Department of Culture, Sports and Tourism, the province welcomed 369,339 visitors in "
            "March, up 11.5 per cent.",
            ["visitors 2022-03 369339", "visitors 2022-03 11.5"],
        ),
        (
            YEAR + "If the Department of Culture, Sports and Tourism is right, the province welcomed 369,339 visitors.",
            ["369,339 condition"],
        ),
        (YEAR + "Jobs were provided for 12,000 workers.", ["jobs_created 2022 12000"]),
        (YEAR + "Exports rise 9 per cent, provided orders return.", ["9 condition"]),
    ],
    "names that follow their figures": [
        (
            YEAR
            + "The province recorded increases of 2.6 per cent and 1.9 per cent in exports and imports, respectively.",
            ["exports 2022 2.6", "imports 2022 1.9"],
        ),
        (
            YEAR
            + "The province recorded increases of 2.6 per cent and 1.9 per cent in exports, imports and retail sales, "
            "respectively.",
            ["2.6 list_mismatch", "1.9 list_mismatch"],
        ),
    ],
    "new firms and their capital in other words": [
        (
            YEAR
            + "Some 21,500 new enterprises were set up with the total registered capital of nearly VND249 trillion.",
            ["new_enterprises 2022 21500", "new_enterprises_capital 2022 249"],
        ),
        (
            YEAR + "There were 1,533 new enterprises established in the province, up 5.8 per cent.",
            ["new_enterprises 2022 1533", "new_enterprises 2022 5.8"],
        ),
        (
            YEAR + "Some 42 projects were set up with the total registered capital of VND249 trillion.",
            ["(projects) 2022 42", "249 no_name"],
        ),
    ],
    "whose visitors brought the revenue": [
        (
            YEAR + "The hotel welcomed 200,000 visitors and earned VND90 billion in revenue.",
            ["200,000 another_body", "90 another_body"],
        ),
    ],
    "two lists of the same names": [
        (
            YEAR + "Exports and imports reached US$1.2 billion and US$0.8 billion, up 8 per cent and 5 per cent, "
            "respectively.",
            ["exports 2022 1.2", "imports 2022 0.8", "exports 2022 8", "imports 2022 5"],
        ),
        (
            YEAR + "Exports and imports reached US$1.2 billion and US$0.8 billion, up 8 per cent, 5 per cent and 4 per "
            "cent, respectively.",
            ["exports 2022 1.2", "imports 2022 0.8", "8 list_mismatch", "5 list_mismatch", "4 list_mismatch"],
        ),
        (YEAR + "Exports and imports rose 9 per cent.", ["foreign_trade 2022 9"]),
    ],
    "plans": [
        (
            YEAR + "Budget revenue was VND5 trillion, equivalent to 103 per cent of this year's estimate.",
            ["budget_revenue 2022 5", "budget_revenue 2022 103"],
        ),
        (
            YEAR + "It raised the target for budget revenue from VND4 trillion to VND5 trillion.",
            ["4 aim_or_result", "5 aim_or_result"],
        ),
        (
            (
                "Quang Ninh province in the first quarter of 2023\n\nGRDP grew 8 per cent.\n\nFor the "
                "second quarter, the provincial Party Committee targets GRDP growth of 9.51 per cent."
            ),
            ["grdp 2023-Q1 8", "grdp 2023-Q2 9.51"],
        ),
    ],
    "so many times as many": [
        (
            YEAR + "Exports were US$5 billion, 1.3 times as much as in the same period of 2021.",
            ["exports 2022 5", "exports 2022 30"],
        ),
        (YEAR + "Exports were US$5 billion, 1.3 times as much as in 2020.", ["exports 2022 5", "1.3 times"]),
    ],
}


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    catalogue = open_catalogue(None)
    return ArticleReader(catalogue.indicators, catalogue.areas)


@pytest.mark.parametrize(("text", "expected"), [case for cases in TEXTS.values() for case in cases])
def test_what_is_read_of_a_kind(reader: ArticleReader, text: str, expected: list[str]) -> None:
    article = reader.read(text)
    assert article.language == "en"
    found = [
        (one.start, " ".join((one.indicator or f"({one.name})", one.period, f"{one.value:g}", *_of_period(one.doubts))))
        for one in article.observations
    ]
    found += [(one.start, f"{one.text} {one.code}") for one in article.unread]
    assert [said for _, said in sorted(found)] == expected


def _of_period(doubts: tuple[str, ...]) -> list[str]:
    return [doubt for doubt in doubts if doubt == "period_weak"]


def test_a_place_that_was_merged_into_another_keeps_its_figures(reader: ArticleReader) -> None:
    (one,) = reader.read(
        "Ben Tre, merged into Vinh Long in July 2025, had exports of US$1.6 billion in 2024."
    ).observations
    assert (one.area, one.period) == ("ben-tre", "2024")


def test_what_a_place_sets_to_do_is_an_aim(reader: ArticleReader) -> None:
    text = (
        YEAR
        + "In 2022, the province sets to achieve GRDP growth of 6 per cent and collect VND4 trillion for the budget."
    )
    assert {one.measure for one in reader.read(text).observations} == {"planned_growth", "plan"}


@pytest.mark.parametrize(
    ("words", "assigner"),
    [
        ("the central estimate", "central"),
        ("the provincial estimate", "province"),
        ("the Government-assigned estimate", "central"),
        ("the province's estimate", "province"),
        ("the yearly estimate", ""),
    ],
)
def test_whose_plan_it_is(reader: ArticleReader, words: str, assigner: str) -> None:
    text = YEAR + f"Budget revenue was VND9 trillion, equal to 54% of {words}."
    assert [one.assigner for one in reader.read(text).observations] == ["", assigner]


def test_a_line_that_only_says_where_and_when_is_no_heading(reader: ArticleReader) -> None:
    text = "VIETNAM, April 2, 2024 -\n\nHAI PHONG - Hai Phong's exports rose 9 per cent in the first quarter."
    assert reader.read(text).area == "hai-phong"


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Kon Tum in 2023: 300 companies were set up in Gia Lai province.", "gia-lai"),
        ("Kon Tum in 2023: 300 companies were set up in the province.", "kon-tum"),
        ("Kon Tum in 2023: The harvest was lower than those of Gia Lai province. Exports rose 9 per cent.", "kon-tum"),
    ],
)
def test_whose_a_figure_is(reader: ArticleReader, text: str, area: str) -> None:
    assert [one.area for one in reader.read(text).observations] == [area]
