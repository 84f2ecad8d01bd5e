"""Pages laid out as Vietnamese news sites and portals of places lay theirs out, with made-up words.

In each the article's figures are those of `FIGURES`; every number that begins with 99 stands around the article. The
layouts of `UNSEEN` were written before they were first read, and are counted by themselves.
"""

# ruff: noqa: E501, ISC004 - markup as sites write it

from __future__ import annotations

from typing import Final

TITLE: Final = "Quận Kiến An tổng kết công tác năm 2021"
LEAD: Final = "Năm 2021, tổng thu ngân sách trên địa bàn quận Kiến An đạt 424,723 tỷ đồng, bằng 107,5% dự toán."
BODY: Final = (
    'Giá trị sản xuất công nghiệp của <a href="/kien-an">quận Kiến An</a> năm 2021 thực hiện 600,37 tỷ đồng, tăng '
    '13,68% so với <a href="/2020">cùng kỳ</a>.',
    "Tổng mức bán lẻ hàng hóa ước đạt 8.446,29 tỷ đồng, đạt 101,2% kế hoạch.",
    "Cùng với đó, quận chi ngân sách 512,3 tỷ đồng; giá trị sản xuất nông nghiệp đạt 130,93 tỷ đồng, giảm 2,4%.",
)
FIGURES: Final = ("424,723", "107,5", "600,37", "13,68", "8.446,29", "101,2", "512,3", "130,93", "2,4")
DAY: Final = "2022-01-11"

_P: Final = "".join(f"<p>{words}</p>" for words in BODY)


def _page(body: str, head: str = "") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{TITLE} - Trang tin</title>{head}'
        f"<style>.fck_detail p{{margin:0}} .an-di{{display:none}}</style></head><body>{body}</body></html>"
    ).encode()


def vnexpress() -> bytes:
    return _page(
        '<header class="section top-header"><div class="container"><span class="time-now">Thứ bảy, 28/11/2026</span></div></header>'
        '<section class="section wrap-main-nav"><nav class="main-nav"><ul class="parent"><li><a href="/">Tăng 99,1%</a></li></ul></nav></section>'
        '<section class="section page-detail top-detail"><div class="container"><div class="sidebar-1">'
        '<div class="header-content width_common"><ul class="breadcrumb"><li><a href="/kinh-doanh">Kinh doanh</a></li>'
        '<li><a href="/vi-mo">Vĩ mô</a></li></ul><span class="date">Thứ ba, 11/1/2022, 14:51 (GMT+7)</span></div>'
        f'<h1 class="title-detail">{TITLE}</h1><p class="description"><span class="location-stamp">Hải Phòng</span>{LEAD}</p>'
        '<ul class="list-news hidden" data-campaign="Box-Related"><li><a href="/x">Thu ngân sách quận khác đạt 99,2 tỷ đồng</a></li></ul>'
        f'<article class="fck_detail "><p class="Normal">{BODY[0]}</p>'
        '<figure class="tplCaption" itemprop="associatedMedia image"><div class="fig-picture"><img src="a.jpg"></div>'
        '<figcaption><p class="Image">Nhà máy thu 99,3 tỷ đồng. Ảnh: <em>Lê Tân</em></p></figcaption></figure>'
        f'<p class="Normal">{BODY[1]}</p><p class="Normal">{BODY[2]}</p>'
        '<p class="author_mail"><strong>Lê Tân</strong></p></article>'
        '<div class="width_common box-tinlienquanv2"><article class="item-news"><h4 class="title-news"><a href="/y">Quận A đạt 99,4 tỷ đồng '
        'trong năm nay</a></h4><p class="description"><a href="/y">Thu 99,5 tỷ đồng.</a></p></article></div>'
        '<div class="social_pin"><a href="#">Chia sẻ 995</a></div>'
        '<div id="box_comment_vne" class="box_comment_vne"><div class="comment_item"><p class="full_content">Tôi thấy thu phải đạt 99,6 tỷ '
        "đồng mới đúng, năm ngoái đã là 99,7 tỷ đồng rồi còn gì.</p></div></div></div>"
        '<div class="sidebar-2"><div class="box-category"><h2>Xem nhiều</h2><article class="item-news"><h3><a href="/z">Giá vàng tăng '
        "99,8% trong năm</a></h3></article></div></div></div></section>"
        '<footer class="footer container"><p>Giấy phép số 548, tăng 99,9% so với trước đây, địa chỉ tầng 10 tòa nhà FPT, Cầu Giấy.</p></footer>',
        '<meta name="pubdate" content="2022-01-11T14:51:00+07:00"><meta property="og:site_name" content="vnexpress.net">',
    )


def tuoitre() -> bytes:
    return _page(
        '<div class="header"><div class="header__top">Thứ bảy, ngày 28 tháng 11 năm 2026</div></div>'
        '<div class="main"><div class="detail__main"><div class="detail__cmain"><div class="detail-top"><div class="detail-cate">'
        '<a href="/kinh-doanh.htm">Kinh doanh</a></div><div class="detail-time"><div data-role="publishdate">11/01/2022 14:51 GMT+7</div></div></div>'
        f'<h1 class="detail-title article-title" data-role="title">{TITLE}</h1><h2 class="detail-sapo" data-role="sapo">{LEAD}</h2>'
        f'<div class="detail-cmain"><div class="detail-content afcbc-body" data-role="content" itemprop="articleBody"><p>{BODY[0]}</p>'
        '<div class="VCSortableInPreviewMode" type="Photo"><div><img src="a.jpg"></div><div class="PhotoCMS_Caption"><p>Công nhân ở xưởng '
        "thu 99,1 tỷ đồng - Ảnh: T.T.</p></div></div>"
        f"<p>{BODY[1]}</p>"
        '<div class="VCSortableInPreviewMode" type="RelatedOneNews"><a href="/x" class="kbwscwlrl-title">Quận khác đạt 99,2 tỷ đồng</a>'
        '<p class="kbwscwlrl-sapo">TTO - Năm 2021 thu ngân sách quận khác chỉ đạt 99,3 tỷ đồng, giảm 99,4% so với cùng kỳ.</p></div>'
        f"<p>{BODY[2]}</p></div></div>"
        '<div class="detail-tab"><div class="detail__tags">Tags: <a href="/t">thu 995 tỷ</a></div></div>'
        '<div class="detail__comment"><h3>Bình luận (2)</h3><div class="lst-comment"><p>Quận mình thu tới 99,6 tỷ đồng cơ mà, báo viết '
        "thiếu rồi, mong báo xem lại.</p></div></div></div>"
        '<div class="detail__sub"><div class="box-same-category">Tin cùng chuyên mục<ul><li><a href="/a">Hải Phòng thu 99,7 tỷ</a></li></ul></div></div></div></div>'
        '<div class="footer">Giấy phép 561, điện thoại 0997.123</div>',
        '<meta property="article:published_time" content="2022-01-11T14:51:00">',
    )


def haiphong_paper() -> bytes:
    return _page(
        '<div class="c-header"><div class="c-header__date">Thứ bảy, 28/11/2026 08:00</div></div>'
        '<div class="l-content"><div class="breadcrumbs"><a href="/">Trang chủ</a></div><div class="b-maincontent">'
        f'<div class="sc-longform-header"><h1 class="sc-longform-header-title">{TITLE}</h1>'
        '<span class="sc-longform-header-date">11/01/2022 14:51</span></div>'
        f'<p><strong>{LEAD}</strong></p><table class="picture" align="center"><tbody><tr><td><img src="a.jpg"></td></tr><tr><td class="caption">'
        f"Một góc phố, nơi thu 99,1 tỷ đồng năm nay</td></tr></tbody></table>{_P}"
        '<p style="text-align: right;"><strong>Hoàng Mai</strong></p></div>'
        '<div class="c-news-related"><h4>Tin liên quan</h4><ul><li><a href="/b">Lê Chân thu 99,2 tỷ</a></li><li><a href="/c">Dương Kinh đạt 99,3%</a></li></ul></div>'
        '<div class="onecms__share">Chia sẻ 994</div></div>'
        "<footer>Báo in ra 99,5 số</footer>"
    )


def vnpt_portal() -> bytes:
    return _page(
        '<form id="aspnetForm"><div id="top"><div class="topbar">Thứ bảy, 28/11/2026</div></div><div class="menu-left"><ul><li><a href="/1">Giới '
        "thiệu 991</a></li></ul></div>"
        f'<div class="news-detail"><h2 class="title-news-detail">{TITLE}</h2><div class="date-news">Ngày đăng: 11/01/2022 | Lượt xem: 993</div>'
        f'<div class="news-content">{LEAD}<br><br>{BODY[0]}<br />{BODY[1]}<br/>{BODY[2]}</div>'
        '<div class="news-author">Ban Biên tập</div>'
        '<div class="tinkhac"><div class="head">Các tin khác</div><ul><li><a href="/2">Thu ngân sách đạt 99,2 tỷ đồng</a> (10/01/2022)</li>'
        '<li><a href="/3">Chi 99,4 tỷ</a> (09/01/2022)</li></ul></div></div>'
        "<select><option>Liên kết 996</option><option>Đạt 99,7%</option></select><button>Gửi 998</button></form>"
    )


def sharepoint() -> bytes:
    return _page(
        '<form method="post" id="aspnetForm"><div id="s4-workspace"><div id="s4-titlerow" class="ms-dialogHidden">Tăng 99,1%</div>'
        '<div class="ms-breadcrumb-box">Trang chủ</div><div id="contentBox"><div class="article article-left">'
        f'<div class="ArticleTitle"><h1>{TITLE}</h1></div><div class="ArticleDate">1/11/2022 2:51:00 PM</div>'
        f'<div class="captioned-image"><div class="image"><img src="x.png"></div><div class="caption">Ảnh chụp 992</div></div>'
        f'<div class="article-content"><div class="ms-rtestate-field"><div class="ExternalClassAB12"><p>{LEAD}</p><div>{BODY[0]}</div>'
        f'<div>{BODY[1]}</div><p><span style="font-size:14pt">{BODY[2]}</span></p></div></div></div></div>'
        '<div class="ms-webpart-zone"><div class="TinLienQuan"><span>Tin liên quan</span><table><tr><td><a href="/a">Ngô Quyền đạt 99,3 tỷ đồng</a></td></tr>'
        '<tr><td><a href="/b">Hải An thu 99,4 tỷ đồng</a></td></tr></table></div></div></div></div></form>'
    )


def liferay() -> bytes:
    return _page(
        '<div id="wrapper"><header id="banner"><div class="clock">Thứ bảy, 28/11/2026 09:00</div></header><section id="content"><div class="portlet-layout row-fluid">'
        '<div class="portlet-column span9" id="column-1"><div class="portlet-boundary portlet-asset-publisher"><div class="portlet-body"><div class="asset-full-content">'
        f'<div class="asset-content"><div class="journal-content-article" id="article_1"><h3 class="title-detail">{TITLE}</h3>'
        f'<span class="metadata-publish-date">14:51 11/01/2022</span><p class="sapo">{LEAD}</p><div class="noidung">{_P}</div></div></div>'
        '<div class="asset-ratings">Đánh giá: 99,1</div></div><div class="asset-links"><h2>Tin mới nhất</h2>'
        '<ul><li><a href="/1">Thu 99,2 tỷ</a></li><li><a href="/2">Chi 99,3 tỷ</a></li></ul></div></div></div></div>'
        '<div class="portlet-column span3" id="column-2"><div class="portlet-boundary"><h2>Thông báo</h2><ul><li><a href="/3">Đấu giá 99,4 tỷ</a></li></ul></div></div></div></section>'
        '<footer id="footer">Lượt truy cập: 99.512.000</footer></div>'
    )


def commune() -> bytes:
    """Lay out with tables, as small places' pages of the years about 2010 are."""
    return _page(
        '<table width="1000" align="center"><tr><td colspan="3"><img src="banner.jpg" width="1000"></td></tr><tr><td colspan="3">Thứ bảy, ngày 28 tháng 11 năm 2026</td></tr>'
        '<tr><td width="180" valign="top"><table><tr><td><a href="/1">Trang chủ</a></td></tr><tr><td><a href="/2">Tin tức 99,1</a></td></tr></table></td>'
        f'<td valign="top"><table width="100%"><tr><td class="title">{TITLE}</td></tr><tr><td class="date">Cập nhật lúc: 14:51 11/01/2022</td></tr>'
        f'<tr><td><p align="justify">{LEAD}</p><p align="center"><img src="b.jpg" width="400"></p><p align="center"><em>Hội nghị giao thu 99,2 tỷ đồng</em></p>'
        f'{_P}</td></tr><tr><td><b>Các tin đã đưa:</b></td></tr><tr><td><a href="/3">Phường thu 99,3 tỷ (9/1)</a></td></tr><tr><td><a href="/4">Chi 99,4 tỷ đồng</a></td></tr></table></td>'
        '<td width="180" valign="top"><table><tr><td>Thời tiết 99 độ</td></tr><tr><td><marquee>Giá vàng 99,5</marquee></td></tr></table></td></tr>'
        '<tr><td colspan="3">Bản quyền thuộc UBND, điện thoại 0225.996</td></tr></table>'
    )


def vietnamplus() -> bytes:
    return _page(
        '<div class="site-header"><div class="header__info">Thứ bảy, 28/11/2026</div></div><div class="site-content"><div class="container"><div class="article">'
        f'<h1 class="article__title cms-title">{TITLE}</h1><h2 class="article__sapo cms-desc">{LEAD}</h2>'
        '<div class="article__meta"><a class="author" href="/a">Minh Thu</a><time class="time" datetime="2022-01-11T14:51:00+0700">11/01/2022 14:51</time></div>'
        f'<div class="article__body zce-content-body cms-body" itemprop="articleBody"><p>{BODY[0]}</p><figure class="article__avatar"><img src="a"><figcaption>Ảnh minh họa 99,1 (Ảnh: '
        f'PV/Vietnam+)</figcaption></figure><p>{BODY[1]}</p><p>&gt;&gt; <a href="/x">Hải Phòng thu ngân sách đạt 99,2 nghìn tỷ đồng</a></p>'
        f'<div class="sc-empty-layer"></div><p>{BODY[2]}</p><div class="article-relate"><article class="story"><h2 class="story__heading"><a href="/y">Thu 99,3 tỷ</a></h2>'
        '<div class="story__summary">Năm 2021 quận khác thu ngân sách được 99,4 tỷ đồng, tăng 99,5% so với năm trước.</div></article></div>'
        '<div class="article__source">(TTXVN/Vietnam+)</div></div><div class="article__tag"><a href="/t">#thu 996</a></div></div>'
        '<div class="l-sidebar"><div class="box-heading">Đọc nhiều</div><article><h3><a href="/z">Đạt 99,7%</a></h3></article></div></div></div>',
        '<meta property="article:published_time" content="2022-01-11T07:51:00Z">',
    )


def dantri() -> bytes:
    return _page(
        '<header><div class="bg-wrap"><div class="header-date">Thứ Bảy, 28/11/2026</div></div></header><main class="body container"><div class="grid-container">'
        '<div class="grid-main"><article class="singular-container"><ul class="dt-breadcrumb"><li><a href="/kd">Kinh doanh</a></li></ul>'
        f'<h1 class="title-page detail">{TITLE}</h1><div class="author-wrap"><div class="author-name"><b>An Nhiên</b></div><time class="author-time" datetime="2022-01-11 14:51">Thứ ba, 11/01/2022 - 14:51</time></div>'
        f'<h2 class="singular-sapo">(Dân trí) - {LEAD}</h2><div class="singular-content"><p>{BODY[0]}</p><figure class="image align-center"><img src="a"><figcaption><p>Cảng biển thu 99,1 '
        f'tỷ (Ảnh: AN).</p></figcaption></figure><p>{BODY[1]}</p><p>{BODY[2]}</p></div><ul class="tags-wrap"><li><a href="/t">99 tỷ</a></li></ul></article>'
        '<div class="article-related"><h2>Tin liên quan</h2><article class="article-item"><h3 class="article-title"><a href="/q">Quận A thu 99,2 tỷ</a></h3><div class="article-excerpt"><a href="/q">'
        'Đạt 99,3% dự toán</a></div></article></div><section class="comment-wrap"><h3>BÌNH LUẬN</h3><div class="comment-list"><div>Tăng 99,4% là ít, theo tôi phải cao hơn thế nhiều lần.</div></div></section></div>'
        '<aside class="grid-sidebar"><h2>Đọc nhiều trong Kinh doanh</h2><a href="/w">Vàng tăng 99,5%</a></aside></div></main>'
    )


def wordpress() -> bytes:
    return _page(
        '<div id="page"><header id="masthead" class="site-header"><p class="site-description">Cổng tin 99,1</p></header><div id="content"><div id="primary"><main id="main" class="site-main">'
        f'<article id="post-12" class="post type-post"><header class="entry-header"><h1 class="entry-title">{TITLE}</h1><div class="entry-meta"><span class="posted-on">Đăng vào '
        '<time class="entry-date published" datetime="2022-01-11T00:30:00+07:00">11/01/2022</time></span></div></header>'
        f'<div class="entry-content"><p>{LEAD}</p>{_P}<div class="wp-caption"><img src="a"><p class="wp-caption-text">Lễ ký 99,2 tỷ</p></div><p><strong>Xem thêm: </strong><a href="/1">Chi 99,3 tỷ</a></p>'
        '<div class="sharedaddy"><h3>Chia sẻ:</h3><ul><li><a href="/f">Facebook 994</a></li></ul></div></div></article>'
        '<nav class="post-navigation"><a href="/p">Bài trước 99,5</a></nav><div id="comments" class="comments-area"><h2>2 bình luận</h2><ol><li><p>Đạt 99,6% thì tốt quá, chúc mừng bà con.</p></li></ol></div></main></div>'
        '<div id="secondary" class="widget-area"><section class="widget"><h2>Bài viết mới</h2><ul><li><a href="/3">Thu 99,7 tỷ</a></li></ul></section></div></div></div>',
        '<meta property="article:published_time" content="2022-01-10T17:30:00+00:00">',
    )


def dotnetnuke() -> bytes:
    return _page(
        '<form id="Form"><div id="dnn_ContentPane" class="contentpane"><div class="DnnModule DnnModule-TMSNews"><a name="455"></a><div class="c_container"><div class="tms_detail">'
        f'<div class="news_title"><span id="dnn_ctr455_lblTitle">{TITLE}</span></div><div class="news_date"><i>(Cập nhật: 11/01/2022 14:51)</i></div>'
        f'<div class="news_sapo"><b>{LEAD}</b></div><div class="news_body"><div style="text-align:center"><img src="1.jpg"><br><i>Đại biểu dự hội nghị 99,1</i></div>{_P}</div>'
        '<div class="news_other"><h4>Tin bài khác</h4><table><tbody><tr><td>»</td><td><a href="/1">Đạt 99,2%</a></td><td>(10/01)</td></tr><tr><td>»</td><td><a href="/2">Thu 99,3 tỷ</a></td><td>(9/1)</td></tr></tbody></table></div></div></div></div></div>'
        '<div id="dnn_RightPane" class="rightpane"><h3>Văn bản mới</h3><p><a href="/v">Nghị quyết giao thu 99,4 tỷ đồng cho các phường</a></p><p>Tổng lượt truy cập: 99.511</p></div></form>'
    )


def thanhnien() -> bytes:
    return _page(
        '<div class="header"><span class="time">28/11/2026 08:08</span></div><div class="content"><div class="detail__layout"><div class="detail__cmain-main">'
        f'<div class="detail__cmain-top"><a href="/kinh-te.htm">Kinh tế</a></div><h1 class="detail-title"><span data-role="title">{TITLE}</span></h1>'
        '<div class="detail__author-date"><div class="detail-author">Hoàng Phan</div><div class="detail-time"><div data-role="publishdate">11/01/2022 14:51 GMT+7</div></div></div>'
        f'<div class="detail-sapo">{LEAD}</div><div class="detail-cmain clearfix"><div class="detail-content afcbc-body"><p>{BODY[0]}</p>'
        '<figure class="VCSortableInPreviewMode"><div><img></div><figcaption class="PhotoCMS_Caption">Bến cảng 99,1</figcaption></figure>'
        f'<p>{BODY[1]}</p><div class="adscontent">Đạt 99,2</div><p>{BODY[2]}</p><div class="VCSortableInPreviewMode link-content-footer"><a href="/x">Quận nào thu 99,3 tỷ đồng?</a></div></div></div>'
        '<div class="detail__related"><div class="title">Tin liên quan</div><div class="box-category-item"><h3><a href="/r">Thu 99,4 tỷ đồng</a></h3><p>Năm qua quận khác thu 99,5 tỷ đồng, vượt kế hoạch cả năm là 99,6%.</p></div></div>'
        "</div></div></div>",
        '<meta property="article:published_time" content="2022-01-11T14:51:00+07:00">',
    )


def bare() -> bytes:
    """Name nothing: what surrounds the article is told by its links and labels alone."""
    return _page(
        '<div><a href="/">Trang chủ</a> | <a href="/t">Tin 99,1</a></div><div><div>'
        f"<h1>{TITLE}</h1><div>Thứ ba, ngày 11 tháng 1 năm 2022</div><div><b>{LEAD}</b></div>{_P}"
        '<div><b>Bài viết liên quan:</b></div><div>- <a href="/a">Lê Chân thu ngân sách 99,2 tỷ đồng</a></div><div>- <a href="/b">An Dương chi 99,3 tỷ đồng</a></div>'
        '</div><div><div><b>Đọc nhiều nhất</b></div><div><a href="/c">Giá đất tăng 99,4%</a></div></div></div><div>© 2022 - ĐT 0225.997</div>'
    )


def gov_cards() -> bytes:
    return _page(
        '<div class="wrapper"><div class="top-header"><div class="date-time">Thứ 7, 28/11/2026 | 09:09</div></div><div class="container"><div class="row"><div class="col-md-9">'
        f'<div class="detail-news"><div class="tieu-de"><h1>{TITLE}</h1></div><div class="ngay-dang">11/01/2022 | 14:51</div><div class="mota">{LEAD}</div><div class="chi-tiet-noi-dung">'
        f'<div class="toolbar">A- A A+ 99</div>{_P}</div><div class="nguon">Nguồn: UBND quận</div></div>'
        '<div class="box-other"><div class="title-box"><span>Tin cùng chuyên mục</span></div><div class="row"><div class="col-4"><div class="card"><img src="1"><a href="/1">Kiến Thụy đạt 99,1 tỷ đồng</a><div class="card-text">Năm 2021 Kiến Thụy thu '
        'ngân sách đạt 99,2 tỷ đồng, tăng 99,3% so với cùng kỳ năm trước.</div></div></div><div class="col-4"><div class="card"><img src="2"><a href="/2">Tiên Lãng đạt 99,4 tỷ đồng</a><div class="card-text">Tiên Lãng thu ngân sách đạt '
        '99,5 tỷ đồng, chi ngân sách 99,6 tỷ đồng, đúng kế hoạch.</div></div></div></div></div></div><div class="col-md-3"><div class="box-thong-ke">Đang truy cập: 997</div></div></div></div></div>'
    )


SEEN: Final = (vnexpress, tuoitre, haiphong_paper, vnpt_portal, sharepoint, liferay, commune, vietnamplus)
UNSEEN: Final = (dantri, wordpress, dotnetnuke, thanhnien, bare, gov_cards)
