"""Kinds of English sentences that were misread: what must be read of each, and what looks like it and must not."""

from __future__ import annotations

import pytest

from kienan_analysis.articles.examination import open_catalogue
from kienan_analysis.reading import ArticleReader

FIRST_HALF = "Tay Ninh, July 5, 2024\n\nIn the first six months, the province's exports rose 8.1 per cent"
YEAR = "Ben Tre province in 2022\n\n"
BLANKS = ("\n\n", " \n\n", "  \n \n", "\t\n\n", "\u00a0\n\n", "\n\u00a0\n")

# Each text with its figures in order; an unread one with its code.
TEXTS: dict[str, list[tuple[str, list[str]]]] = {
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
            ["1.2 two_values", "0.8 two_values", "8 list_mismatch", "5 list_mismatch", "4 list_mismatch"],
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
