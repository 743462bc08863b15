"""Lay Parquet files of one schema end to end, without decoding what they hold.

A Parquet file is its pages and, behind them, a footer (FileMetaData of parquet-format, in Thrift's compact
protocol) that says where the pages of each row group lie. Pages are copied as they are; row groups of all
footers go into one, with their places moved. pyarrow cannot: it would decode and encode everything anew,
which takes as long as rendering.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

MAGIC = b"PAR1"
_COPIED = 4 * 1024 * 1024
_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)

Struct = dict[int, tuple[int, Any]]
"""Fields by number, each with its kind and value."""

# FileMetaData, RowGroup, ColumnChunk and ColumnMetaData: the fields that are used.
_NUM_ROWS, _ROW_GROUPS = 3, 4
_COLUMNS, _FILE_OFFSET, _ORDINAL = 1, 5, 7
_META_DATA, _CHUNK_OFFSETS = 3, (2, 4, 6)
_PAGE_OFFSETS = (9, 10, 11, 14)
_MOST_ORDINALS = 2**15


def lay_together(paths: Iterable[Path], file: IO[bytes]) -> list[int]:
    """Write one Parquet file of several, in their order. Returns how many rows each holds.

    All must have the same schema, as files of one writer do. Raises ValueError for a file that is none,
    OSError for one that cannot be read.
    """
    whole: Struct | None = None
    groups: list[Any] = []
    rows: list[int] = []
    file.write(MAGIC)
    at = len(MAGIC)
    for path in paths:
        with path.open("rb") as part:
            footer, end = _footer(part)
            rows.append(footer[_NUM_ROWS][1])
            whole = footer if whole is None else whole
            if not rows[-1]:
                continue
            part.seek(len(MAGIC))
            _copy(part, file, end - len(MAGIC))
        for group in footer[_ROW_GROUPS][1][1]:
            _move(group, at - len(MAGIC), len(groups))
            groups.append(group)
        at += end - len(MAGIC)
    if whole is None:
        raise ValueError("There is no file.")
    whole[_NUM_ROWS] = (_I64, sum(rows))
    whole[_ROW_GROUPS] = (_LIST, (_STRUCT, groups))
    out = bytearray()
    _write_struct(out, whole)
    file.write(out + struct.pack("<I", len(out)) + MAGIC)
    return rows


def _copy(source: IO[bytes], target: IO[bytes], length: int) -> None:
    while length:
        block = source.read(min(length, _COPIED))
        if not block:
            raise ValueError("The file breaks off.")
        target.write(block)
        length -= len(block)


def _footer(file: IO[bytes]) -> tuple[Struct, int]:
    """Read a footer, and where it begins."""
    size = file.seek(0, 2)
    if size < 3 * len(MAGIC):
        raise ValueError("The file is too short.")
    file.seek(size - 8)
    length, magic = struct.unpack("<I4s", file.read(8))
    begin = size - 8 - length
    if magic != MAGIC or begin < len(MAGIC):
        raise ValueError("The file is no Parquet, or breaks off.")
    file.seek(begin)
    try:
        return _Reader(file.read(length)).struct(), begin
    except (IndexError, KeyError, struct.error):
        raise ValueError("The footer cannot be read.") from None


def _move(group: Struct, by: int, ordinal: int) -> None:
    """Move the places of a row group's pages."""
    _shift(group, (_FILE_OFFSET,), by)
    group.pop(_ORDINAL, None)
    if ordinal < _MOST_ORDINALS:
        group[_ORDINAL] = (_I16, ordinal)
    for chunk in group[_COLUMNS][1][1]:
        _shift(chunk, _CHUNK_OFFSETS, by)
        _shift(chunk[_META_DATA][1], _PAGE_OFFSETS, by)


def _shift(fields: Struct, numbers: Iterable[int], by: int) -> None:
    for number in numbers:
        if number in fields and fields[number][1]:  # 0 stands for none
            fields[number] = (_I64, fields[number][1] + by)


class _Reader:
    """Thrift's compact protocol, read into plain values."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._read: dict[int, Callable[[], Any]] = {
            _TRUE: lambda: self._byte() == _TRUE,
            _FALSE: lambda: self._byte() == _TRUE,
            _BYTE: self._byte,
            _I16: self._signed,
            _I32: self._signed,
            _I64: self._signed,
            _DOUBLE: lambda: self._bytes(8),
            _BINARY: lambda: self._bytes(self._unsigned()),
            _LIST: self._list,
            _SET: self._list,
            _STRUCT: self.struct,
        }

    def struct(self) -> Struct:
        fields: Struct = {}
        number = 0
        while head := self._byte():
            kind = head & 15
            number = number + (head >> 4) if head >> 4 else self._signed()
            fields[number] = (kind, None if kind in {_TRUE, _FALSE} else self._read[kind]())
        return fields

    def _byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def _bytes(self, length: int) -> bytes:
        self._at += length
        found = self._data[self._at - length : self._at]
        if len(found) < length:
            raise IndexError
        return found

    def _unsigned(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:  # noqa: PLR2004 - the last byte has no high bit
                return value
            shift += 7

    def _signed(self) -> int:
        value = self._unsigned()
        return (value >> 1) ^ -(value & 1)

    def _list(self) -> tuple[int, list[Any]]:
        head = self._byte()
        length = head >> 4 if head >> 4 < 15 else self._unsigned()  # noqa: PLR2004 - 15 says that it follows
        read = self._read[head & 15]
        return head & 15, [read() for _ in range(length)]


def _write_struct(out: bytearray, fields: Struct) -> None:
    last = 0
    for number in sorted(fields):
        kind, value = fields[number]
        if 0 < number - last <= 15:  # noqa: PLR2004 - what four bits hold
            out.append((number - last) << 4 | kind)
        else:
            out.append(kind)
            _write_unsigned(out, number << 1)
        last = number
        if kind not in {_TRUE, _FALSE}:
            _write(out, kind, value)
    out.append(0)


def _write(out: bytearray, kind: int, value: Any) -> None:
    match kind:
        case 1 | 2:
            out.append(_TRUE if value else _FALSE)
        case 3:
            out.append(value)
        case 4 | 5 | 6:
            _write_unsigned(out, value << 1 ^ value >> 63)
        case 7:
            out += value
        case 8:
            _write_unsigned(out, len(value))
            out += value
        case 12:
            _write_struct(out, value)
        case _:
            inner, items = value
            if len(items) < 15:  # noqa: PLR2004 - as read
                out.append(len(items) << 4 | inner)
            else:
                out.append(0xF0 | inner)
                _write_unsigned(out, len(items))
            for item in items:
                _write(out, inner, item)


def _write_unsigned(out: bytearray, value: int) -> None:
    while value > 127:  # noqa: PLR2004 - what seven bits hold
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
