"""Files that would harm whoever opens them carelessly, made on the spot: archives that climb or swell, XML that fetches, tables without end."""

import gzip
import io
import random
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

import xlsxwriter

CANARY = "/tmp/tongxin-hostile-canary"
SHEET = "xl/worksheets/sheet1.xml"
SPREADSHEET = (
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
)
CLIMBING = (
    "../../../../tmp/x", "/etc/cron.d/x", "..\\..\\windows\\x", "C:\\x", "\\\\host\\share\\x", "xl/../../x", "./" * 2_000 + "x",
    "a" * 60_000, "xl/workbook.xml/", "CON", "nul\x01", "\u202exslx.exe", "~/x", "file:///etc/passwd", "%2e%2e%2fx",
)  # fmt: skip
FETCHING = (
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{CANARY}">]>',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>',
    '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">',
    '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>',
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
    '<!DOCTYPE a [<!ENTITY x "' + "a" * 200_000 + '">]>',
    '<!DOCTYPE a PUBLIC "-//X//Y" "file:///dev/zero">',
)
PARTS = (
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    SHEET,
)
ENDLESS = {
    "quotes": '客户名称,备注\n甲,"' + "x\n" * 300_000,
    "one line": "客户名称," + "很" * 2_000_000,
    "columns": ",".join(["列"] * 50_000) + "\n",
    "separators": ",;\t|" * 400_000,
    "nothing but ends": "\r\n\r" * 500_000,
    "brackets": "客户名称\n" + "(" * 300_000 + "\n",
    "digits": "客户名称\n" + "1," * 300_000 + "\n",
    "dashes": "客户名称\n" + "-" * 300_000 + "@\n",
    "tables": "<table>" * 50_000 + "<tr><td>客户名称</td></tr>",
    "cells": "<table><tr>" + "<td colspan=999999999>甲" * 5_000,
    "rows spanned": "<table>" + "<tr><td rowspan=999999999>甲" * 5_000,
    "attributes": "<table><tr><td " + " ".join(f"a{n}=1" for n in range(100_000)) + ">甲</table>",
    "comments": "<html><table><tr><td>甲" + "<!--" * 200_000,
    "entities": "<html><table><tr><td>" + "&#x110000;&amp" * 100_000,
    "folded": "BEGIN:VCARD\r\nFN:" + "甲\r\n " * 300_000 + "\r\nEND:VCARD",
    "never ended": "BEGIN:VCARD\r\nN:甲\r\n" * 50_000,
    "quoted": "BEGIN:VCARD\r\nFN;ENCODING=QUOTED-PRINTABLE:" + "=\r\n" * 300_000 + "\r\nEND:VCARD",
    "properties": "BEGIN:VCARD\r\nFN:甲\r\n" + "TEL:1\r\n" * 200_000 + "END:VCARD",
    "base64": "BEGIN:VCARD\r\nFN:甲\r\nPHOTO;ENCODING=b:" + "A" * 3_000_000 + "\r\nEND:VCARD",
    "deep": f"<?xml version='1.0'?><Workbook {SPREADSHEET}>" + "<Worksheet><Table>" * 100_000,
    "far": f"<?xml version='1.0'?><Workbook {SPREADSHEET}><Worksheet><Table><Row ss:Index='999999999'><Cell ss:Index='999999999'><Data>甲</Data></Cell></Row></Table></Worksheet></Workbook>",
}  # fmt: skip
BEGINNINGS = {
    "pdf": b"%PDF-1.7\n", "gif": b"GIF89a/*", "png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff\xe0", "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script>", "exe": b"MZ\x90\0", "xml": b"<?xml version='1.0'?>",
    "html": b"<html><script>alert(1)</script>", "rtf": b"{\\rtf1", "bom": b"\xff\xfe", "biff": b"\x09\x08\x10\x00\x00\x06\x05\x00",
}  # fmt: skip


class Hostile(NamedTuple):
    """A file that wishes ill, and the name it would come under."""

    what: str
    name: str
    content: bytes


def workbook() -> bytes:
    """A sound one, which others are made of."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(40):
            sheet.write_row(
                row, 0, ["客户名称", "电话", "城市"] if not row else [f"恒润{row}号", f"138{row:08}", "苏州"]
            )
    return out.getvalue()


def zipped(members: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def climbing(sound: dict[str, bytes]) -> Iterator[Hostile]:
    """Members whose names lead elsewhere, in a workbook and alone; links; the same in a tar."""
    for name in CLIMBING:
        yield Hostile("climbs", "a.xlsx", zipped({**sound, name: b"x"}))
        yield Hostile("climbs alone", "a.zip", zipped({name: b"x"}))
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w:gz") as tar:
            for kind in (tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE):
                info = tarfile.TarInfo(name[:90])
                info.type, info.linkname, info.size = kind, CANARY, 0
                tar.addfile(info)
        yield Hostile("climbs in a tar", "a.tar.gz", out.getvalue())


def fetching(sound: dict[str, bytes]) -> Iterator[Hostile]:
    """XML that names what lies outside, in every part of a workbook and alone."""
    for doctype in FETCHING:
        for part in PARTS:
            body = sound[part].decode().split("?>", 1)[-1].replace("恒润1号", "&x;")
            yield Hostile(
                "fetches", "a.xlsx", zipped({**sound, part: f"<?xml version='1.0'?>{doctype}{body}".encode()})
            )
        data = "<Worksheet><Table><Row><Cell><Data>&x;</Data></Cell></Row></Table></Worksheet></Workbook>"
        yield Hostile("fetches", "a.xml", f"<?xml version='1.0'?>{doctype}<Workbook {SPREADSHEET}>{data}".encode())
        yield Hostile("fetches", "a.svg", f"<?xml version='1.0'?>{doctype}<svg>&x;</svg>".encode())
        yield Hostile("fetches", "a.docx", zipped({"word/document.xml": f"{doctype}<a>&x;</a>".encode()}))
    outside = b'<Relationship Id="rId1" Type="x" Target="file:///etc/passwd" TargetMode="External"/>'
    rels = sound["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", outside + b"</Relationships>")
    yield Hostile("fetches", "a.xlsx", zipped({**sound, "xl/_rels/workbook.xml.rels": rels}))


def swelling(sound: dict[str, bytes]) -> Iterator[Hostile]:
    """Small files that would be huge, and archives that lie about what they hold."""
    for part in PARTS:
        yield Hostile("swells", "a.xlsx", zipped({**sound, part: sound[part] + b" " * 60_000_000}))
    body = (
        b"<worksheet><sheetData>"
        + b"<row><c t='str'><v>"
        + b"a" * 9_000_000
        + b"</v></c></row></sheetData></worksheet>"
    )
    yield Hostile("swells", "a.xlsx", zipped({**sound, SHEET: body}))
    texts = b"<sst>" + b"<si><t>" + b"a" * 9_500_000 + b"</t></si></sst>"
    yield Hostile("swells", "a.xlsx", zipped({**sound, "xl/sharedStrings.xml": texts}))
    yield Hostile("swells", "a.xlsx", zipped({**sound, SHEET: b"<worksheet><sheetData>" + b"<row>" * 500_000}))
    yield Hostile("many members", "a.xlsx", zipped({**sound, **{f"x{n}": b"" for n in range(21_000)}}))
    inner = zipped({"a": b"\0" * 9_000_000})
    for _depth in range(4):
        inner = zipped({f"{n}.zip": inner for n in range(8)})
    yield Hostile("in one another", "a.zip", inner)
    yield Hostile("swells", "a.csv.gz", gzip.compress(b"a,b\n" * 5_000_000))
    sheet = zipped(sound)
    for lie in (0, 1, 1_000, 2**31 - 1, 2**32 - 1):
        size = struct.pack("<I", len(sound[SHEET]))
        yield Hostile("lies", "a.xlsx", sheet.replace(size, struct.pack("<I", lie)))
        far = b"<worksheet><sheetData><row r='%d'><c r='XFD%d' t='s'><v>%d</v></c></row></sheetData></worksheet>" % (
            lie,
            lie,
            lie,
        )
        yield Hostile("far away", "a.xlsx", zipped({**sound, SHEET: far}))
    yield Hostile("locked", "a.xlsx", sheet.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01"))


def endless() -> Iterator[Hostile]:
    """Tables, pages and cards which go on and on, and files that are two things at once."""
    for what, text in ENDLESS.items():
        for encoding in ("utf-8", "utf-16"):
            yield Hostile(what, "a.csv", text.encode(encoding))
    book = workbook()
    for what, beginning in BEGINNINGS.items():
        yield Hostile(f"{what} and a workbook", "a.xlsx", beginning + book)
        yield Hostile(f"{what} and a table", "a.csv", beginning + "客户名称,电话\n甲,1\n".encode())
        yield Hostile(f"{what} and zeros", "a.xls", beginning + bytes(3_000_000))


def bent(chance: random.Random, count: int) -> Iterator[Hostile]:
    """Sound workbooks with some bytes changed, or cut."""
    book = workbook()
    for number in range(count):
        content = bytearray(book if number % 2 else zipped(parts_of(book), zipfile.ZIP_STORED))
        for _each in range(chance.randrange(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        yield Hostile(
            "bent", "a.xlsx", bytes(content[: chance.randrange(100, len(content))] if number % 5 == 0 else content)
        )


def hostile(seed: int = 1, bends: int = 100) -> Iterator[Hostile]:
    """All of them, one after the other."""
    sound = parts_of(workbook())
    yield from climbing(sound)
    yield from fetching(sound)
    yield from swelling(sound)
    yield from endless()
    yield from bent(random.Random(seed), bends)
