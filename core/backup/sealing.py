"""A stream that only the passphrase opens: AES-256-GCM in pieces, so that any size fits in little memory.

Each piece is numbered, and the last one says so: pieces left out, moved or cut off are noticed. The key comes from the
passphrase by scrypt with a salt of its own.
"""

import io
import os
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"ELBK1\n"
SALT, PIECE, TAG = 16, 1 << 20, 16
GOES_ON, IS_LAST = b"\0", b"\1"


class WrongPassphrase(Exception):
    """The passphrase is another one, or the file was changed or cut off."""


class SealedWriter(io.RawIOBase):
    """Takes bytes and writes pieces to ``file``; closing writes the last one."""

    def __init__(self, file: io.BufferedWriter, passphrase: str) -> None:
        salt = os.urandom(SALT)
        file.write(MAGIC + salt)
        self._file, self._key, self._waiting, self._number = file, _key(passphrase, salt), b"", 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """All of it, kept back until a piece is full."""
        self._waiting += bytes(data)
        while len(self._waiting) > PIECE:
            self._seal(self._waiting[:PIECE], GOES_ON)
            self._waiting = self._waiting[PIECE:]
        return len(data)

    def close(self) -> None:
        """Write the last piece, once."""
        if not self.closed:
            self._seal(self._waiting, IS_LAST)
        super().close()

    def _seal(self, piece: bytes, end: bytes) -> None:
        self._file.write(self._key.encrypt(_nonce(self._number), piece, end))
        self._number += 1


class SealedReader(io.RawIOBase):
    """Gives what was written; raises ``WrongPassphrase`` at the first piece that does not fit."""

    def __init__(self, file: io.BufferedReader, passphrase: str) -> None:
        head = file.read(len(MAGIC) + SALT)
        self._file, self._key = file, _key(passphrase, head[len(MAGIC) :])
        self._next, self._ready, self._number = file.read(PIECE + TAG), b"", 0
        self._is_over = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Some bytes; 0 at the end."""
        while not self._ready and not self._is_over:
            self._open()
        given = self._ready[: len(buffer)]
        buffer[: len(given)] = given
        self._ready = self._ready[len(given) :]
        return len(given)

    def _open(self) -> None:
        piece, self._next = self._next, self._file.read(PIECE + TAG)
        self._is_over = not self._next
        try:
            self._ready = self._key.decrypt(_nonce(self._number), piece, IS_LAST if self._is_over else GOES_ON)
        except (InvalidTag, ValueError) as error:
            raise WrongPassphrase from error
        self._number += 1


def is_sealed(head: bytes) -> bool:
    """Whether a file that begins like this is encrypted."""
    return head.startswith(MAGIC)


def _key(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(passphrase.encode()))


def _nonce(number: int) -> bytes:
    return struct.pack(">4xQ", number)
