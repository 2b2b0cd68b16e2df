"""What a reader waits for on a weak line with a weak processor: text within 3 s, nothing that jumps (ux 49).

    PORT=8001 make run        # in another terminal: the demo
    python -m bench.weak_line http://localhost:8001 [--rounds 5]

Chromium at 400 kbit/s, 400 ms there and back and a quarter of the processor, an empty cache for every first visit. A
page is readable at its first contentful paint: nothing of ours waits for a font or a script.
"""

import argparse
import sys
from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.harness.chromium import chromium_path

# A learner of the demo, as ``make run`` prints it.
EMAIL, PASSWORD = "sergey@demo.example", "Atyrau-2026-demo"
KILOBITS, LATENCY, SLOWER = 400, 400, 4
READABLE, SHIFT = 3000, 0.05  # ms, cumulative layout shift
PAGES = {
    "home": "/ru/learning/",
    "course": "/ru/courses/upr/",
    "lesson": "/ru/courses/upr/module-1/what-the-upr-is/",
    "search": "/ru/search/?q=обзор",
    "certificate check": "/ru/certificates/check/",
}
WATCH = """() => { window.shifted = 0; new PerformanceObserver(list => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value;
}).observe({ type: "layout-shift", buffered: true }); }"""
SEEN = "() => [performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0, window.shifted]"


def main() -> None:
    """Prints the medians per page; fails when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    failed = False
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        for name, address in PAGES.items():
            found = [list(visits(browser, given.site, address)) for _round in range(given.rounds)]
            for visit, kind in enumerate(("first visit", "again")):
                paint = median(one[visit][0] for one in found)
                shift = max(one[visit][1] for one in found)
                print(f"{name}, {kind}: readable after {paint / 1000:.1f} s, layout shift {shift:.3f}")
                failed |= paint > READABLE or shift > SHIFT
        browser.close()
    sys.exit(failed)


def visits(browser: Browser, site: str, address: str) -> Iterator[tuple[float, float]]:
    """First paint, in ms, and layout shift of the first visit and of the next one."""
    context = browser.new_context(base_url=site, viewport={"width": 360, "height": 640})
    sign_in(context.new_page())
    page = context.new_page()
    page.add_init_script(f"({WATCH})()")
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.clearBrowserCache")
    weaken(line)
    for _visit in range(2):
        page.goto(address, wait_until="networkidle")
        yield tuple(page.evaluate(SEEN))
    context.close()


def sign_in(page: Page) -> None:
    """As a learner of the demo, on a good line."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", EMAIL)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "login" not in url)


def weaken(line: CDPSession) -> None:
    """From now on the page has a weak line and a weak processor."""
    rate = KILOBITS * 1000 / 8
    limits = {"offline": False, "latency": LATENCY, "downloadThroughput": rate, "uploadThroughput": rate}
    line.send("Network.emulateNetworkConditions", limits)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


if __name__ == "__main__":
    main()
