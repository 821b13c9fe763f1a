"""The words by which a person is known in a Vietnamese text: names, forms of address, offices, and what is no person.

Written for this project from the language, not copied from any text; sorted by subject, a table each, words parted by
commas. `any_of` makes a table one alternative of a pattern, longer words first.
"""

from __future__ import annotations

import re


def listed(table: str) -> tuple[str, ...]:
    """The words of a table."""
    return tuple(filter(None, (" ".join(word.split()) for word in table.split(","))))


def any_of(table: str) -> str:
    """A pattern for any word of a table."""
    return "(?:" + "|".join(sorted(map(re.escape, listed(table)), key=len, reverse=True)) + ")"


# The surnames of nearly all Vietnamese: Kinh, and those frequent among Tày, Nùng, Mường, Thái, Hmong.
SURNAMES = frozenset(
    """An Âu Bàn Bạch Bành Bế Bồ Bùi Cà Cao Cầm Chu Châu Chử Cù Cung Dương Đàm Đan Đào Đặng Đậu Đèo Điêu Đinh Đoàn
    Đỗ Đồng Đới Đường Giàng Giáp Hà Hạ Hàn Hán Hầu Hoa Hoàng Hồ Hồng Hứa Huỳnh Kha Khổng Khúc Khuất Kiều Kim La Lã Lại
    Lâm Lê Lò Lô Lộc Lục Lù Lương Lường Lưu Lý Ma Mã Mạc Mai Mạnh Mẫn Mùa Nghiêm Ngô Ngụy Nguyễn Nhâm Nhữ Ninh Nông
    Ông Phạm Phan Phí Phó Phù Phùng Phương Quách Quan Quản Quàng Sầm Sùng Tạ Tăng Tẩn Thạch Thái Thàng Thào Thân Thiều
    Tiêu Tô Tôn Tống Trà Trang Tráng Trần Trịnh Triệu Trưng Trương Từ Tưởng Ung Uông Văn Vàng Vi Viên Võ Vũ Vừ Vương
    Xa Xồng""".split()
)
# So frequent that two syllables after one of them are enough for a name, where nothing speaks for a place.
COMMON_SURNAMES = frozenset("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Ngô Đinh Trịnh Trương".split())
MIDDLES_IN_CAPITALS = any_of(
    "VĂN, THỊ, ĐÌNH, ĐỨC, HỮU, XUÂN, NGỌC, QUANG, THANH, MINH, HOÀNG, THẾ, CÔNG, DUY, BÁ, TRỌNG, KHẮC, VIẾT"
)

CHILD_HONORIFICS = frozenset(listed("em, cháu, bé, nữ sinh, nam sinh, bé gái, bé trai, thằng, con bé"))
HONORIFICS = any_of(
    """ông, bà, anh, chị, em, cháu, cô, chú, bác, cụ, bé, thầy, mợ, dì, cậu, thím, lão, nữ sinh, nam sinh, bé gái,
    bé trai, thằng, con bé"""
)
CAPITAL_HONORIFICS = any_of(
    "Ông, Bà, Anh, Chị, Em, Cháu, Cô, Chú, Bác, Cụ, Bé, Thầy, Nữ sinh, Nam sinh, Bé gái, Bé trai"
)
# Places whose names look like a form of address with a name.
PLACES_LIKE_PERSONS = frozenset(
    listed("Bà Rịa, Bà Nà, Bà Đen, Bà Chiểu, Bà Quẹo, Cô Tô, Cô Giang, Ông Lãnh, Ông Tạ, Anh Sơn")
)

# A name after one of these is that of a street, a school, a company, a pagoda, a feast, a storm ...
_THINGS = """đường, phố, ngõ, ngách, hẻm, đại lộ, quốc lộ, cầu, chợ, sông, kênh, hồ, núi, đèo, đảo, bến, cảng, ga, đình,
    đền, chùa, miếu, phủ, lăng, tượng đài, công viên, quảng trường, bảo tàng, khu tưởng niệm, khu lưu niệm, khu
    di tích, nhà lưu niệm, nhà thờ, trường, tiểu học, trung học, thcs, thpt, mầm non, mẫu giáo, đại học, cao
    đẳng, học viện, bệnh viện, công ty, tnhh, cổ phần, tập đoàn, doanh nghiệp, dntn, htx, hợp tác xã, cửa hàng,
    quán, nhà hàng, khách sạn, nhà máy, trang trại, dự án, hãng, ngân hàng, taxi, thôn, xóm, làng, ấp, bản,
    buôn, khóm, khu, khu phố, tổ dân phố, xã, phường, thị trấn, huyện, quận, thị xã, thành phố, tp, tp., tỉnh,
    đặc khu, miền, giải, giải thưởng, cúp, họ, dòng họ, dòng, nhà, triều, thời, vương triều, quỹ, học bổng, báo,
    tạp chí, chuyên trang, mẫu, bão, xe, trò, lễ hội, ảnh, ảnh:, tư tưởng, đạo đức, phong cách, chi đội"""
THINGS = frozenset(listed(_THINGS))
# ... or that of somebody of history, or of those whom the country honours by name.
_HONOURED = any_of(
    """vua, chúa, thánh, đức, danh tướng, trạng nguyên, trạng, danh nhân, liệt sĩ, liệt sỹ, mẹ việt nam anh hùng,
    bà mẹ việt nam anh hùng, anh hùng lực lượng vũ trang nhân dân, anh hùng lao động, anh hùng, nữ tướng, tướng quân,
    hoàng đế, thái tổ, công chúa, thái hậu, thủ lĩnh nghĩa quân"""
)
NO_PERSON_BEFORE = re.compile(rf"\b(?:{any_of(_THINGS)}|{_HONOURED})\s*[\"“]?$", re.IGNORECASE)
# Capitals that begin the name of a body or an office ("Phòng Kinh tế"), and countries: no tagger is asked of them.
BODIES = frozenset(listed("Ban, Bộ, Cục, Đảng, Hội, Phó, Phòng, Sở, Ủy, Viện, Vụ"))
COUNTRIES = frozenset(
    listed(
        """Ai Cập, Ấn Độ, Ba Lan, Bắc Kinh, Biển Đông, Châu Á, Châu Âu, Châu Mỹ, Châu Phi, Đài Loan, Hàn Quốc,
        Hoa Kỳ, Hồng Kông, Nam Phi, Nhật Bản, Tây Ban Nha, Thái Lan, Thổ Nhĩ Kỳ, Thụy Điển, Thụy Sĩ, Triều Tiên,
        Trung Quốc, Việt Nam"""
    )
)
# Persons of history whose names streets, schools and feasts have: no personal data of the living.
HISTORICAL = frozenset(
    listed(
        """Hồ Chí Minh, Nguyễn Ái Quốc, Trần Hưng Đạo, Trần Quốc Tuấn, Trần Quốc Toản, Trần Nhân Tông, Trần Phú, Trần
        Nguyên Hãn, Mạc Đăng Dung, Mạc Đĩnh Chi, Mạc Thái Tổ, Mạc Đăng Doanh, Nguyễn Bỉnh Khiêm, Nguyễn Trãi, Nguyễn
        Du, Nguyễn Huệ, Nguyễn Đức Cảnh, Nguyễn Văn Linh, Nguyễn Văn Trỗi, Nguyễn Văn Cừ, Nguyễn Lương Bằng, Nguyễn
        Tri Phương, Nguyễn Đình Chiểu, Nguyễn Công Trứ, Nguyễn Thị Minh Khai, Lê Lợi, Lê Chân, Lê Hồng Phong, Lê
        Duẩn, Lê Thánh Tông, Lê Quý Đôn, Lê Văn Tám, Lê Đại Hành, Lê Hoàn, Lý Thường Kiệt, Lý Thái Tổ, Lý Công Uẩn,
        Lý Tự Trọng, Ngô Quyền, Ngô Gia Tự, Đinh Tiên Hoàng, Đinh Bộ Lĩnh, Phạm Ngũ Lão, Phạm Văn Đồng, Phạm Hồng
        Thái, Phan Bội Châu, Phan Châu Trinh, Phan Đình Phùng, Phan Đình Giót, Hai Bà Trưng, Bà Triệu, Bà Trưng,
        Trưng Trắc, Trưng Nhị, Quang Trung, Võ Thị Sáu, Võ Nguyên Giáp, Võ Văn Kiệt, Trường Chinh, Tôn Đức Thắng,
        Hoàng Văn Thụ, Hoàng Hoa Thám, Bùi Thị Xuân, Chu Văn An, Đào Duy Từ, Đặng Thùy Trâm, Kim Đồng, Tô Hiệu, Tô
        Vĩnh Diện, Cù Chính Lan, Bế Văn Đàn, Vừ A Dính, Hồ Xuân Hương, Lạc Long Quân, Hùng Vương, An Dương Vương,
        Mai Hắc Đế, Khúc Thừa Dụ, Hồ Sen"""
    )
)

# Offices of the state, the Party, the Front and its unions, the army and police, public schools and hospitals, and the
# heads of villages: whoever acts in one is named. A chairman or director of a company is a private person, hence what
# must follow those two words.
_CHAIRED = any_of(
    """nước, quốc hội, ubnd, hđnd, ủy ban, uỷ ban, hội, mttq, ubmttq, ub mttq, mặt trận, xã, phường, thị trấn, thị xã,
    huyện, quận, thành phố, tp, tỉnh, đặc khu, liên đoàn, liên minh, công đoàn, lâm thời, kiêm, và"""
)
_CHAIR = rf"chủ tịch(?=\s*(?:$|[,.;:)–-])| (?!hội đồng (?:quản|thành)){_CHAIRED}\b)"
_DIRECTED = any_of(
    """sở, công an, trung tâm, bệnh viện, ban, kho bạc, đài, bảo tàng, thư viện, trạm, quỹ, nhà văn hóa, học viện,
    đại học, trường, vườn quốc gia, agribank, ngân hàng nhà nước, ngân hàng chính sách, bảo hiểm xã hội, bhxh,
    điện lực, chi cục, văn phòng"""
)
_RANKS = r"(?:đại|thượng|trung|thiếu) (?:tướng|tá|úy|uý)|chuẩn (?:đô đốc|úy|uý)|đô đốc|(?:thượng|trung|hạ) (?:sĩ|sỹ)"
_HEADED = any_of("phòng, ban, văn phòng, thanh tra, đoàn, khoa, bộ phận, trạm, đại diện, tòa, công an")
_VILLAGE_HEADS = any_of("thôn, xóm, ấp, bản, làng, khu, khối, công an")
_HEADS = any_of("viện, vụ, cục, chi cục, tổng cục, hạt, trạm, liên đoàn, chi hội, hiệu")
_OTHERS = any_of(
    """thủ tướng, bộ trưởng, thứ trưởng, ủy viên, uỷ viên, đại biểu, đại biểu quốc hội, đại biểu hđnd, chánh án,
    hiệu phó, tổ trưởng tổ dân phố, tổ phó tổ dân phố, đội trưởng, chỉ huy trưởng, ban chỉ huy, chính trị viên,
    chính ủy, tư lệnh, tham mưu trưởng, chủ nhiệm, kiểm sát viên, thẩm phán, điều tra viên, thanh tra viên,
    người phát ngôn, công an viên, phụ trách tư pháp, phụ trách địa chính, phụ trách văn hóa, các đồng chí, đồng
    chí, đ/c"""
)
_SERVANT = r"cán bộ(?: \w+){0,4}|công chức(?: [\w-]+){0,5}"
OFFICE = re.compile(
    rf"\b(?:(?:tổng |phó )?bí thư(?: thường trực)?|(?:quyền |phó )?{_CHAIR}|"
    rf"(?:phó )?giám đốc(?= {_DIRECTED}\b)|(?:phó )?(?:trưởng|chánh|phó) {_HEADED}|(?:phó )?trưởng {_VILLAGE_HEADS}|"
    rf"(?:phó )?{_HEADS} trưởng|(?:phó )?{_OTHERS}|{_SERVANT}|{_RANKS})(?!\w)",
    re.IGNORECASE,
)
COMRADES = frozenset(listed("đồng chí, các đồng chí, đ/c"))
# Before an office these say that it is no longer, or never was, held, or that somebody else's is meant.
_NOT_IN_OFFICE = any_of(
    """nguyên, cựu, từng là, từng giữ, giả danh, mạo danh, tự xưng, tự xưng là, vợ, chồng, con, con trai, con gái,
    mẹ, bố, cha, em trai, em gái, anh trai, chị gái"""
)
NOT_IN_OFFICE = re.compile(rf"\b{_NOT_IN_OFFICE} (?:các )?$", re.IGNORECASE)
# What may stand between an office and the name beside names of places: words of units and bodies, by syllable.
OF_AN_OFFICE = frozenset(
    """an ấp bà bản ban bảo biên binh bộ buôn các cao chấp chi chiến chính chị chức chung công cô cục của cứu cựu
    dân dục duy đại đạo đất đai đảng đặc đào đặng địa điện điều đình đoàn đội động đồng đốc đường giám giao giáo
    gia hạ hạt hành hiệp hình hóa hoá học hội hộ huyện huy khoa khoáng khối khu khuyến kiêm kiểm kiến kinh kỹ là
    lãnh lao lâm liên luật lực ma mặt môi môn nam nghiệp nghệ nguyên nhà nhân nhi nhiệm nhiên ninh nông nội nước
    nữ ông phát pháp phòng phong phó phố phụ phường quan quân quản quận quốc quy quyền sản sát sinh số sở sự tài
    tá tâm tầng tập tế thanh thành thao thầy thẩm thể thi thị thiếu thông thôn thống thú thuật thuế thủy thuỷ
    thư thường tiểu tin tỉnh tòa tổ tội tổng tra trách trạm tranh trấn trật trị triển trú trung truyền trực
    trường trưởng tuyên tư từ tử tự ubnd hđnd mttq csgt csđt ubmttq tp tp. tx thpt thcs vhxh ủy uỷ văn vận vệ
    viên viện việc vụ vực xã xây xóm xuất y anh""".split()
)

# Who is never named: victims and the sick ...
_VICTIMS = any_of(
    """nạn nhân, bị hại, người bị hại, người tử vong, người thiệt mạng, người bị nạn, người bị thương, người mất
    tích, người xấu số, thi thể, xác, tử thi, bệnh nhân, cái chết của, hành hung, sát hại, xâm hại, hiếp dâm,
    dâm ô, cứu sống, bạo hành, tấn công, đâm chết, đâm, lừa đảo của"""
)
VICTIM_BEFORE = re.compile(
    rf"{_VICTIMS}(?: (?:được xác định|được cho|xác định))?(?: là| đối với| với| của)?\s*$", re.IGNORECASE
)
_SUFFERED = any_of(
    """tử vong, thiệt mạng, tử nạn, bị thương, bị nạn, đuối nước, mất tích, bị đâm, bị chém, bị đánh, bị hành hung,
    bị sát hại, bị hiếp, bị xâm hại, bị dâm ô, bị lừa, bị bạo hành, bị bỏng, bị nhiễm, nhiễm hiv, bị tai nạn, qua đời,
    chết, treo cổ, tự tử, bị điện giật, bị vùi, bị cuốn, bị bắt cóc, bị đe dọa, mắc bệnh, bị bệnh, ung thư"""
)
VICTIM_AFTER = re.compile(rf"^[^.;:”\"]{{0,70}}?\b{_SUFFERED}\b", re.IGNORECASE)
# ... those who complain ...
_COMPLAINTS = any_of(
    """đơn, đơn thư, đơn tố cáo, đơn khiếu nại, đơn kiến nghị, đơn kêu cứu, đơn phản ánh, đơn tố giác, phản ánh, tố cáo,
    tố giác, khiếu nại, trình báo, kiến nghị, tin báo"""
)
_COMPLAINING = any_of("tố cáo, khiếu nại, phản ánh, kiến nghị, tố giác, làm đơn")
COMPLAINT_BEFORE = re.compile(
    rf"{_COMPLAINTS} của(?: (?:người dân|công dân|hộ|gia đình))?\s*$|(?:người {_COMPLAINING}|nguyên đơn)(?: là)?\s*$",
    re.IGNORECASE,
)
_COMPLAINED = any_of(
    """tố cáo, tố giác, khiếu nại, phản ánh, kiến nghị, trình báo, bức xúc, kêu cứu, tố, gửi đơn, làm đơn, nộp đơn,
    viết đơn, có đơn, khởi kiện, kháng cáo, than phiền, phàn nàn"""
)
COMPLAINT_AFTER = re.compile(rf"^[^.;:”\"]{{0,60}}?\b{_COMPLAINED}\b", re.IGNORECASE)
# ... and children.
CHILD_BEFORE = re.compile(r"\b(?:học sinh|trẻ|con trai|con gái|bé gái|bé trai)\s*$", re.IGNORECASE)
CHILD_AFTER = re.compile(r"^[\s,(–-]{1,3}(?:là )?(?:học sinh|lớp \d)", re.IGNORECASE)
AGE_AFTER = re.compile(
    r"^[\s,(–-]{1,3}(?:\w+ )?(\d{1,2}) (?:tuổi|tháng tuổi|ngày tuổi)|^[\s,(–-]{1,3}(?:SN|sinh năm|sinh)[: ]\s?(\d{4})",
    re.IGNORECASE,
)

# A given name may also begin an ordinary word at the head of a sentence; in these it does.
ORDINARY = frozenset(
    listed(
        """an ninh, an sinh, an toàn, anh em, bình quân, bình thường, bình yên, công an, công nhân, công tác, công
        trình, công ty, công việc, cường độ, dung lượng, dũng cảm, dương lịch, đạt chuẩn, đức tính, hà nội, hải
        phòng, hải quan, hải sản, hạnh phúc, hiền lành, hiếu học, hoa màu, hoa quả, hòa bình, hòa giải, hoàng hôn,
        hồng ngọc, hùng biện, hương ước, khánh thành, khoa học, kiên quyết, kiên trì, lan tỏa, lan truyền, lâm
        nghiệp, linh hoạt, long trọng, lộc non, lợi dụng, lợi ích, lợi nhuận, lương thực, minh bạch, minh chứng, nam
        giới, nghĩa trang, nghĩa vụ, ngọc trai, phong trào, phú quý, phúc lợi, phương án, phương tiện, quang cảnh,
        quân đội, quân sự, quốc lộ, quyền lợi, quyết định, tài chính, tài khoản, tài liệu, tài sản, tâm lý, tấn
        công, thanh niên, thanh toán, thanh tra, thái độ, thành công, thành lập, thành phố, thành tích, thảo luận,
        thắng lợi, thiện nguyện, thu hoạch, thu hồi, thu nhập, thu tiền, thủy lợi, thủy sản, tiến độ, tiến hành,
        toàn bộ, toàn dân, toàn huyện, toàn tỉnh, toàn xã, trang trại, trung bình, trung tâm, trung ương, trường
        học, tuyên truyền, tuyến đường, văn bản, văn hóa, văn phòng, việt nam, vinh danh, vinh dự, vui mừng, vũ
        trang, yến tiệc"""
    )
)
