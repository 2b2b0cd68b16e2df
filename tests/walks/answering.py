"""How a person who knows answers a question on its page: by mouse, one way per question type."""

from playwright.sync_api import Page, expect

from demo.answers import right_answers
from quizzes.models import Response
from quizzes.question_types import TYPES


def answer_rightly(page: Page, response: Response) -> None:
    """Do with the page what a person who knows would do."""
    right = right_answers(response)
    kinds = {part["id"]: part["type"] for part in response.question_version.content["parts"]}
    for layout in response.layout:
        ANSWERING[kinds[layout["part"]]](page, layout, right[layout["part"]])


def _choose(page: Page, layout, answer) -> None:
    wanted = answer if isinstance(answer, list) else [answer]
    for token, one in layout["options"]:
        if one in wanted:
            page.locator(f"label[for=option-{token}]").click()


def _match(page: Page, layout, answer) -> None:
    for row, left in layout["rows"]:
        token = next(token for token, one in layout["options"] if one == answer[left])
        page.select_option(f"#row-{row}", token)


def _order(page: Page, layout, answer) -> None:
    tokens = {one: token for token, one in layout["options"]}
    steps = page.locator(f"#part-{layout['token']} input[type=hidden]")
    for place, one in enumerate(answer):
        stands_at = [steps.nth(number).input_value() for number in range(len(answer))].index(tokens[one])
        for target in range(stands_at - 1, place - 1, -1):
            page.locator(f"button[value='{layout['token']}:{tokens[one]}:up']").click()
            expect(steps.nth(target)).to_have_value(tokens[one])


def _write(page: Page, layout, answer) -> None:
    page.fill(f"#answer-{layout['token']}", answer)


ANSWERING = {
    "single": _choose,
    "multiple": _choose,
    "true_false": _choose,
    "matching": _match,
    "ordering": _order,
    "number": _write,
    "short_text": _write,
    "essay": _write,
}
assert ANSWERING.keys() == TYPES.keys()
