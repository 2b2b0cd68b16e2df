"""How often something may be asked for (DOS-04). Counted in the cache that all processes share."""

import hashlib

from django.core.cache import cache


def is_within(limit: int, *, seconds: int, of: str, who: str) -> bool:
    """Count one request; whether it is still among the first ``limit`` of these ``seconds``.

    ``of`` names what is limited. ``who``, an address or a person, is kept as a hash only, and no longer than that.
    """
    key = f"within:{of}:{hashlib.sha256(who.encode()).hexdigest()[:32]}"
    if cache.add(key, 1, seconds):
        return limit > 0
    try:
        return cache.incr(key) <= limit
    except ValueError:  # its time ran out in between
        return True
