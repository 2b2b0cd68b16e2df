"""Public codes: hard to guess, easy to read aloud and to type from paper."""

import math
import secrets

# No 0 and O, no 1, I and L (ux 4).
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 28
GROUP = 4
BITS = LENGTH * math.log2(len(ALPHABET))
# What a Russian or Kazakh keyboard writes for letters that look like ours.
LOOK_ALIKES = str.maketrans("АВСЕНКМРТХУҮ", "ABCEHKMPTXYY")


def new_code() -> str:
    """A code of at least 128 random bits (CERT-01): 28 letters and digits."""
    return "".join(secrets.choice(ALPHABET) for _position in range(LENGTH))


def typed_code(typed: str) -> str:
    """What was meant: dashes, blanks and case do not matter, nor does the keyboard; empty when it cannot be a code."""
    code = "".join(typed.split()).replace("-", "").replace("–", "").upper().translate(LOOK_ALIKES)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def grouped(code: str) -> str:
    """The code as it is printed: groups of four."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))
