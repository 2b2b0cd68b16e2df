"""A part of a file, as players ask for it: without that nobody can jump, and some browsers do not play at all."""

import re
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, HttpResponse

ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)
PIECE = 1 << 16


def piece_of(response: FileResponse, asked: str) -> FileResponse | HttpResponse:
    """The answer with the part that the header ``Range`` names, 416 where there is no such part.

    A header that asks for several parts, or cannot be read, is passed over: the whole file is an answer to it too.
    """
    found, file = ONE_RANGE.fullmatch(asked.strip()), response.file_to_stream
    if file is None or found is None or found[0] == "bytes=-":
        return response
    size = int(response.headers["Content-Length"])
    start, end = _bounds(found[1], found[2], size)
    if not 0 <= start <= end < size:
        response.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response.status_code = 206
    response.headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    response.headers["Content-Length"] = str(end - start + 1)
    response.streaming_content = _read(file, start, end)
    return response


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """``5-9``, ``5-`` (to the end) and ``-5`` (the last five) as the first and the last byte."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _read(file: IO[bytes], start: int, end: int) -> Iterator[bytes]:
    file.seek(start)
    left = end - start + 1
    while left and (piece := file.read(min(PIECE, left))):
        left -= len(piece)
        yield piece
