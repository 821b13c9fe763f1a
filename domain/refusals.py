"""Why did the system refuse a file, a folder or a port? Its error numbers in an officer's words."""

from __future__ import annotations

import errno

READ_ONLY = "chỉ cho đọc, không cho ghi"

# The system's own numbers (errno) and, on Windows, the finer ones (winerror.h): these are asked first.
WORDS = {
    errno.EACCES: "không có quyền",
    errno.EADDRINUSE: "đang có chương trình khác dùng cổng này",
    errno.EAGAIN: "máy đang quá tải",
    errno.EBUSY: "đang có chương trình khác dùng",
    errno.EDQUOT: "đã hết mức dung lượng được cấp",
    errno.EEXIST: "đã có tệp hoặc thư mục trùng tên",
    errno.EFBIG: "tệp quá lớn cho ổ này",
    errno.EIO: "ổ đĩa báo lỗi đọc ghi, có thể sắp hỏng",
    errno.EISDIR: "nơi ấy là thư mục, không phải tệp",
    errno.ELOOP: "lối tắt vòng quanh",
    errno.EMFILE: "phần mềm mở quá nhiều tệp",
    errno.ENAMETOOLONG: "đường dẫn quá dài",
    errno.ENFILE: "máy mở quá nhiều tệp",
    errno.ENODEV: "không còn ổ đĩa ấy",
    errno.ENOENT: "không có tệp hoặc thư mục ấy",
    errno.ENOMEM: "máy hết bộ nhớ",
    errno.ENOSPC: "ổ đĩa hết chỗ trống",
    errno.ENOTDIR: "nơi ấy là tệp, không phải thư mục",
    errno.ENXIO: "không còn ổ đĩa ấy",
    errno.EPERM: "hệ điều hành không cho phép",
    errno.EROFS: READ_ONLY,
    errno.ESTALE: "ổ mạng đã mất kết nối",
    errno.ETIMEDOUT: "ổ mạng hoặc máy kia không trả lời",
}
_WINDOWS = {
    19: READ_ONLY,
    21: "ổ đĩa chưa sẵn sàng (chưa cắm, đã rút)",
    32: "đang có chương trình khác mở tệp này",
    33: "đang có chương trình khác mở tệp này",
    39: "ổ đĩa hết chỗ trống",
    53: "không thấy ổ mạng",
    64: "ổ mạng đã mất kết nối",
    112: "ổ đĩa hết chỗ trống",
}


def why(trouble: OSError) -> str:
    """The reason in Vietnamese, without a full stop; the system's own words where we have none."""
    finer = _WINDOWS.get(getattr(trouble, "winerror", 0) or 0)
    return finer or WORDS.get(trouble.errno or 0) or trouble.strerror or str(trouble) or type(trouble).__name__
