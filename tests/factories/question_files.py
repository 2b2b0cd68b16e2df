"""Plain questions as files hold them, made up by Hypothesis."""

from typing import Any

from hypothesis import strategies as st

from core.tidying import tidy_line

LANGUAGES = ("ru", "kk", "en")
LETTERS = "абёжщъЯәғқңөұүһіĤaz09 ~=#{}:\\%[]<>&;*->→|\"'«»–.,?!/$_()\u00a0"
WORDS = st.text(LETTERS, min_size=1, max_size=25).map(tidy_line).filter(bool).filter(lambda one: one.count("?") < 2)
LONG = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)


def texts(words: st.SearchStrategy[str] = WORDS, *, whole: bool = True) -> st.SearchStrategy[dict[str, str]]:
    """A text in three languages; unless ``whole``, Kazakh and English may be missing."""
    rest = words if whole else st.one_of(st.just(""), words)
    return st.fixed_dictionaries({"ru": words, "kk": rest, "en": rest})


def decimals(low: int = -1000) -> st.SearchStrategy[str]:
    """Numbers as the bank writes them."""
    return st.decimals(low, 1000, places=2).map(lambda one: f"{one.normalize() + 0:f}")


def _choice(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    def with_marks(given: tuple[list[dict[str, str]], bool]) -> st.SearchStrategy[dict[str, Any]]:
        options, is_pinned = given
        most = 1 if kind == "single" else len(options) - 1
        right = st.sets(st.integers(0, len(options) - 1), min_size=1, max_size=most)
        return right.map(lambda places: {"type": kind, "options": _options(options, places, is_pinned)})

    return st.tuples(st.lists(texts(LONG), min_size=2, max_size=5), st.booleans()).flatmap(with_marks)


def _options(options: list[dict[str, str]], right: set[int], is_pinned: bool) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = [{"text": text, "correct": place in right} for place, text in enumerate(options)]
    if is_pinned:
        made[-1]["pinned"] = True
    return made


def _listed(kind: str, name: str, entry: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"type": st.just(kind), name: st.lists(entry, min_size=2, max_size=5)})


KINDS = {
    "single": _choice("single"),
    "multiple": _choice("multiple"),
    "true_false": st.fixed_dictionaries({"type": st.just("true_false"), "correct": st.booleans()}),
    "matching": _listed("matching", "pairs", st.fixed_dictionaries({"left": texts(LONG), "right": texts(LONG)})),
    "ordering": _listed("ordering", "items", st.fixed_dictionaries({"text": texts(LONG)})),
    "number": st.fixed_dictionaries({"type": st.just("number"), "value": decimals(), "tolerance": decimals(0)}),
    "short_text": st.fixed_dictionaries(
        {
            "type": st.just("short_text"),
            "accepted": st.fixed_dictionaries({code: st.lists(WORDS, min_size=1, max_size=3) for code in LANGUAGES}),
        }
    ),
}


# Only Moodle XML carries it.
ESSAY = st.fixed_dictionaries(
    {
        "type": st.just("essay"),
        "min_words": st.integers(0, 300),
        "max_words": st.integers(1, 600),
        "criteria": st.lists(
            st.fixed_dictionaries({"name": texts(LONG)} | {f"level_{level}": texts(LONG) for level in range(4)}),
            min_size=3,
            max_size=5,
        ),
    }
)


def parts(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """A finished part of this kind."""
    return st.tuples(ESSAY if kind == "essay" else KINDS[kind], texts(LONG)).map(
        lambda pair: pair[0] | {"prompt": pair[1]}
    )


def questions(kind: str, *, most_parts: int = 3) -> st.SearchStrategy[dict[str, Any]]:
    """Plain questions whose first part is of this kind; with several parts, or a case, they are scenarios."""
    others = st.lists(st.sampled_from(sorted(KINDS)).flatmap(parts), max_size=most_parts - 1)
    case = texts(LONG) if most_parts > 1 else st.just("")
    return st.fixed_dictionaries(
        {
            "topic": st.sampled_from(["", "iccpr", "upr-cycle"]),
            "norms": st.sets(st.sampled_from(["ICCPR 9", "КПЧ ООС 35 [x]", "UPR 4.12"])).map(sorted),
            "difficulty": st.sampled_from(["", "easy", "medium", "hard"]),
            "case": st.one_of(st.just(dict.fromkeys(LANGUAGES, "")), case if most_parts > 1 else st.nothing()),
            "feedback": st.one_of(st.just(dict.fromkeys(LANGUAGES, "")), texts(LONG)),
            "source": texts(),
            "parts": st.tuples(parts(kind), others).map(lambda pair: [pair[0], *pair[1]]),
        }
    )
