"""Counting what a journey costs (ux section 2)."""

from pathlib import Path

from playwright.sync_api import Locator, Page


class Clicks:
    """Counts presses; typing and pasting are not counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, role: str, name: str, *, exact: bool = True) -> None:
        """The first thing of this role and name."""
        self.count += 1
        self.page.get_by_role(role, name=name, exact=exact).first.click()

    def choose_file(self, selector: str, path: Path) -> None:
        """Pressing the field and choosing the file in the system's window."""
        self.count += 1
        self.page.locator(selector).set_input_files(path)

    def on(self, target: Locator) -> None:
        """Press this."""
        self.count += 1
        target.click()
