"""Units of the country, present and former, whose names are built like a person's (folded).

Made from the names of config/gazetteer that `bylines.surely_person` took for persons; tests/crawler/test_extract.py
compares, so a new gazetteer shows what is missing here.
"""

from __future__ import annotations

UNITS = frozenset(
    "anh dung|bao linh|bao toan|bui huu nghia|bui la nhan|bui thi xuan|cam giang|cao ma po|cao son tien|"
    "cao xuan duong|chu van an|dang le|dang son|dang thuy tram|dang xa|dao duong|dao duy tu|dao huu canh|"
    "dao my|dao thinh|dao vien|dao xa|dinh lac|dinh trang hoa|dinh trang thuong|dinh van|dinh van lam ha|"
    "dinh xa|do dong|do xuyen|doan ket|doan lap|doan thuong|doan tung|doan xa|duc giang|duc hanh|"
    "duc nghia|duong hong thuy|duong minh chau|duong xuan hoi|duy nghia|duy trinh|gia nghia|gia phuong|"
    "giang son dong|giang son tay|ha huy tap|ha linh|hai anh|hai cuong|hai giang|hai phuong|hai yen|"
    "ho dac kien|ho thi ky|ho tung mau|hoang an|hoang chau|hoang cuong|hoang dan|hoang dong|hoang giang|"
    "hoang hanh|hoang hoa|hoang khai|hoang kim|hoang lam|hoang lau|hoang lien|hoang liet|hoang long|"
    "hoang luong|hoang nam|hoang nong|hoang que|hoang son|hoang tan|hoang tay|hoang thu pho|hoang tien|"
    "hoang tri|hoang tung|hoang van|hoang viet|hoang xa|hong dung|hong giang|hong phuong|huong giang|"
    "huong toan|huynh huu nghia|khanh cuong|khong lao|kim anh|kim lan|kim linh|kim loan|kim ngan|"
    "kim phuong|kim thu|le binh|le chanh|le chung|le ho|le hoa|le hong|le ich moc|le mao|le minh xuan|"
    "le quy don|le thanh|le thanh nghi|le thien|le tri|luong an tra|luong hoa a|luong hoa lac|"
    "luong khanh thien|luong the tran|luong van tri|luu nghiep anh|luu vinh son|ly bon|ly hoc|ly nam|"
    "ly nhan|ly nhon|ly quoc|ly thanh|ly van lam|mai dich|mai dinh|mai dong|mai giang|mai ha|mai hich|"
    "mai hoa|mai hung|mai lam|mai lap|mai long|mai pha|mai phu|mai sao|mai son|mai thuy|mai trung|"
    "minh cuong|minh nghia|minh phuong|my hanh|my phuong|my trinh|nghiem xuyen|ngo dong|ngo may|"
    "nguyen an ninh|nguyen cu trinh|nguyen dai nang|nguyen huan|nguyen luong bang|nguyen nghiem|"
    "nguyen phich|nguyen thai binh|nguyen thai hoc|nguyen thi minh khai|nguyen trung truc|nguyen uy|"
    "nguyen van cu|nguyen van thanh|nguyen viet khai|pham dinh ho|pham kha|pham su manh|pham thai|"
    "pham tran|pham van coi|pham van hai|phan dien|phan dung|phan hiep|phan hoa|phan lam|phan ngoc hien|"
    "phan rang-thap cham|phan ri cua|phan ri thanh|phan sao nam|phan si pang|phan son|phan thanh|"
    "phan tien|phuc khoa|phung chi kien|phung giao|phung hung|phung minh|phung nguyen|phung xa|"
    "quach pham|quach pham bac|quang huy|quoc tuan|quynh anh|quynh giang|quynh nghia|quynh phuong|"
    "quynh trang|ta an khuong|ta an khuong dong|ta an khuong nam|ta bu|ta khoa|ta xa|tang bat ho|"
    "tang hoa|tang nhon phu|tang nhon phu a|tang nhon phu b|tang thanh|tang tien|thai binh trung|"
    "thanh giang|tien dung|tra giang|tra linh|tra my|tran cao|tran de|tran hoi|tran lam|tran lieu|"
    "tran nhan tong|tran phan|tran quang dieu|tran thanh ngo|tran thoi|tran thuong|tran van thoi|trieu ai|"
    "trieu binh|trieu co|trieu dai|trieu do|trieu giang|trieu hai|trieu hoa|trieu lang|trieu loc|"
    "trieu long|trieu nguyen|trieu phong|trieu phuoc|trieu son|trieu tai|trieu tan|trieu thanh|"
    "trieu thuan|trieu thuong|trieu trach|trieu trung|trieu van|trieu viet vuong|trinh tuong|trinh xa|"
    "trung dung|trung giang|trung hieu|trung nghia|truong dinh|truong luong|truong quang trong|"
    "tuyet nghia|van giang|viet cuong|vo lao|vo mieu|vo ninh|vo xu|vu an|vu ban|vu binh|vu chan|"
    "vu chinh|vu cong|vu di|vu doai|vu dong|vu dung|vu duong|vu hoa|vu hoi|vu lac|vu lang|vu le|"
    "vu linh|vu minh|vu muon|vu ninh|vu nong|vu oai|vu phuc|vu quang|vu qui|vu quy|vu son|vu thang|"
    "vu thu|vu tien|vu trung|vu van|vu vinh|vu xa|xuan giang|xuan huy|xuan phuong".split("|")
)
