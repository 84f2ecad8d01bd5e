"""The rule table proves itself, and a package's own rules and words are checked before anything is read with them."""

from __future__ import annotations

import tomllib
from copy import copy
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from kienan_analysis.articles.examination import Examiner, open_catalogue
from kienan_analysis.data_package.package_copy import copy_package
from kienan_analysis.errors import KienanError
from kienan_analysis.reading import ArticleReader, conditions
from kienan_analysis.reading.grammar import proving
from kienan_analysis.reading.grammar.automaton import Automaton, Pattern
from kienan_analysis.reading.grammar.packages import RULES, WORDS, read_additions
from kienan_analysis.reading.grammar.patterns import Alphabet, Parser, PatternError, expression, tokens
from kienan_analysis.reading.grammar.table import CONDITIONS, read_table, shipped

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.articles.examination import Catalogue
    from kienan_analysis.reading.article import Decided, Prepared
    from kienan_analysis.reading.grammar.proving import Trial
    from kienan_analysis.reading.grammar.table import Rule

TABLE = shipped("vi")
GROUPS = [(group, name) for group in ("chunks", "comparisons", "types") for name in getattr(TABLE, group)]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue()


@pytest.fixture(scope="module")
def reader(catalogue: Catalogue) -> ArticleReader:
    return ArticleReader(catalogue.indicators, catalogue.areas)


@pytest.fixture(scope="module")
def sentences(reader: ArticleReader) -> list[tuple[Trial[Prepared], Decided]]:
    trials = [trial for rule in TABLE.rules for trial in proving.trials(reader, rule)]
    return [(trial, trial.decided(reader)) for trial in trials]


@pytest.mark.parametrize("rule", TABLE.rules, ids=lambda rule: rule.id)
def test_a_rule_proves_itself(reader: ArticleReader, rule: Rule) -> None:
    """Its sentences are read as they say, and none of its tokens may be dropped."""
    assert proving.faults(reader, rule) == []
    assert list(proving.idle_tokens(reader, rule)) == []
    assert len(rule.examples) >= 3
    assert len(rule.counter) >= 2
    assert len({*rule.examples, *rule.counter}) == len(rule.examples) + len(rule.counter)


@pytest.mark.slow
@pytest.mark.parametrize(("group", "name"), GROUPS)
def test_no_piece_of_a_chunk_comparison_or_type_is_idle(
    reader: ArticleReader, sentences: list[tuple[Trial[Prepared], Decided]], group: str, name: str
) -> None:
    assert list(proving.idle_pieces(reader, group, name, sentences)) == []


def test_every_type_and_chunk_is_used() -> None:
    patterns = [getattr(rule, part) for rule in TABLE.rules for part in ("left", "right", "opening", "anywhere")]
    used = {
        token.text
        for text in [*patterns, *TABLE.chunks.values(), *TABLE.comparisons.values()]
        for token in tokens(text)
    }
    by_the_walk = {"filling", "link", "trail", "AMONG"}  # over a sentence, outside the table
    kept_from_filling = {"EXCEPT", "COMPOUND", "REVIEWED"}  # words with these types explain nothing
    assert TABLE.chunks.keys() - used - by_the_walk == set()
    assert TABLE.types.keys() - used - by_the_walk - kept_from_filling == set()


def test_every_condition_has_an_answer() -> None:
    assert conditions._ANSWERS.keys() == CONDITIONS


def test_a_dropped_token_is_seen(reader: ArticleReader) -> None:
    """The proof itself can fail: a token that nothing needs is found, and so is a wrong example."""
    rule = next(one for one in TABLE.rules if one.id == "so many times")
    padded = proving._changed(rule, "left", f"{rule.left} STROKE?")
    changed = replace(padded, examples=rule.examples[:1])
    found = [fault.what for fault in proving.idle_tokens(_with(reader, changed), changed)]
    assert any(what.startswith("STROKE of `left`") for what in found)
    wrong = replace(rule, examples=("Thu ngân sách đạt [480 tỷ đồng].",))
    assert [fault.what for fault in proving.faults(reader, wrong)] == ["rule 'an amount' applies"]


def _with(reader: ArticleReader, rule: Rule) -> ArticleReader:
    other = copy(reader)
    other.grammar = reader.grammar.without(rule, rule)
    return other


class TestPatterns:
    """Patterns are what regular expressions are, held against a row in one pass."""

    TYPES = ("A", "B", "C", "AB")
    ROWS = ("", "A", "B", "AB", "ABC", "AABBCC", "CAB", "ABAB", "BACA", "CCCC", "ACB")
    PATTERNS = (
        "A", "A B", "A|B", "(A|B)*", "A? B", "A+ B*", "(A B)* C?", "(?!C).", "((?!C).)*", "A (?=B) . C", "A (?!B) .",
        "(A (?=B) | B)* C*", ". . .", "(A* B*)*", "((A|B) (?!C))*", "A (?!B)", "(?=A) .*", "A*? B",
    )  # fmt: skip

    @pytest.mark.parametrize("pattern", PATTERNS)
    def test_fits_what_the_regular_expression_fits(self, pattern: str) -> None:
        import re

        alphabet = Alphabet(self.TYPES)
        letters = {name: alphabet.letter(frozenset({name})) for name in "ABC"}
        node = Parser(alphabet.names, {}).parse(pattern)
        automaton = Automaton([Pattern((), node)], alphabet.types)
        known = re.compile(expression(node, alphabet))
        for row in self.ROWS:
            text = "".join(letters[name] for name in row)
            assert bool(automaton.fullmatch(text, 0, len(text))) == bool(known.fullmatch(text)), row
            assert bool(automaton.match(text, 0, len(text))) == bool(known.match(text)), row

    def test_gives_every_pattern_that_fits_as_bits(self) -> None:
        alphabet = Alphabet(self.TYPES)
        both = alphabet.letter(frozenset({"A", "B"}))
        parser = Parser(alphabet.names, {"either": "A|C"})
        patterns = [Pattern((), parser.parse(text)) for text in ("A", "B", "C", "either", "A A")]
        assert Automaton(patterns, alphabet.types).fullmatch(both, 0, 1) == 0b01011

    @pytest.mark.parametrize(
        ("pattern", "said"),
        [
            ("A NONE", "there is no type NONE"),
            ("A none", "there is no chunk none"),
            ("(A B", "a bracket does not close"),
            ("A) B", "a bracket closes that did not open"),
            ("* A", "'*' repeats nothing"),
            ("(?=A B) C", "must be a type, or one of several"),
            ("round", "made of itself"),
        ],
    )
    def test_says_what_is_wrong_with_a_pattern(self, pattern: str, said: str) -> None:
        with pytest.raises(PatternError, match=said.replace("*", r"\*").replace("(", r"\(")):
            Parser(frozenset(self.TYPES), {"round": "A round"}).parse(pattern)

    def test_takes_time_linear_in_the_row(self) -> None:
        """Steps are counted and not the clock watched: each letter is looked up once."""
        alphabet = Alphabet(self.TYPES)
        letter = alphabet.letter(frozenset({"A", "B"}))
        node = Parser(alphabet.names, {}).parse("((A|B)* (A|B)*)* C")
        counts = []
        for size in (1_000, 10_000, 100_000):
            automaton = Automaton([Pattern((), node)], alphabet.types)
            automaton.fullmatch(letter * size, 0, size)
            counts.append(automaton._remembered)
        assert all(before == after for before, after in pairwise(counts))


RULE = """
[types]
HARVEST = ["own.harvest"]

[chunks]
taken = "HARVEST gap"

[[rule]]
id = "a harvest"
layer = "general"
kind = ["quantity"]
left = "taken"
says = "level_or_plan"
examples = ["Nông nghiệp gặt về [480 tỷ đồng]."]
counter = ["Nông nghiệp không gặt về [480 tỷ đồng].", "Nông nghiệp đạt [480 tỷ đồng]."]
"""
SAYS = 'says = "level_or_plan"'
OWN_WORDS = """
[own]
harvest = ["gặt về"]
"""


def _reader(catalogue: Catalogue, rules: str = RULE, words: str = OWN_WORDS) -> ArticleReader:
    additions = read_additions({RULES: rules.encode(), WORDS: words.encode()})
    return ArticleReader(catalogue.indicators, catalogue.areas, additions)


class TestRulesOfAPackage:
    """They are checked on loading; what they read is asked about."""

    @pytest.mark.slow
    def test_read_what_the_reader_does_not(self, catalogue: Catalogue, reader: ArticleReader) -> None:
        text = "Năm 2021, nông nghiệp gặt về 480 tỷ đồng."
        assert not reader.read(text, area="kien-an").observations or (
            reader.read(text, area="kien-an").observations[0].indicator is None
        )
        (found,) = _reader(catalogue).read(text, area="kien-an").observations
        assert (found.printed, found.measure, found.rule) == ("480", "level", "package:a harvest")
        assert found.indicator == "agri_forestry_fishery_output"

    @pytest.mark.slow
    def test_words_for_the_readers_own_lists_are_marked_too(self, catalogue: Catalogue) -> None:
        own = _reader(catalogue, "", '[says]\nup = ["phi mã"]\n')
        (found,) = own.read("Năm 2021, công nghiệp phi mã 8%.", area="kien-an").observations
        assert (found.measure, found.value, found.rule) == ("growth", 8.0, "package:a rise")

    def test_none_cost_nothing(self, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(proving, "trials", None)
        assert read_additions({}) is read_additions({})
        assert ArticleReader(catalogue.indicators, catalogue.areas).grammar.table is TABLE

    @pytest.mark.parametrize(
        ("old", "new", "said", "where"),
        [
            ('left = "taken"', 'left = "NONE gap"', "there is no type NONE", "line 8: rule 'package:a harvest'"),
            ('left = "taken"', 'left = "none gap"', "there is no chunk none", "line 8"),
            ('left = "taken"', 'left = "(HARVEST gap"', "a bracket does not close", "line 8"),
            ('left = "taken"', 'left = "HARVEST $"', "means nothing in a pattern", "line 8: rule 'a harvest'"),
            ('examples = ["Nông nghiệp gặt về [480 tỷ đồng]."]', "examples = []", "it has no example", "line 8"),
            ('gặt về [480 tỷ đồng]."]', 'chở về [480 tỷ đồng]."]', "an example fails", "line 8: rule 'a harvest'"),
            ("Nông nghiệp đạt [", "Nông nghiệp gặt về [", "a counter-example fails", "line 8: rule 'a harvest'"),
            (SAYS, f'{SAYS}\nif = ["sunny"]', "there is no condition 'sunny'", "line 8"),
            (SAYS, f'{SAYS}\nif = ["name_after"]', "no condition 'name_after'", "line 8"),
            ('kind = ["quantity"]', 'kind = "quantity"', "its `kind` must be a list", "line 8"),
            ('left = "taken"', 'left = ["taken"]', "its `left` must be no list", "line 8"),
            (SAYS, 'says = "much"', "there is no measure 'much'", "line 8"),
            ('layer = "general"', 'layer = "first"', "there is no layer 'first'", "line 8"),
            ('kind = ["quantity"]', 'kind = ["weight"]', "there is no kind of figure 'weight'", "line 8"),
            (SAYS, f'{SAYS}\nrefuse = "denied"', "must either say something or refuse", "line 8"),
            ('id = "a harvest"', 'id = "a harvest"\ncolour = 1', "it has 'colour', which no rule has", "line 8"),
            ('id = "a harvest"', "", "it has no id", "line 8"),
            ('[480 tỷ đồng]."]', '480 tỷ đồng."]', "does not mark one figure", "line 8"),
            ('["own.harvest"]', '["own.none"]', "takes the list 'own.none', which there is not", "[types]"),
            ("[types]", '[types]\nUP = ["own.harvest"]', "has a type UP already", "[types]"),
            ("[chunks]", '[chunks]\ngap = "UP"', "has a chunk gap already", "[chunks]"),
            ("[types]", "[types", "not well-formed TOML", "line 2"),
            ("[types]", '[comparisons]\nPLAN = "UP"\n[types]', "comparisons are the reader's own", "[comparisons]"),
        ],
    )  # fmt: skip
    def test_a_fault_is_named_with_its_place_and_remedy(
        self, catalogue: Catalogue, old: str, new: str, said: str, where: str
    ) -> None:
        assert RULE.count(old) >= 1
        with pytest.raises(KienanError) as raised:
            _reader(catalogue, RULE.replace(old, new, 1))
        assert said in raised.value.what
        assert RULES in raised.value.where
        assert where in raised.value.where
        assert raised.value.remedy

    def test_a_double_id_is_refused(self, catalogue: Catalogue) -> None:
        twice = RULE + RULE[RULE.index("[[rule]]") :]
        with pytest.raises(KienanError, match="another rule has this id") as raised:
            _reader(catalogue, twice)
        assert "line 16" in raised.value.where

    def test_two_rules_that_disagree_on_a_sentence_are_refused(self, catalogue: Catalogue) -> None:
        other = (
            RULE[RULE.index("[[rule]]") :].replace("a harvest", "a harvest planned").replace("level_or_plan", "plan")
        )
        with pytest.raises(KienanError, match="another rule of the layer 'general' says something else") as raised:
            _reader(catalogue, RULE + other)
        assert "line 8: rule 'a harvest'" in raised.value.where

    @pytest.mark.slow
    def test_a_rule_may_not_change_what_the_readers_own_read(self, catalogue: Catalogue) -> None:
        greedy = RULE.replace('left = "taken"', 'left = "(HARVEST|EQ) gap"').replace(
            'says = "level_or_plan"', 'says = "plan"'
        )
        greedy = greedy.replace(', "Nông nghiệp đạt [480 tỷ đồng]."', "").replace(
            'layer = "general"', 'layer = "special"'
        )
        with pytest.raises(KienanError, match="change what the reader's own rule") as raised:
            _reader(catalogue, greedy)
        assert "rule 'a harvest'" in raised.value.where

    @pytest.mark.slow
    def test_a_word_may_not_change_what_the_readers_own_rules_read(self, catalogue: Catalogue) -> None:
        with pytest.raises(KienanError, match="change what the reader's own rule") as raised:
            _reader(catalogue, "", '[gaps]\nempty = ["không đạt"]\n[says]\ndown = ["đạt"]\n')
        assert WORDS in raised.value.where

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ('[areas]\nlevels = ["ấp"]', "this group cannot be added to"),
            ("[own]\nharvest = 5", "it is no list of phrases"),
            ('[own]\nharvest = [""]', "it is no list of phrases"),
            (f'[own]\nharvest = ["{"gặt " * 30}"]', "too long for a phrase"),
            ("[own", "not well-formed TOML"),
            ("[own]\nharvest = [" + '"gặt", ' * 2001 + "]", "more than 2000 phrases"),
        ],
    )
    def test_a_fault_in_the_words_is_named(self, catalogue: Catalogue, words: str, said: str) -> None:
        with pytest.raises(KienanError) as raised:
            _reader(catalogue, RULE, words)
        assert said in raised.value.what
        assert WORDS in raised.value.where
        assert raised.value.remedy

    def test_what_is_no_utf8_is_refused(self) -> None:
        with pytest.raises(KienanError, match="not text in UTF-8"):
            read_additions({WORDS: b"\xff\xfe"})

    @pytest.mark.slow
    def test_are_found_beside_the_descriptor(self, tmp_path: Path) -> None:
        folder = copy_package(None, tmp_path / "own")
        assert not open_catalogue(folder).additions
        (folder / "reading").mkdir()
        (folder / RULES).write_text(RULE, encoding="utf-8")
        (folder / WORDS).write_text(OWN_WORDS, encoding="utf-8")
        examined = Examiner(open_catalogue(folder)).examine("Năm 2021, nông nghiệp quận Kiến An gặt về 480 tỷ đồng.")
        (found,) = examined.article.observations
        assert found.rule == "package:a harvest"
        assert not found.sure

    def test_a_link_out_of_the_package_is_refused(self, tmp_path: Path) -> None:
        folder = copy_package(None, tmp_path / "own")
        outside = tmp_path / "outside"
        outside.mkdir()
        (outside / "words.toml").write_text(OWN_WORDS, encoding="utf-8")
        (folder / "reading").symlink_to(outside, target_is_directory=True)
        with pytest.raises(KienanError, match="outside the package"):
            open_catalogue(folder)


def test_the_shipped_table_reads_as_it_is_written() -> None:
    """A fault in it would be named by its line, as in a package's."""
    text = tomllib.loads((RULE).replace("[types]", "[types]"))
    assert text["rule"][0]["id"] == "a harvest"
    with pytest.raises(KienanError, match="it has no id"):
        read_table("[[rule]]\nlayer = 'general'\n", "rules.toml")
