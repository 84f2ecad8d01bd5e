"""Blocks of a page that hold no figures of its own: captions, headlines of other articles, comments of readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.tokens import Token

# Codes of reasons, as in ``reasons.toml``.
CAPTION: Final = "caption"
OTHERS: Final = "other_headline"
COMMENT: Final = "comment"
QUESTION: Final = "question"

_OTHERS: Final = (
    "bài cùng chuyên mục", "bài đọc nhiều", "bài liên quan", "bài viết liên quan", "bạn có thể quan tâm",
    "các tin đã đưa", "các tin khác", "các tin liên quan", "có thể bạn quan tâm", "cùng chuyên mục", "đọc nhiều",
    "đọc thêm", "mời bạn đọc thêm", "mời xem thêm", "tin bài liên quan", "tin cũ hơn", "tin cùng chuyên mục",
    "tin đã đưa", "tin đọc nhiều", "tin khác", "tin liên quan", "tin mới hơn", "tin mới nhất", "tin nổi bật",
    "tin tức liên quan", "tin xem nhiều", "xem nhiều", "xem thêm",
)  # fmt: skip
_COMMENTS: Final = (
    "bạn đọc bình luận", "bình luận", "các bình luận", "phản hồi", "ý kiến bạn đọc", "ý kiến của bạn",
)  # fmt: skip
_CAPTIONS: Final = (
    "ảnh", "ảnh minh họa", "ảnh tư liệu", "chú thích ảnh", "clip", "đồ họa", "nguồn ảnh", "trong ảnh", "video",
)  # fmt: skip
_READERS: Final = ("bạn đọc ", "cư dân mạng", "độc giả ", "người dùng ", "một bạn đọc", "một độc giả", "một người dùng")
_COMMENTED: Final = ("bình luận", "góp ý", "ý kiến bạn đọc")
_SPEAKER: Final = 14  # tokens before the colon
_FIRST_WORDS: Final = frozenset(phrase.split()[0] for phrase in (*_OTHERS, *_COMMENTS, *_CAPTIONS))
_LONGEST: Final = 5  # words of the longest of these
_ENDS: Final = frozenset({".", "!", "…"})
_HEADLINE: Final = 40  # tokens: what is longer is prose
_MOST_SENTENCES: Final = 3  # of a caption
_CREDIT: Final = 8  # tokens of a picture's credit after its caption: Ảnh: Duy Thính


class Line(NamedTuple):
    """A paragraph: its sentences' tokens."""

    sentences: tuple[Sequence[Token], ...]


def find_blocks(paragraphs: Sequence[Line]) -> dict[int, str]:
    """Say which paragraphs hold no figures of the text's own, and why.

    Parameters
    ----------
    paragraphs : sequence of Line
        All of the text, in order.

    Returns
    -------
    dict of int to str
        By number of the paragraph, a reason.
    """
    found: dict[int, str] = {}
    holds = ""
    for number, paragraph in enumerate(paragraphs):
        if holds == COMMENT:
            found[number] = COMMENT
            continue
        opened, alone = _opens(paragraph)
        if opened == CAPTION or (not opened and _ends_in_credit(paragraph)):
            found[number] = CAPTION
            continue
        if opened:
            found[number] = opened
            holds = opened if alone or opened == COMMENT else ""
            continue
        if holds == OTHERS:
            if _is_headline(paragraph):
                found[number] = OTHERS
                continue
            holds = ""
        if paragraph.sentences and [token.key for token in paragraph.sentences[0][:2]] == [">", ">"]:
            found[number] = OTHERS
    return found


def aside_in(tokens: Sequence[Token], items: Sequence[Item]) -> str:
    """Say whether a sentence is a question, a picture's caption in a paragraph, or what a reader wrote; empty if not.

    Examples are *Ảnh: Thu hoạch 500 tấn vải.* and *Bạn đọc Hoàng Long bình luận: phải thu 1.200 tỷ đồng!*.
    """
    if tokens and tokens[-1].key == "?" and any(item.is_measured for item in items):
        return QUESTION
    colon = next((at for at, token in enumerate(tokens[:_SPEAKER]) if token.key == ":"), 0)
    if not colon:
        return ""
    words = " ".join(token.key for token in tokens[:colon])
    if words in _CAPTIONS:
        return CAPTION
    return COMMENT if words.endswith(_COMMENTED) or words.startswith(_READERS) else ""


def _opens(paragraph: Line) -> tuple[str, bool]:
    """Say which block a paragraph opens, and whether nothing else stands in it."""
    if not paragraph.sentences:
        return "", False
    tokens = paragraph.sentences[0]
    begin = 0
    while (
        begin < len(tokens)
        and tokens[begin].kind == "mark"
        and tokens[begin].key in {">", "*", "-", "(", "+", "•", "»"}
    ):
        begin += 1
    if begin == len(tokens) or tokens[begin].key not in _FIRST_WORDS:
        return "", False
    for length in range(min(_LONGEST, len(tokens) - begin), 0, -1):
        words = [token.key for token in tokens[begin : begin + length]]
        if any(token.kind != "word" for token in tokens[begin : begin + length]):
            continue
        phrase, after = " ".join(words), begin + length
        mark = tokens[after].key if after < len(tokens) else ""
        whole = len(paragraph.sentences) == 1 and all(token.kind != "word" for token in tokens[after:])
        if phrase in _CAPTIONS and mark in {":", "."}:
            return CAPTION, False
        if phrase in _OTHERS and (mark == ":" or whole):
            return OTHERS, whole
        if phrase in _COMMENTS and whole:
            return COMMENT, True
    return "", False


def _ends_in_credit(paragraph: Line) -> bool:
    """Whether a paragraph ends as captions do: *… Ảnh: Duy Thính*."""
    if not paragraph.sentences:
        return False
    last = paragraph.sentences[-1]
    if len(paragraph.sentences) > _MOST_SENTENCES:
        return False
    for at in range(max(0, len(last) - _CREDIT), len(last) - 1):
        if (
            last[at].key == "ảnh"
            and last[at + 1].key == ":"
            and (at == 0 or last[at - 1].key in {"(", ".", ",", "-", "/", '"', "”"})
        ):
            return True
    return False


def _is_headline(paragraph: Line) -> bool:
    """Whether a paragraph may be a headline: one sentence without a full stop."""
    tokens = paragraph.sentences[0] if len(paragraph.sentences) == 1 else ()
    return bool(tokens) and len(tokens) <= _HEADLINE and tokens[-1].key not in _ENDS
