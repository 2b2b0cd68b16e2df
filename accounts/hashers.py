"""Password hashing that eight parallel sign-ins can afford."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class LeanArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB and two passes, OWASP's smaller pair; Django's default takes 100 MiB a hash."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
