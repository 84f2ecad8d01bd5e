"""The reader on texts that were labelled before it saw them: nothing gets worse, and the labels are well formed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from kienan_analysis.articles.examination import Examiner, open_catalogue
from kienan_analysis.reading.observations import NOWHERE
from tests.gold import proven, ratchet, sets
from tests.gold.scoring import FOLDER, PARTS, TEXT_PARTS, golds, run

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Catalogue, Examined
    from tests.gold.scoring import Tally


class ReadOnce(Examiner):
    """Reads a text once, however many tests look at what it says."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(catalogue)
        self._examined: dict[tuple[str, str], Examined] = {}

    def examine(self, text: str, **given: Any) -> Examined:
        key = (text, repr(sorted((name, value) for name, value in given.items() if value is not None)))
        if key not in self._examined:
            self._examined[key] = super().examine(text, **given)
        return self._examined[key]


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return ReadOnce(open_catalogue(None))


@pytest.fixture(scope="module")
def tallies(examiner: Examiner) -> dict[str, dict[str, Tally]]:
    return {part: run(part, examiner) for part in TEXT_PARTS}


def told_of(part: str, worse: Any) -> Any:
    """Say what got worse; of the texts kept back only that something did, or rules would be written by their totals."""
    if part == "kept" and worse:
        return (
            "something that the kept-back texts hold is read worse: look at the kind of the change, on texts of yours"
        )
    return worse


@pytest.mark.slow
@pytest.mark.parametrize("part", TEXT_PARTS)
def test_nothing_is_read_worse_than_before(tallies: dict[str, dict[str, Tally]], part: str) -> None:
    found = {
        kind: ratchet.worse(before, ratchet.reached(tallies[part][kind]))
        for kind, before in ratchet.kept()[part].items()
    }

    assert told_of(part, {kind: what for kind, what in found.items() if what}) == {}


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", sets.SETS)
def test_no_set_is_read_worse_than_before(examiner: Examiner, part: str, name: str) -> None:
    assert told_of(part, sets.worse(ratchet.kept_sets()[part][name], sets.tally(name, part, examiner))) == []


def test_what_the_kept_texts_say_is_not_told() -> None:
    found = {"month": ["dated_recall: 0.68 was 0.69"]}

    assert told_of("open", found) == found
    assert "month" not in told_of("kept", found)
    assert "0.6" not in told_of("kept", found)
    assert told_of("kept", {}) == {}


def test_there_are_enough_texts_of_every_kind() -> None:
    kinds = {part: [gold.kind for gold in golds(part)] for part in PARTS}

    assert len(kinds["open"]) + len(kinds["kept"]) >= 150
    assert 3 * len(kinds["kept"]) >= len(kinds["open"]) + len(kinds["kept"])
    assert set(kinds["open"]) == set(kinds["kept"])


@pytest.mark.parametrize("part", TEXT_PARTS)
def test_every_label_stands_in_its_text(part: str) -> None:
    for gold in golds(part):
        for label in gold.labels:
            assert gold.text.count(label["quote"]) == 1, (gold.name, label["quote"])
            assert label["quote"].count(label["number"]) == 1, (gold.name, label["quote"])


def test_labels_are_laid_out_a_fact_a_line() -> None:
    for part in PARTS:
        for file in (FOLDER / part).glob("*.json"):
            facts = json.loads(file.read_text(encoding="utf-8"))["facts"]
            assert sum(line.startswith('  {"quote"') for line in file.read_text(encoding="utf-8").splitlines()) >= len(
                facts
            )


@pytest.mark.slow
def test_the_proof_of_the_rules_is_that_of_the_gold_texts(examiner: Examiner) -> None:
    assert proven.FILE.read_text(encoding="utf-8") == proven.as_toml(proven.proofs(examiner))


@pytest.mark.slow
def test_each_observation_says_what_it_rests_on(examiner: Examiner) -> None:
    for gold in golds("open"):
        for one in examiner.examine(gold.text).article.observations:
            assert one.rule
            assert "size_too_far" not in one.doubts  # sizes.toml says so
            own = gold.text[one.name_start : one.name_end].split()
            assert one.name.split()[-max(1, len(own)) :] == own  # a row of a table may have that of the row above first
            assert one.table or own == one.name.split()
            for start, end in ((one.period_start, one.period_end), (one.place_start, one.place_end)):
                assert start == end == NOWHERE or 0 <= start < end <= len(gold.text)
