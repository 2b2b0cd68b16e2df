"""Parts of files, as players ask for them."""

import io

import pytest
from django.http import FileResponse

from core.uploads.pieces import PIECE, piece_of

DATA = bytes(range(100))


def answer(data: bytes, asked: str):
    response = FileResponse(io.BytesIO(data))
    response.headers["Content-Length"] = str(len(data))
    return piece_of(response, asked)


@pytest.mark.parametrize(
    ("asked", "told", "piece"),
    [
        ("bytes=0-", "bytes 0-99/100", DATA),
        ("bytes=0-1", "bytes 0-1/100", DATA[:2]),
        ("bytes=10-19", "bytes 10-19/100", DATA[10:20]),
        ("bytes=90-500", "bytes 90-99/100", DATA[90:]),
        ("bytes=-5", "bytes 95-99/100", DATA[95:]),
        ("bytes=-500", "bytes 0-99/100", DATA),
    ],
)
def test_the_part_that_was_asked_for_is_sent(asked, told, piece):
    response = answer(DATA, asked)

    assert (response.status_code, response.headers["Content-Range"]) == (206, told)
    assert response.getvalue() == piece
    assert response.headers["Content-Length"] == str(len(piece))
    assert response.file_to_stream is None  # a server with sendfile would send the whole file


def test_a_long_part_comes_whole():
    data = bytes(3 * PIECE + 7)

    assert len(answer(data, "bytes=1-").getvalue()) == len(data) - 1


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=5-4", "bytes=-0"])
def test_a_part_that_is_not_there_is_416(asked):
    response = answer(DATA, asked)

    assert (response.status_code, response.headers["Content-Range"]) == (416, "bytes */100")


@pytest.mark.parametrize("asked", ["bytes=-", "bytes=0-1,5-6", "items=0-1", "bytes=a-b", "bytes=0-" + "9" * 40, "x"])
def test_what_cannot_be_read_is_passed_over(asked):
    response = answer(DATA, asked)

    assert (response.status_code, response.getvalue()) == (200, DATA)
