"""The chain over the entries: made a little after the acts, checked from its beginning."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from audit.models import Chain, Entry, Link
from core.fingerprint import fingerprint

START = "0" * 64
AT_ONCE = 500


@dataclass(frozen=True)
class ChainState:
    """What a check found: how many links, the last digest to compare with one noted elsewhere, and what is wrong."""

    length: int
    head: str
    problems: tuple[str, ...]


def chain_entries() -> int:
    """Link all entries that are not in the chain yet; returns how many. Two at once do it once."""
    total = 0
    while number := _chain_some():
        total += number
    return total


def check_chain() -> ChainState:
    """Compute every digest again. Bounded memory; a problem names the link or the entry."""
    length, digest, problems = 0, START, []
    for link in _links():
        length += 1
        if link.position != length:
            problems.append(f"link {length} is missing")
            length = link.position
        digest = _digest(digest, link.entry)
        if digest != link.digest:
            problems.append(f"entry {link.entry_id} at link {link.position} was changed")
            digest = link.digest
    chain = Chain.objects.filter(pk=1).first()
    if chain and (chain.length, chain.head) != (length, digest):
        problems.append(f"the chain had {chain.length} links and has {length}")
    return ChainState(length, digest, tuple(problems))


@transaction.atomic
def _chain_some() -> int:
    Chain.objects.get_or_create(pk=1, defaults={"head": START})
    chain = Chain.objects.select_for_update().get(pk=1)
    links = []
    for entry in Entry.objects.filter(link=None).order_by("pk")[:AT_ONCE]:
        chain.length, chain.head = chain.length + 1, _digest(chain.head, entry)
        links.append(Link(position=chain.length, entry=entry, digest=chain.head))
    Link.objects.bulk_create(links)
    chain.save(update_fields=["length", "head"])
    return len(links)


def _links() -> Iterator[Link]:
    links = Link.objects.select_related("entry").order_by("position")
    return links.iterator(chunk_size=AT_ONCE)


def _digest(before: str, entry: Entry) -> str:
    fields = [field.attname for field in Entry._meta.concrete_fields]
    values = {name: getattr(entry, name) for name in fields} | {"at": entry.at.isoformat()}
    return fingerprint({"before": before, "entry": values})
