"""Prints a sheet: a whole HTML document on standard input, PDF on standard output.

Run by paper.py in a process of its own. Ends with 3 when a library of the system is missing, with 4 when no typeface shows Chinese.
"""

import ctypes
import ctypes.util
import sys

NO_LIBRARY, NO_FACE = 3, 4

try:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher
except (ImportError, OSError):  # the package finds Pango when it is imported
    sys.exit(NO_LIBRARY)


class _Faces(ctypes.Structure):
    """How fontconfig answers: how many it found comes first."""

    _fields_ = [("count", ctypes.c_int)]


def shows_chinese() -> bool:
    """Whether fontconfig knows a typeface for simplified Chinese. Where it can't be asked, the page is printed as it comes."""
    name = ctypes.util.find_library("fontconfig")
    if name is None:
        return True
    asked = ctypes.CDLL(name)
    asked.FcNameParse.restype = asked.FcObjectSetCreate.restype = ctypes.c_void_p
    asked.FcFontList.restype = ctypes.POINTER(_Faces)
    asked.FcFontList.argtypes = [ctypes.c_void_p] * 3
    found = asked.FcFontList(None, asked.FcNameParse(b":lang=zh-cn"), asked.FcObjectSetCreate())
    return bool(found) and found.contents.count > 0


def main() -> int:
    """Status for the parent process."""
    if not shows_chinese():
        return NO_FACE
    html = sys.stdin.buffer.read().decode()
    # Addresses outside of the document itself are never followed: neither the net nor files of this machine.
    fetcher = URLFetcher(allowed_protocols=("data",))
    sys.stdout.buffer.write(HTML(string=html, url_fetcher=fetcher).write_pdf() or b"")
    return 0


if __name__ == "__main__":
    sys.exit(main())
