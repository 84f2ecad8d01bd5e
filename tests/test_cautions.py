"""Words beside a figure that make it one to be asked: the table proves itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kienan_analysis.reading.cautions import Caution, cautions, doubts_by_words

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examiner

LEAD = "Năm 2023, tỉnh Nghệ An tổng kết công tác. "


@pytest.mark.parametrize("caution", cautions(), ids=[caution.id for caution in cautions()])
def test_each_caution_proves_itself(examiner: Examiner, caution: Caution) -> None:
    wrong = []
    for doubted, sentences in ((True, caution.examples), (False, caution.counter)):
        for sentence in sentences:
            before, _, rest = sentence.partition("[")
            text = LEAD + before + rest.replace("]", "", 1)
            place = len(LEAD) + len(before)
            found = [one for one in examiner.examine(text).article.observations if place in range(one.start, one.end)]
            codes = [set(doubts_by_words(one, text, examiner.catalogue.indicators, [caution])) for one in found]
            if codes != [{caution.doubt} if doubted else set()]:
                wrong.append((sentence, codes))
    assert wrong == []
    assert caution.examples
    assert caution.counter


def test_no_entry_ends_before_a_word_that_it_forbids() -> None:
    """An entry ends a word: one that ends in a blank and what may not follow fits nowhere, ``by (?!the city)``."""
    entries = [
        pattern
        for caution in cautions()
        for entries in (*caution.windows.values(), caution.unless, caution.cancels)
        if entries is not None
        for _, pattern in entries.patterns
    ]
    assert len(entries) > len(cautions())
    assert [one for one in entries if re.search(r" \(\?!(?:[^()]|\([^()]*\))*\)\)*$", one)] == []
