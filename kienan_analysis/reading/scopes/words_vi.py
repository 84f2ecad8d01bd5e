"""Vietnamese words that say what a mention of a period is to its sentence, and what opens or closes aims.

All patterns are matched in the spelling of `Text.key`, against the clause before (or after) a mention, never against
more than `REACH` letters: time stays linear whatever the text.
"""

from __future__ import annotations

import re
from typing import Final

REACH: Final = 160  # letters of a clause that are looked at

# A full stop inside a number or a date ends nothing.
CLAUSE_ENDS: Final = re.compile(r"[;:!?\n]|\.(?=\s|$)")

# Bodies and papers that bear the years of a term or programme as a part of their name. No verb or figure of a
# statement stands between name and years: so they are read as one.
_PAPERS: Final = (
    r"nghị quyết|quyết định|đề án|chương trình|dự án|quy hoạch|chiến lược|đồ án|kế hoạch (?:số|hành động|phát triển"
    r"|đầu tư|triển khai|thực hiện|sử dụng|tổ chức|chuyển đổi|cải cách|cơ cấu|trung hạn)|chuẩn (?:nghèo|hộ nghèo"
    r"|đa chiều|nghèo đa chiều)|theo chuẩn|bộ tiêu chí|tiêu chí|phong trào|cuộc vận động|kết luận"
    r"|chỉ thị|nghị định|thông tư|luật"
    r"|văn kiện|lộ trình|quy chế|đợt thi đua|chuyên đề"
)
_BODIES: Final = (
    r"đại hội|khóa|hđnd|hội đồng nhân dân|ban chấp hành|bch|đảng bộ|ban thường vụ|btv|ubnd|mttq|mặt trận|hội nông dân"
    r"|hội phụ nữ|đoàn thanh niên|lần thứ|chi bộ|đảng ủy|huyện ủy|quận ủy|thành ủy|thị ủy|tỉnh ủy|đại biểu|chủ tịch"
    r"|bí thư|công đoàn|hội cựu chiến binh|cấp ủy|kỳ họp"
)
_NO_STATEMENT: Final = r"(?:(?!\b(?:đạt|tăng|giảm|ước|thu|phấn đấu|trong|suốt|qua|cả|toàn)\b)[^.;:!?\n%]){0,120}$"
NAMED_BY_PAPER: Final = re.compile(rf"(?<!\w)(?:{_PAPERS})(?!\w){_NO_STATEMENT}")
NAMED_BY_BODY: Final = re.compile(rf"(?<!\w)(?:{_BODIES})(?!\w){_NO_STATEMENT}")
# Năm cuối của nhiệm kỳ, năm thứ ba thực hiện …: what year of a term it is.
YEAR_OF_TERM: Final = re.compile(
    r"(?<!\w)năm (?:đầu|cuối|thứ|bản lề|bứt phá|tăng tốc|về đích|có ý nghĩa|quan trọng|quyết định|giữa|then chốt)(?!\w)"
    r"[^.;:!?\n%]{0,120}$|(?<!\w)(?:giữa|nửa đầu|nửa|đầu|cuối|hết) $"
)
# The years of a standard by which is measured: theo chuẩn nghèo đa chiều giai đoạn 2021-2025.
OF_A_STANDARD: Final = re.compile(
    r"(?<!\w)(?:(?<!đạt )chuẩn(?! quốc gia)|theo giá|giá so sánh|tiêu chí)"
    r"(?: (?!đạt|tăng|giảm|trong|của)[^\s.,;:!?()]+){0,8} $"
)
# Kế hoạch 5 năm: what kind of plan it is, no period of a figure.
PLAN_OF_YEARS: Final = re.compile(
    r"(?<!\w)(?:kế hoạch|chương trình|chiến lược|đề án|nghị quyết)"
    r"(?: (?:phát triển|kinh tế|xã hội|-|,|đầu tư|công|trung hạn|tài chính))* $"
)
# What is done with a whole term: then its years are what the text is about, whoever's term it is.
REVIEWED_TERM: Final = re.compile(
    r"(?<!\w)(?:kết quả|đánh giá|tổng kết|kiểm điểm|nhìn lại|sơ kết|thành tựu|bình quân|tốc độ|tăng trưởng)(?!\w)"
    r"(?:(?!\b(?:đạt|tăng|giảm|ước|thu)\b)[^.;:!?\n%]){0,120}$"
)
AIMED_TERM: Final = re.compile(
    r"(?<!\w)(?:mục tiêu|chỉ tiêu|phương hướng|nhiệm vụ|phấn đấu|định hướng|giải pháp)(?!\w)"
    r"(?:(?!\b(?:đạt|tăng|giảm|ước|thu)\b)[^.;:!?\n%]){0,120}$"
)
# A year that dates a paper or an event, not a figure.
DATES_AN_EVENT: Final = re.compile(
    r"(?<!\w)(?:(?:nghị quyết|quyết định|nghị định|luật|thông tư|văn bản|chỉ thị|kết luận|kế hoạch) (?:số )?\d\S*"
    r"|thành lập(?! mới)|khởi công|khánh thành|được công nhận|công nhận|chính thức|ra đời|sáp nhập|chia tách"
    r"|đi vào hoạt động"
    r"|(?:phê chuẩn|phê duyệt|thông qua|trình|thẩm tra) [^.,;:!?\n%()]{0,30}?quyết toán"
    r"|đưa vào sử dụng|tái lập|đăng cai|đạt chuẩn|về đích|ra mắt|vận hành|sinh|bầu|bổ nhiệm|tổng điều tra|điều tra)"
    r"(?!\w)"
    r"(?:(?!\b(?:tăng|giảm|ước|thu|tổng kết|đánh giá|kết quả)\b|\d{4})[^.,;:!?\n%()]){0,60}$"
)
# Months that say when a disaster struck: mưa lũ cuối tháng 10, đầu tháng 11; tháng 9, cơn bão số 3.
_DISASTER: Final = (
    r"(?:mưa (?:lũ|lớn|bão|đá)|bão(?: lũ| lụt)?|lũ(?: lụt| quét)?|ngập lụt|lụt|hạn (?:hán|mặn)|xâm nhập mặn|sạt lở"
    r"|dông lốc|lốc xoáy|động đất|cháy rừng|rét (?:đậm|hại))(?!\w)"
)
DISASTER: Final = re.compile(rf"(?<!\w){_DISASTER}[^.,;:!?\n%]{{0,40}}$")
DISASTER_AFTER: Final = re.compile(rf",? (?:(?:trận|cơn|đợt|các|những|hai|ba) )*{_DISASTER}")
# The clause compares with the period that ends it.
COMPARED: Final = re.compile(
    r"(?<!\w)(?:so với(?: ước)?(?: thực hiện| kết quả)?|so(?! sánh)|cùng kỳ|svck|so cùng kỳ|cùng thời điểm"
    r"|cùng giai đoạn|trên nền"
    r"|(?:cao|thấp|kém|nhiều|ít) hơn|bằng \d[\d.,]*%(?: của)?)(?!\w)"
    r"(?:(?!\b(?:đạt|thu|ước|tăng|giảm)\b)[^.,;:!?\n%()]){0,40}$"
)
# The same, past the figure of that period: thấp hơn mức 8,9% của năm 2023, vượt con số 650 triệu USD năm 2023. Without
# the noun it must be "of" the period: vượt 650 triệu USD trong năm 2023 is of 2023 itself.
_NOUN_OF_A_FIGURE: Final = (
    r"(?: (?:mức|con số|tốc độ|kết quả|kỷ lục|đỉnh|tỷ lệ)(?: tăng| giảm)?(?: trưởng)?(?: (?:thực hiện|đạt được))?)"
)
_FIGURE: Final = (
    r" (?:gần |hơn |khoảng |trên )?\(?[\d.,]+"
    r"(?:[ -]?(?:%|điểm (?:%|phần trăm))| (?:nghìn |triệu |tỷ )*(?:tỷ|triệu|đồng|usd|lượt|người|ha|tấn|hộ)(?: \w+)?)?"
)
COMPARED_FIGURE: Final = re.compile(
    r"(?<!\w)(?:(?:cao|thấp|kém|nhiều|ít|nhanh|chậm|lớn|nhỏ|tốt) hơn|so với|so|vượt|bằng|bỏ xa|thua|kém|xấp xỉ"
    r"|tương đương|gấp \d[\d,]* lần|(?:tăng|giảm) từ)(?: hẳn| xa| qua| cả| cả mức)?"
    rf"(?:{_NOUN_OF_A_FIGURE}+{_FIGURE} (?:(?:của|trong|hồi|đạt được|ở|cả) )*"
    rf"|{_FIGURE} (?:đạt được )?(?:của|ở) (?:cả )?)$"
)
# What is set against the year that the text reports on, and says no more of it: tăng 8%, trong khi năm 2023 tăng 8,9%.
CONTRASTED: Final = re.compile(r"(?<!\w)trong khi(?: (?:cả|của|mức của|con số của))* $")
# So many times a year, that opens with the word year: gấp 2,5 lần năm 2005, but not gấp 2,5 lần trong năm 2005.
TIMES: Final = re.compile(r"(?<!\w)gấp (?:đôi|(?:\d[\d.,]*|hai|ba|bốn|năm)(?: \w+)? lần)(?: của)? $")
# What the clause compares with is the plan of the period that ends it.
PLAN_COMPARED: Final = re.compile(
    r"(?<!\w)(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|nghị quyết|kịch bản)(?: (?!kỳ)[^\s.,;:!?%()]+){0,6} $"
)
# What the results go on from: kế thừa đà tăng trưởng của năm 2023, …
BACKDROP: Final = re.compile(
    r"(?<!\w)(?:tiếp nối|nối tiếp|kế thừa|phát huy|tiếp đà|tiếp tục đà|nối dài)(?!\w)[^.,;:!?\n%()]{0,60}$"
)
SAME_PERIOD: Final = re.compile(r"(?<!\w)(?:cùng kỳ|svck|cùng thời điểm|cùng giai đoạn)(?: của)?(?: năm)? ?$")
# The highest since …: since when is no period of a figure.
RECORD: Final = re.compile(r"(?<!\w)(?:nhất|kỷ lục)(?: kể)? ?$")
# What is left of the year, and what is still to be done in a period.
STILL_TO_COME: Final = re.compile(
    r"(?<!\w)(?:phấn đấu|phấn đấu đến|mục tiêu|chỉ tiêu|nhiệm vụ|phương hướng|giải pháp|kế hoạch|dự toán|định hướng"
    r"|chuẩn bị|bước sang|bước vào|chương trình|dự kiến|quyết tâm|hướng tới|hướng đến|đề ra|đặt ra|từ nay đến"
    r"|(?:thông qua|ban hành) (?:\d+ |các )?nghị quyết|từ nay tới"
    r"|(?<!địa )(?<!công )bàn|(?<!chuyển )sang|triển khai|phương án)"
    r"(?!\w)(?:(?!\b(?:kết quả|tổng kết|đánh giá|sơ kết|thực hiện|đạt được)\b)[^.;:!?\n%]){0,60}$"
)
# Aims that are looked back on: kết quả thực hiện một số chỉ tiêu 6 tháng đầu năm.
LOOKED_BACK_ON: Final = re.compile(
    r"(?<!\w)(?:kết quả|tình hình|đánh giá|hoàn thành|tổng kết|sơ kết|kiểm điểm)(?: \w+){0,4} "
    r"(?:chỉ tiêu|kế hoạch|nhiệm vụ|dự toán|chương trình|mục tiêu)"
    r"(?:,? (?!và |phương |nhiệm |giải |mục |kế hoạch|chỉ |định |đề |bàn |triển khai)[\w–-]+){0,16} $"
)
# What was done in the rest of a year: kết quả 6 tháng cuối năm 2025.
DONE_IN: Final = re.compile(
    r"(?<!\w)(?:kết quả|tổng kết|sơ kết|đánh giá|kiểm điểm|nhìn lại)"
    r"(?: (?!phương|mục|chỉ|giải|đề|bàn|triển)[^\s.,;:!?]+){0,8} $"
)
# Days that are counted from another point than the year's beginning: tính từ khi vận hành đến 30/9.
FROM_ELSEWHERE: Final = re.compile(r"(?<!\w)từ (?!đầu năm)[^.;:!?\n]{1,80}$")
FROM_THE_YEARS_BEGINNING: Final = ("từ ", "tính từ ", "lũy kế từ ", "cộng dồn từ ")
# Directly after a period: who will do something in it; not what else is done: … 6 tháng đầu năm và đề ra nhiệm vụ …
WILL_DO: Final = re.compile(
    r"^(?!,? (?:và|đồng thời|cũng như) )"
    r",? ?(?:[^.;:!?\n%\d]{0,60}?(?<!\w))?(?:sẽ|phấn đấu|quyết tâm|đặt mục tiêu|đề ra|đặt ra|đặt chỉ tiêu"
    r"|xác định mục tiêu|xác định chỉ tiêu|đưa ra mục tiêu|hướng tới|hướng đến)(?!\w)"
)

# Directly after a year: which one it is, and not what was in it.
DESCRIBES_A_YEAR: Final = re.compile(
    r",? (?:(?:cũng |tiếp tục |được (?:xác định|coi|xem|đánh giá) )?là (?:một )?năm"
    r"|năm (?:thứ|đầu|cuối|bản lề|giữa))(?!\w)"
)
STATE_OF_THINGS: Final = "tình hình"  # in a heading: what follows is about what was

# Not in the name of an office: Sở Kế hoạch và Đầu tư, Phòng Tài chính - Kế hoạch.
_A_PLAN: Final = (
    r"(?<!sở )(?<!phòng )(?<!ban )(?<!vụ )(?<!tài chính [-–,] )(?<!tài chính và )(?<!tài chính, )"
    r"kế hoạch(?! (?:và|&) đầu tư| [-–] tài chính)"
)
# Aims. A word for them counts where no attainment is said of it: hoàn thành 15/16 chỉ tiêu.
AIM_NOUNS: Final = re.compile(rf"(?<!\w)(?:mục tiêu|chỉ tiêu|phương hướng|nhiệm vụ|định hướng|{_A_PLAN}|dự toán)(?!\w)")
# A heading of aims of a term, or one that a numbered list goes on with in the same line.
AIMS_IN_HEAD: Final = re.compile(
    r"(?<!\w)(?:mục tiêu|chỉ tiêu|phương hướng|nhiệm vụ)(?: (?!\d)[^\s.,;:!?]+){0,5} "
    r"(?:(?:nhiệm kỳ|giai đoạn) \d{4}|(?:đến )?năm \d{4}(?: ?\([^()\n]*\))?[ :]*(?:i|1)[.)/])"
)
# The name of a plan of a year, in the head of a text: what follows may be what it says.
PLAN_OF_A_YEAR: Final = re.compile(
    r"(?<!\w)(?<!% )(?<!hiện )(?<!các )(?<!thành )(?<!quả )(?<!vượt )(?<!với )(?<!đạt )"
    rf"(?:mục tiêu|chỉ tiêu|phương hướng|nhiệm vụ|định hướng|{_A_PLAN}|chương trình|kịch bản|phương án|trọng tâm)"
    r"(?: (?!kết quả|thực hiện|hoàn thành)[^\s.,;:!?]+){0,8} năm (\d{4})(?!\d)"
    r"(?![^.\n]{0,60}(?<!\w)(?:hoàn thành|vượt|đạt)(?!\w))"
)
COUNTS_AIMS: Final = re.compile(r"(?<!\w)\d{1,3} (?:nhóm )?(?:chỉ tiêu|mục tiêu)(?!\w)")
# After đã they are aims all the same: đã đề ra mục tiêu.
_AIMS_WERE_SET: Final = (
    "công bố|bầu|họp|nghe|thảo luận|tổ chức|diễn ra|trình|biểu quyết|đề ra"
    "|đặt|xác định|thông qua|giao|được giao|ban hành|quyết nghị|thống nhất"
    "|đưa ra|nêu|xây dựng"
)
RESULT: Final = re.compile(
    rf"(?<!\w)(?<!so với )(?<!so )(?<!trên )(?:đã (?!{_AIMS_WERE_SET})|đạt được|(?<!kèm )(?<!kèm theo )kết quả"
    r"|ước đạt|ước thực hiện|ước tính"
    r"|ước cả năm|thực hiện được|hoàn thành và|đạt và vượt|hoàn thành vượt|đã đạt|tính đến|đến nay|lũy kế|hiện nay"
    r"|hiện có|hiện còn|kết thúc năm|vượt chỉ tiêu|vượt mục tiêu"
    r"|(?:chỉ tiêu|mục tiêu|chủ yếu|quan trọng) (?:đều |cơ bản )?(?:đạt|vượt) (?:cao|khá|tốt|kết quả|mức cao|và vượt))"
)
# A heading that says of aims that they were met (vượt các chỉ tiêu), and none that calls for it (quyết tâm vượt).
AIMS_MET: Final = re.compile(r"(?<!\w)(?:đạt|vượt|hoàn thành|về đích|cán đích)(?!\w)")
CALLS_FOR: Final = re.compile(
    r"(?<!\w)(?:phấn đấu|quyết tâm|quyết liệt|nỗ lực|tập trung|giải pháp|nhiệm vụ|để|nhằm|sẽ|cần|phải|tiếp tục|đẩy mạnh"
    r"|thi đua|hướng tới|tăng tốc|bứt phá|kế hoạch năm|mục tiêu năm|chỉ tiêu năm)(?!\w)"
)
# Who sets aims lists them next: đã xác định nhiều chỉ tiêu quan trọng, trong đó: …
SETS_AIMS: Final = re.compile(
    r"(?<!\w)(?:xác định|đề ra|đặt ra|đưa ra|thông qua|thống nhất|quyết nghị|quyết định|giao|ấn định|nêu rõ)"
    r"(?: \w+){0,4}? (?:các |những |nhiều |một số )?(?:chỉ tiêu|mục tiêu)(?!\w)"
    r"|(?<!\w)(?<!với )(?<!sự )(?<!bằng )quyết tâm (?!cao|chính trị|của|lớn|vượt)"
    r"|(?<!\w)từ nay (?:đến|tới) (?:hết|cuối)"
    # Chủ tịch UBND tỉnh yêu cầu đến hết quý II phải giải ngân 40%; đề nghị các đơn vị nỗ lực để thu đạt 300 tỷ đồng
    r"|(?<!\w)(?<!theo )(?<!với )(?:yêu cầu|đề nghị|chỉ đạo|giao)(?: [^\s.;:!?%]+){0,12}?"
    r" (?:phải|nỗ lực|quyết liệt|phấn đấu)(?!\w)"
    # để hoàn thành kế hoạch cả năm với các chỉ tiêu: …
    r"|(?<!\w)để (?:hoàn thành|đạt|đạt được|thực hiện|thực hiện thắng lợi)(?: \w+){0,6}? "
    r"(?:với )?(?:các |những |nhiều |một số )(?:chỉ tiêu|mục tiêu)(?!\w)"
    # bước vào năm 2024 với mục tiêu …
    r"|(?<!\w)(?:bước vào|bước sang) năm (?:19|20)\d\d,? (?:với|đặt|đặt ra|đề ra) (?:các |những |nhiều )?"
    r"(?:chỉ tiêu|mục tiêu)(?!\w)"
    # Mục tiêu của phường năm 2026 là …, at the head of a sentence
    r"|(?:(?<![^\n])|(?<=[.!?] ))\W*(?:(?:các|một số|những) )?(?:chỉ tiêu|mục tiêu)(?!\w)"
    r"(?![^:\n]{0,80}?(?<!\w)(?:đạt|vượt|hoàn thành|kết quả|thực hiện|đã|đều|cơ bản)(?!\w))"
    r"[^:\n.;%]{0,80}? là (?!\d|năm|một|do|nhờ|động|cơ sở|tiền đề|nền|yếu|điều|cần|sự)(?=\w)"
    # Mục tiêu năm 2024 của quận: …, at the head of a line
    r"|(?<![^\n])\W*(?:(?:các|một số|những) )?(?:chỉ tiêu|mục tiêu)(?!\w)"
    r"(?![^:\n]{0,120}?(?<!\w)(?:đạt|vượt|hoàn thành|kết quả|thực hiện|đã|đều|cơ bản)(?!\w)[^:\n]{0,120}:)"
    r"[^:\n.;]{0,60}? năm (?:19|20)[0-9]{2}(?: [^:\n]{0,60})?:"
)
# What is still to be completed: tự tin hoàn thành mục tiêu đón 15 triệu lượt khách; not đã nỗ lực hoàn thành mục tiêu.
TO_COMPLETE: Final = re.compile(
    r"(?<!\w)(?<!đã )(?:tự tin|tin tưởng|tin rằng|kỳ vọng|hy vọng|quyết tâm|nỗ lực|phấn đấu|cam kết|nước rút|sẽ|để"
    r"|nhằm)(?: (?!đã|nên|qua)[^\s.,;:!?%\d]+){0,6} (?:hoàn thành|đạt|về đích|cán đích|chinh phục)(?: \w+)? "
    r"(?:mục tiêu|chỉ tiêu|kế hoạch|dự toán)(?!\w)"
)
MAY_BE_COMPLETED: Final = re.compile("(?:thành|đạt|đích|phục) (?:\\w+ )?(?:mục tiêu|chỉ tiêu|kế hoạch|dự toán)")
# Neither fits where none of these stands, which is told sooner: in most sentences.
MAY_BE_RESULT: Final = re.compile(
    "đã |đạt được|kết quả|ước |thực hiện được|hoàn thành |đạt và vượt|tính đến|đến nay|lũy kế|hiện |vượt |kết thúc "
    "|chỉ tiêu |mục tiêu |chủ yếu |quan trọng "
)
MAY_SET_AIMS: Final = re.compile("chỉ tiêu|mục tiêu|quyết tâm |từ nay | phải| nỗ lực| quyết liệt| phấn đấu")
TILL_NOW: Final = (" đến nay", " tới nay", " đến thời điểm này")
SINCE: Final = re.compile(r"(?<!\w)(?:kể )?từ $")
# A congress of the party, in the head of a text: its aims are of the term.
CONGRESS: Final = re.compile(
    r"(?<!nghị quyết )(?<!trước )(?<!mừng )(?<!\w)đại hội (?:đại biểu|đảng|chi bộ|lần thứ|nhiệm kỳ|khóa)(?!\w)"
    r"|party congress"
)
# The head of a resolution, on lines of its own: NGHỊ QUYẾT / Về nhiệm vụ phát triển kinh tế - xã hội năm 2025.
RESOLUTION: Final = re.compile(
    r"(?:^|\n)\s*nghị quyết\s+(?:số [^\n]*\s+)?về (?:việc )?(?:nhiệm vụ|kế hoạch|mục tiêu|chỉ tiêu|phương hướng)"
)
# What is done with a resolve is no aim yet: với quyết tâm cao, huyện đã huy động …
WITH_RESOLVE: Final = re.compile(r"(?<!\w)(?:với|bằng|sự|cùng|tinh thần|nhờ)(?: sự| tinh thần)? $")
RESOLVE: Final = "quyết tâm"
EACH_YEAR: Final = ("mỗi năm", "hằng năm", "hàng năm")
# A plan opens its sentence: theo kế hoạch, năm 2024 thu 500 tỷ đồng; kế hoạch năm 2022 của huyện: …
_NO_PLAN_WAS_MET: Final = (
    r"(?![^:\n]{0,120}?(?<!\w)(?:đạt|vượt|hoàn thành|kết quả|thực hiện|đã|đều)(?!\w)[^:\n]{0,120}:)"
)
BY_PLAN: Final = re.compile(
    r"theo (?:kế hoạch|dự toán|chỉ tiêu)(?: được giao| đề ra)?,"
    r"|năm \d{4}, theo (?:kế hoạch|dự toán|nghị quyết)(?: [^.,;:!?()]{2,40})?,"
    r"|theo (?:kế hoạch|dự toán|nghị quyết)(?: [^\s.,;:!?()]+| - ){0,10} năm \d{4}(?: của [^.,;:!?()]{2,40})?,"
    rf"|(?:kế hoạch|dự toán|nghị quyết){_NO_PLAN_WAS_MET}[^:\n.;]{{0,80}} năm \d{{4}}(?: [^:\n.;%]{{0,60}}?)?"
    r"(?::| là (?!\d))"
    rf"|nghị quyết{_NO_PLAN_WAS_MET}[^:\n.;]{{0,120}} (?:đề ra|đặt ra|xác định|nêu|quy định)(?: [^:\n.;]{{0,40}})?:"
    # What a council or its resolution sets for a year: nghị quyết HĐND huyện xác định năm 2023 thu 246 tỷ đồng.
    r"|(?:(?:tại |theo )?(?:nghị quyết|kỳ họp|hội đồng nhân dân|hđnd|đại hội)(?! \w+ (?:nghe|đánh giá))"
    r"(?:(?!kết quả|đánh giá|đã đạt|so với|báo cáo|thống kê)[^:\n.;%]){0,120}"
    r" (?:xác định|đề ra|đặt ra|quyết nghị|ấn định),? (?:đến |trong )?(?:cuối |hết )?năm \d{4}(?!\w| là ))"
)
# Who decides on a period decides on one to come.
DECIDES_ON: Final = re.compile(
    r"(?<!\w)(?:thông qua|quyết nghị|quyết định|đề ra|đặt ra|xác định|giao|phê duyệt|ban hành|phấn đấu|biểu quyết)"
    r"(?!\w)"
    r"(?:(?!\b(?:kết quả|tổng kết|đánh giá|sơ kết|hoàn thành|đã đạt)\b)[^.;:!?\n%]){0,120}$"
)
ATTAINED: Final = re.compile(
    r"(?:(?<!\w)(?:hoàn thành|đạt và vượt|hoàn thành và vượt|vượt|đạt|hoàn thành vượt|có)(?: \w+){0,3} )"
    r"(?:các|những) ?(?:các |nhóm )?$"
    r"|(?:\d{1,3} ?/ ?\d{1,3}|100%|tất cả|hầu hết|toàn bộ|đa số|phần lớn) ?(?:các |nhóm )?$"
    r"|(?<!\w)(?:hoàn thành|đạt và vượt|hoàn thành và vượt|vượt|hoàn thành vượt|so với|đạt)(?: \w+){0,2} $"
    r"|\d ?/ ?\d{1,3} $|% $|% (?:kế hoạch|chỉ tiêu|mục tiêu|dự toán|nghị quyết)[^.,;:!?\n%]{0,30}$"
)
# What is still to be attained: phấn đấu hoàn thành một số chỉ tiêu.
TO_ATTAIN: Final = re.compile(r"(?<!\w)(?:phấn đấu|quyết tâm|nỗ lực|tập trung|đề ra|đặt ra)(?!\w)[^.;:!?\n%]{0,40}$")
# Why something is so, before a month that a comma follows: do mưa trái mùa cuối tháng 3, năng suất chỉ đạt …
CAUSE: Final = re.compile(
    r"(?<!\w)(?<!lý )(?:do|vì|bởi|nhờ)(?! đó)"
    r"(?: (?!quản lý|giao|tổ chức|thực hiện|đạt|tăng|giảm|thu)[^\s.,;:!?%\d]+){1,10} $"
)
# Before a day, or ngày: another day is compared with it.
DAY_COMPARED: Final = re.compile(r"(?<!\w)(?:so với|so)(?: thời điểm| cuối)? $")
# Before a day: it is that of an event, not of the text.
DAY_OF_EVENT: Final = re.compile(
    r"(?<!\w)(?:từ|kể từ|đến|trước|sau|thành lập|sáp nhập|khởi công|khánh thành|ban hành"
    r"|có hiệu lực|ra đời|qđ-\w+"
    r"|nq-\w+|nq/\w+|quyết định|nghị quyết|văn bản|công văn|kế hoạch|thông báo|sinh)(?: số)?(?: [^\s,.;:]+){0,3} $"
)
