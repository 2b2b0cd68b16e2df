"""What was typed and what is stored, as words that can be compared."""

from core.folding import folded

MOST_WORDS = 8
LONGEST_SEARCH = 100


def search_words(text: str) -> list[str]:
    """The words of ``text`` as search compares them: without case, punctuation and the letters only Kazakh has."""
    plain = "".join(letter if letter.isalnum() else " " for letter in folded(text))
    return plain.split()


def as_stored(text: str) -> str:
    """The words with a blank before each."""
    return "".join(f" {word}" for word in search_words(text))


def typed_words(typed: str) -> list[str]:
    """What a search looks for: the first eight words of the first hundred letters."""
    return search_words(typed[:LONGEST_SEARCH])[:MOST_WORDS]
