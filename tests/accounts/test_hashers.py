"""Passwords are stored as Argon2id with the parameters we chose."""

from accounts.hashers import LeanArgon2PasswordHasher


def test_hash_is_argon2id_with_19_mib_and_two_passes():
    encoded = LeanArgon2PasswordHasher().encode("a long pass phrase", "some salt of enough length")

    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert LeanArgon2PasswordHasher().verify("a long pass phrase", encoded)
