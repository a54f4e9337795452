"""What a file is, told by its first bytes and never by its name. What could run in a browser is called plain text."""

RASTER_IMAGES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
UNKNOWN = "application/octet-stream"
BYTES_NEEDED = 4096

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEXT_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_BEGINNINGS = [
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "application/ogg"),
]
_IN_ARCHIVES = [(b"xl/", _SPREADSHEET), (b"word/", _TEXT_DOCUMENT), (b"ppt/", _SLIDES)]


def content_type_of(head: bytes) -> str:
    """The media type of a file that begins with `head` (the first 4096 bytes, or all of a shorter file)."""
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return "audio/mp4" if head[8:11] == b"M4A" else "video/mp4"
    if head.startswith(b"PK\x03\x04"):
        return next((kind for folder, kind in _IN_ARCHIVES if folder in head), "application/zip")
    return "text/plain" if _is_text(head) else UNKNOWN


def _is_text(head: bytes) -> bool:
    """UTF-8, perhaps cut in the middle of a sign, or UTF-16 with its mark."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\x00" in head:
        return False
    for cut in range(4):
        try:
            head[: len(head) - cut].decode()
        except UnicodeDecodeError:
            continue
        return True
    return False
