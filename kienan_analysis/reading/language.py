"""Which language a text is in, paragraph by paragraph, told from the text itself."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

READ: Final = ("vi", "en")  # the languages that are read
# Words that stand in nearly every sentence of a language, and seldom in those of another one.
_COMMON: Final[dict[str, frozenset[str]]] = {
    "vi": frozenset(
        "và của là được với trong các những đạt tăng giảm năm tỷ đồng so cho không có thu về đến trên dân tỉnh huyện "
        "quận phường xã thành phố kỳ ước kế hoạch chỉ tiêu số người".split()
    ),
    "en": frozenset(
        "the of and in to was were is are by for with from its per cent percent on at as a an this that year which has "
        "have over than up down compared billion million trillion budget revenue growth rose fell rise exports imports "
        "city province district ward poverty income capita retail sales target plan estimate expenditure index".split()
    ),
    "fr": frozenset("le la les des et du dans une est par pour sur avec au aux sont été plus qui cette année".split()),
    "de": frozenset("der die das und ist von mit den dem des ein eine auf für im zu wurde auch jahr nach bei".split()),
    "es": frozenset("el la los las y del en una por con para se es al más fue que año según como son".split()),
    "pt": frozenset("o os as e do da dos das em um uma por com para não foi que ano mais no na ao são".split()),
    "it": frozenset("il lo gli e di del della che un una per con non è stato nel anno alla sono più dei delle".split()),
    "nl": frozenset("de het een en van in is op met voor dat zijn werd door ook bij naar jaar aan was".split()),
    "id": frozenset("dan yang di dengan untuk dari pada ini itu tahun adalah persen dalam oleh telah akan tidak".split()),
    "vi-plain": frozenset(
        "va cua la duoc voi trong cac nhung dat tang giam nam ty dong so cho khong co thu ve den tren tinh huyen quan "
        "phuong thanh pho ky uoc ke hoach".split()
    ),
}
# What only writing tells.
_SCRIPTS: Final = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("lo", re.compile("[\u0e80-\u0eff]")),
    ("km", re.compile("[\u1780-\u17ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
)
_NAMES: Final = {
    "vi": "Vietnamese", "en": "English", "fr": "French", "de": "German", "es": "Spanish", "pt": "Portuguese",
    "it": "Italian", "nl": "Dutch", "id": "Indonesian or Malay", "ja": "Japanese", "ko": "Korean", "zh": "Chinese",
    "th": "Thai", "lo": "Lao", "km": "Khmer", "ru": "Russian", "ar": "Arabic",
    "vi-plain": "Vietnamese without its tone marks",
}  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+")
_ONLY_VIETNAMESE: Final = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_PARAGRAPH: Final = re.compile(r"[^\n]+")
_LONGEST: Final = 20_000  # letters of a paragraph that are looked at
_FEW: Final = 2  # common words: fewer tell nothing
_FEW_SIGNS: Final = 3  # letters of another script: fewer may be a name
_SHARE: Final = 0.12  # of the words that common words must make up before another language is said to be there


class Passage(NamedTuple):
    """Paragraphs in one language.

    Attributes
    ----------
    start, end : int
        ``text[start:end]``.
    language : str
        ``vi``, ``en``, or the code of a language that is not read.
    """

    start: int
    end: int
    language: str


def language_name(code: str) -> str:
    """Name a language in English; a code that is not known is its own name."""
    return _NAMES.get(code, code)


def language_of(text: str) -> str:
    """Say which language a text is in: the one of most of its words; Vietnamese where too few tell.

    Examples
    --------
    >>> language_of("Thu ngân sách của quận đạt 500 tỷ đồng."), language_of("Budget revenue of the district was up.")
    ('vi', 'en')
    """
    letters: dict[str, int] = {}
    for passage in passages(text):
        length = len(_WORD.findall(text, passage.start, passage.end))
        letters[passage.language] = letters.get(passage.language, 0) + length
    return max(letters, key=lambda code: letters[code]) if letters else "vi"


def passages(text: str) -> list[Passage]:
    """Cut a text into stretches of one language, paragraph by paragraph.

    A paragraph that does not tell (a line of a table, a name) is of the language of the one before it, or, at the
    head, of the one after it. Without any that tells, the text counts as Vietnamese.

    Parameters
    ----------
    text : str
        Any text; blank lines between the paragraphs belong to the stretch before.
    """
    told = [(match.start(), _told(match[0])) for match in _PARAGRAPH.finditer(text)]
    known = next((code for _, code in told if code), "") or _told(text[:_LONGEST]) or "vi"
    found: list[Passage] = []
    for start, code in told:
        known = code or known
        if found and found[-1].language == known:
            continue
        if found:
            found[-1] = found[-1]._replace(end=start)
        found.append(Passage(start if found else 0, len(text), known))
    return found


def _told(paragraph: str) -> str:
    """Say which language a paragraph is in; empty where it does not tell."""
    sample = paragraph[:_LONGEST]
    for code, signs in _SCRIPTS:
        if len(signs.findall(sample)) >= _FEW_SIGNS:
            return code
    words = [word.lower() for word in _WORD.findall(sample)]
    scores = {code: sum(word in common for word in words) for code, common in _COMMON.items()}
    best = max(scores, key=lambda code: scores[code])
    if scores[best] < _FEW:
        return ""
    if best in READ or scores["vi"] == scores[best]:
        return best if best in READ else "vi"
    # Another language only where much says so, and no letter is Vietnamese alone beyond a name or two.
    sure = scores[best] >= _SHARE * len(words) and scores[best] > 2 * max(scores["vi"], scores["en"])
    if best == "vi-plain":
        return best if sure and not _ONLY_VIETNAMESE.search(sample) else ""
    return best if sure else ""
