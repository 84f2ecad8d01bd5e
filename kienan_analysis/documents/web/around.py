"""What stands around an article: lists of others, comments, captions; told by names, labels and links.

A name alone says little where a box holds much of the page's prose: sites call the column of an article a *sidebar*.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.days import date_lines
from kienan_analysis.documents.web.boxes import Box, Gone, Line, Picture, TableBox

if TYPE_CHECKING:
    from collections.abc import Sequence

_TAGS: Final = frozenset({"nav", "footer", "aside", "figcaption", "search", "menu"})
# Names by which sites and portals know the article itself.
CORE: Final = re.compile(
    r"fck_detail|articlebody|article[-_]?_?_?(?:content|body|detail)|detail[-_]?_?_?(?:content|body)|content[-_]?detail"
    r"|(?:entry|post|story|news)[-_]?(?:content|body|detail|text)|journal-content-article|ms-rtestate-field|cms-body"
    r"|maincontent\b|main[-_]?detail|noi[-_]?dung|chi[-_]?tiet|afcbc-body|singular-content|the-article-body|knc-content"
    r"|edit-content|bai[-_]?viet|newscontent|news_content|body-content|articleholder|cate-24-foreign|b-maincontent"
)
# What is around whatever it holds.
_NAMES: Final = re.compile(
    r"relat|lien-?_?quan|(?:tin|bai)-?_?(?:khac|lq|cung|noi-?_?bat|doc-?_?nhieu|xem-?_?nhieu|moi(?:-?_?nhat)?\b|hot)"
    r"|other-?_?(?:news|article|post|item)|news-?_?other|cung-?_?chuyen-?_?muc|same-?_?categor|(?:xem"
    r"|doc)-?_?(?:them|nhieu)"
    r"|most-?_?(?:read|view|popular)|popular|trending|recommend|suggest|read-?_?(?:more|next|also)|see-?_?(?:more|also)"
    r"|you-?may|link-?_?box|box-?_?link|inner-?link|hot-?news|latest-?(?:news|post)|news-?latest|tin-?nhanh"
    r"|comment|binh-?_?luan|y-?_?kien|disqus|phan-?_?hoi|feedback"
    r"|\bshar(?:e|ing)\b|\bshare[-_]|[-_]share\b|sharebox|box-?share|social|chia-?_?se|addthis|addtoany|fb-like|fb-root"
    r"|breadcrumb|breadcum|pagination|pager\b|newsletter|subscri|copyright|banner|quang-?_?cao|advert"
    r"|sponsor|dfp-|adsense"
    r"|(?<![a-z])(?:tags?|tag-?_?(?:box|list|s|news)|box-?tags?|keywords?|tu-?_?khoa)(?![a-z])"
    r"|caption|chu-?_?thich(?:-?_?anh)?|pcaption|imgdesc|desc_cap|image-?desc|photo-?desc"
    r"|popup|modal|cookie|\blogin\b|tham-?do|survey|poll\b|weather|thoi-?tiet|ty-?gia|audio|tts\b|rating"
    r"|danh-?_?gia|\bvote"
)
# What is around unless it holds much of the page's prose.
_WEAK_NAMES: Final = re.compile(
    r"side-?_?bar|(?:col|cot)-?_?(?:right|left|phai|trai)|(?:right|left)-?_?(?:col|bar|side|block|panel"
    r"|menu)|(?<![a-z])ads[a-z]*|(?<![a-z])ad[-_]|[-_]ad\b"
    r"|\bnav|nav(?:bar|igation)?\b|\bmenu|menu\b|footer|\bfoot\b|\btop-?(?:bar|menu|news)|toolbar|print"
    r"|widget|\bheader\b|masthead"
    r"|site-?header|page-?header|author-?(?:box|info)|search|lang(?:uage)?-|counter|luot|weblink"
    r"|lien-?ket|slider|carousel|video"
    r"|complementary|navigation|contentinfo|box-?news|list-?news|news-?list|item-?news|tieu-?diem|marquee|hotline"
)
_SOME_PROSE: Final = 60  # letters before a label that comments follow
_MUCH: Final = 0.4  # of the page's prose

_LABEL_MARKS: Final = ' \t>»\u203a→•*|·:.–—-+[](){}…"“”▶►■◆✦👉🔥'
_KIND: Final = (
    r"(?:(?:các |những |một số )?"
    r"(?:tin(?: tức| bài)?|bài(?: viết| báo| đăng)?|tin, bài|video|chủ đề|văn bản|sự kiện|ảnh) )"
)
_LABEL: Final = re.compile(
    rf"(?:{_KIND}?(?:liên quan|cùng (?:chuyên mục|chủ đề|loại|danh mục|thể loại|mục|tác giả)|đã (?:đưa|đăng))"
    rf"(?: khác| đến bài viết)?"
    rf"|{_KIND}"
    r"(?:khác|mới(?: nhất| hơn| đăng| cập nhật)?|cũ hơn|nổi bật|tiêu điểm|nóng"
    r"|trước|tiếp theo"
    rf"|hay|(?:được )?(?:đọc|xem|quan tâm) nhiều(?: nhất)?)"
    r"|(?:xem|đọc|tìm hiểu|tham khảo) (?:thêm|tiếp|nhiều(?: nhất)?)(?: tin| bài(?: viết)?)?|có thể (?:bạn"
    r"|quý vị) quan tâm"
    r"|(?:mời )?(?:quý )?(?:bạn|độc giả|bạn đọc)(?: có thể)? (?:xem|đọc|tham khảo) thêm|nên (?:đọc|xem)"
    r"|đừng bỏ lỡ|đáng (?:đọc|chú ý)"
    r"|dành cho bạn|theo dòng sự kiện|dòng sự kiện|cùng chuyên mục|tin cùng chuyên mục|chuyên mục khác|bạn quan tâm"
    r"|related(?: (?:news|articles|stories|posts))?|read (?:more|also|next)|see (?:also|more)"
    r"|most (?:read|viewed|popular)"
    r"|latest(?: news)?|other news|more (?:news|stories)|you may (?:also )?like|recommended)",
)
# What may be a section of an article too: it needs links behind it.
_WEAK_LABEL: Final = re.compile(
    r"(?:(?:nội dung|thông tin) (?:khác|liên quan)|tiêu điểm|nổi bật|video|ảnh|thông báo|liên kết(?: website| web)?)"
)
_COMMENTS: Final = re.compile(
    r"(?:\d{1,4} )?(?:bình luận|ý kiến(?: bạn đọc| độc giả| của bạn)|(?:gửi|viết|thêm) (?:bình luận"
    r"|ý kiến)|phản hồi|comments?|ý kiến \(\d+\))"
    r"(?: \(?\d{1,5}\)?| của bạn| bạn đọc| facebook)*"
)
_LABELLED: Final = re.compile(
    rf"[\s>»\u203a→•*|–—+\[-]{{0,8}}(?:{_KIND}?liên quan|(?:xem|đọc) thêm"
    r"|tin (?:khác|nóng)|cùng chuyên mục|theo dòng sự kiện|related|read more|see also)"
    r"\s?[:>»|]",
    re.IGNORECASE,
)
_CREDIT: Final = re.compile(
    r"(?:\b[ẢA]nh|Photo|Nguồn ảnh|Đồ họa|Infographic|Video)\s*:\s*[^.]{1,60}\.?\)?$"
    r"|\(?[ẢA]nh(?: minh h[oọ]a| tư liệu)?:?[^.]{0,40}\)?\.?$"
)
_LONGEST_CAPTION: Final = 320
_META: Final = re.compile(
    r"(?:lượt (?:xem|đọc)|đã xem|số lần (?:xem|đọc)|lượt truy cập|views?)\s?:?\s?[\d.,]+(?: lượt)?"
    r"|a\s?[-+](?:\s?a\s?[-+])*|(?:cỡ|kích) (?:chữ|thước)[^.]{0,30}"
    r"|(?:in|gửi|nghe|đọc|lưu|chia sẻ|share|copy link|sao chép)(?: (?:bài|trang|email|tin|qua|facebook"
    r"|zalo|bài viết|link|liên kết|này))*"
    r"|(?:từ khóa|tags?|từ khoá)\s?:.{0,300}|quảng cáo|advertisement|(?:0|[1-5])(?: điểm)?/\s?5.*"
    r"|(?:đánh giá|xếp hạng).{0,40}|về trang chủ|trở (?:về|lại).{0,20}|back to top",
    re.IGNORECASE,
)
_LONGEST_LABEL: Final = 60
_SHORTEST_LINK: Final = 12


def mark_around(page: Box, prose: int, title: Box | None) -> None:
    """Mark the boxes that are not the article's, and put lines of that kind into boxes of their own.

    Parameters
    ----------
    page : Box
        Weighed.
    prose : int
        Letters of prose on the page.
    title : Box or None
        That holds the article's title: what holds it is no list beside it.
    """
    holders = _holders(page, title) if title is not None else frozenset()
    _mark(page, max(prose, 1), holders)


def _holders(page: Box, wanted: Box) -> frozenset[int]:
    """Give the boxes in which one stands, by identity."""
    path: list[int] = []

    def find(box: Box) -> bool:
        if box is wanted:
            path.append(id(box))
            return True
        for part in box.parts:
            if isinstance(part, Box) and find(part):
                path.append(id(box))
                return True
        return False

    find(page)
    return frozenset(path)


def _mark(box: Box, prose: int, holders: frozenset[int]) -> None:
    for part in box.parts:
        if isinstance(part, Box) and id(part) not in holders and _by_name(part, prose):
            part.around = True
    _by_label(box, prose, holders)
    _items(box, holders)
    _captions(box)
    for place, part in enumerate(box.parts):
        if isinstance(part, Line) and _is_around(part):
            box.parts[place] = _put_around(part)
        elif isinstance(part, Box) and not part.around:
            _mark(part, prose, holders)


def _put_around(part: Line) -> Box:
    return Box("p", parts=[part], letters=len(part.text), linked=part.linked, around=True)


def _by_name(box: Box, prose: int) -> bool:
    if box.tag in _TAGS:
        return box.prose < _MUCH * prose or box.tag in {"nav", "figcaption"}
    if not box.names:
        return False
    if CORE.search(box.names) and box.prose >= 0.2 * prose:
        return False
    if _NAMES.search(box.names):
        return box.tag not in {"body", "html"} and not _holds_core(box, prose)
    return bool(_WEAK_NAMES.search(box.names)) and box.prose < _MUCH * prose and not _holds_core(box, prose)


def _holds_core(box: Box, prose: int) -> bool:
    return any(
        isinstance(part, Box) and ((part.prose >= 0.2 * prose and CORE.search(part.names)) or _holds_core(part, prose))
        for part in box.parts
    )


def _said(part: object) -> str:
    """Give the words of a part that is one short line."""
    if isinstance(part, Line):
        return part.text if len(part.text) <= _LONGEST_LABEL else ""
    if isinstance(part, Box) and 0 < part.letters <= _LONGEST_LABEL:
        lines = part.lines()
        return lines[0].text if len(lines) == 1 else ""
    return ""


def is_label(words: str, *, weak: bool = False) -> bool:
    """Whether words head a list of other articles.

    Examples
    --------
    >>> is_label(">> Xem thêm:"), is_label("TIN LIÊN QUAN"), is_label("Kết quả khác")
    (True, True, False)
    """
    bare = words.strip(_LABEL_MARKS).lower()
    return _LABEL.fullmatch(bare) is not None or (weak and _WEAK_LABEL.fullmatch(bare) is not None)


def _by_label(box: Box, prose: int, holders: frozenset[int]) -> None:
    """Mark what a label heads: the lists, links and items behind it; of comments all that follows."""
    parts = box.parts
    for place, part in enumerate(parts):
        words = _said(part)
        if not words:
            continue
        bare = words.strip(_LABEL_MARKS).lower()
        if _COMMENTS.fullmatch(bare):
            after = [later for later in parts[place:] if not isinstance(later, Gone)]
            if _prose_of(after) < _MUCH * prose or _prose_of(parts[:place]) >= _SOME_PROSE:
                _drop(parts, place, len(parts), holders)
                return
        if not is_label(words, weak=True):
            continue
        end = place + 1
        while end < len(parts) and _follows_label(parts[end], first=end == place + 1):
            end += 1
        is_first = not any(
            isinstance(earlier, (Line, Box, TableBox)) and _letters_of(earlier) for earlier in parts[:place]
        )
        if end > place + 1 or is_label(words):
            _drop(parts, place, end, holders)
        if (
            is_first
            and is_label(words)
            and id(box) not in holders
            and box.prose < _MUCH * prose
            and not CORE.search(box.names)
        ):
            box.around = True
            return


def _letters_of(part: Line | Box | TableBox) -> int:
    return len(part.text) if isinstance(part, Line) else part.letters


def _prose_of(parts: Sequence[object]) -> int:
    return sum(
        part.prose
        if isinstance(part, Box)
        else part.letters
        if isinstance(part, TableBox)
        else len(part.text)
        if isinstance(part, Line)
        else 0
        for part in parts
    )


def _follows_label(part: object, *, first: bool) -> bool:
    """Whether a part belongs to the list that a label heads."""
    if isinstance(part, (Gone, Picture)):
        return True
    if isinstance(part, Line):
        return part.linked * 2 >= len(part.text)
    if isinstance(part, Box):
        if part.around or part.linked * 2 >= part.letters:
            return True
        return (first and part.tag in {"ul", "ol", "dl"}) or _is_item(part)
    return False


def _drop(parts: list[Box | Line | TableBox | Picture | Gone], start: int, end: int, holders: frozenset[int]) -> None:
    for place in range(start, end):
        part = parts[place]
        if isinstance(part, Box):
            if id(part) not in holders:
                part.around = True
        elif isinstance(part, Line):
            parts[place] = _put_around(part)
        elif isinstance(part, TableBox):
            parts[place] = Box("table", parts=[part], letters=part.letters, around=True)


def _is_item(box: Box) -> bool:
    """Whether a box announces another article: a linked title, and a summary at most."""
    if box.letters > 900 or CORE.search(box.names):  # noqa: PLR2004 - letters of a summary
        return False
    lines = box.lines()
    return bool(lines) and len(lines) <= 6 and lines[0].is_link and len(lines[0].text) >= _SHORTEST_LINK  # noqa: PLR2004


def _items(box: Box, holders: frozenset[int]) -> None:
    """Mark boxes that announce other articles; a single one only if its title is a heading."""
    found = [
        part
        for part in box.parts
        if isinstance(part, Box) and not part.around and id(part) not in holders and _is_item(part)
    ]
    for item in found:
        lines = item.lines()
        if len(found) > 1 or lines[0].kind == "heading" or len(lines) == 1 or item.tag in {"article", "li"}:
            item.around = True


def _captions(box: Box) -> None:
    """Mark captions: beside a picture, short, and set or worded as one."""
    parts = box.parts
    shown = [place for place, part in enumerate(parts) if not isinstance(part, Gone)]
    after_picture = False
    for number, place in enumerate(shown):
        part = parts[place]
        before_picture = number + 1 < len(shown) and _is_picture(parts[shown[number + 1]])
        if isinstance(part, Line):
            if _is_caption(part, beside=after_picture, before=before_picture):
                parts[place] = _put_around(part)
        elif isinstance(part, Box) and not part.around:
            lines = part.lines()
            if (
                len(lines) == 1
                and _is_caption(lines[0], beside=after_picture or part.has(Picture), before=before_picture)
            ) or (
                part.tag in {"table", "figure"}
                and part.has(Picture)
                and 0 < part.letters <= _LONGEST_CAPTION
                and not part.has(TableBox)
            ):
                part.around = True
        after_picture = _is_picture(part)


def _is_picture(part: object) -> bool:
    return isinstance(part, Picture) or (isinstance(part, Box) and part.letters == 0 and part.has(Picture))


def _is_caption(line: Line, *, beside: bool, before: bool) -> bool:
    if len(line.text) > _LONGEST_CAPTION or not (beside or before) or line.kind != "paragraph":
        return False
    credit = _CREDIT.search(line.text) is not None
    return credit or (beside and (line.leaning * 10 >= len(line.text) * 9 or line.centred))


def _is_around(line: Line) -> bool:
    """Whether a line is a link to another article, a label with one, or about the page itself."""
    if line.is_link and len(line.text) >= _SHORTEST_LINK and line.kind == "paragraph":
        return True
    if _LABELLED.match(line.text) and (line.linked or len(line.text) < 200):  # noqa: PLR2004
        return True
    if len(line.text) <= 120 and _META.fullmatch(line.text.strip(_LABEL_MARKS)):  # noqa: PLR2004
        return True
    return is_label(line.text) or bool(line.kind == "paragraph" and date_lines(line.text))
