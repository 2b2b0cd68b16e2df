"""What is asked of a page in the browser. Each answer is a list of faults, with the beginning of the element's markup."""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.walks.test_small_screen import TOO_WIDE

MOST_STOPS = 300
# Where the focus is: nothing once it has gone round. Of a control in a row of choices, the row shows the ring.
STOP = """() => {
    const one = document.activeElement;
    if (one === document.body || one === window.firstStop) return null;
    window.firstStop ??= one;
    const lines = [...one.getClientRects()].filter(line => line.width && line.height);
    const middle = (from, to, room) => (Math.max(from, 0) + Math.min(to, room)) / 2;
    const isHit = line => {
        const x = middle(line.left, line.right, innerWidth), y = middle(line.top, line.bottom, innerHeight);
        const hit = document.elementFromPoint(x, y);
        return hit && (one.contains(hit) || hit.closest("label")?.control === one);
    };
    const isRinged = part => {
        const { outlineStyle, outlineWidth } = getComputedStyle(part);
        return outlineStyle === "solid" && parseFloat(outlineWidth) >= 2;
    };
    return [one.outerHTML.slice(0, 120), lines.some(isHit), [one, ...(one.labels ?? [])].some(isRinged)];
}"""
# WCAG 1.4.12, as its bookmarklet sets it.
SPACING = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
        p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
}"""
# Lines of text that a box cuts, that stick out of their own frame, or that lie on one another.
MISPLACED = """() => {
    const FRAMES = "button, .govuk-button, .el-tag, .el-map__cell, .el-tiles__link, .el-option__label, summary, th, td";
    const HIDDEN = ".govuk-visually-hidden, .govuk-skip-link, option, title, noscript, script, style, template";
    const lines = [], faults = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, parent = node.parentElement;
        if (!node.data.trim() || !parent.checkVisibility() || parent.closest(HIDDEN)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) if (box.width > 1) lines.push({ node, parent, box });
    }
    const told = ({ node, parent }) => `${parent.className.baseVal ?? parent.className} "${node.data.trim().slice(0, 60)}"`;
    const isInside = (box, frame) =>
        box.left >= frame.left - 1 && box.right <= frame.right + 1 && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1;
    for (const line of lines) {
        const { box } = line, frame = line.parent.closest(FRAMES)?.getBoundingClientRect();
        if (frame && !isInside(box, frame)) faults.push(`out of its frame: ${told(line)}`);
        for (let around = line.parent; around instanceof HTMLElement; around = around.parentElement) {
            const { overflowX, overflowY } = getComputedStyle(around), edge = around.getBoundingClientRect();
            const isCut = (overflowY === "hidden" && box.bottom > edge.bottom + 1) || (overflowX === "hidden" && box.right > edge.right + 1);
            if (isCut) faults.push(`cut: ${told(line)}`);
        }
    }
    lines.forEach((one, place) => lines.slice(place + 1).forEach(other => {
        const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (one.node !== other.node && width > 2 && height > 6) faults.push(`on one another: ${told(one)}, ${told(other)}`);
    }));
    return faults;
}"""
# Controls that a finger misses. Links in the middle of a sentence are as high as its lines (2.5.8 lets them).
SMALL_TARGETS = """() => {
    const HIGH = ".govuk-button, .el-option__label, .el-map__cell, .el-map__summary, .el-ordering__button, .govuk-select, .govuk-input";
    const isInSentence = one => {
        let block = one;
        while (getComputedStyle(block).display === "inline") block = block.parentElement;
        return block !== one && block.textContent.trim().length > one.textContent.trim().length;
    };
    const isShown = one => one.checkVisibility() && !one.closest(".govuk-visually-hidden, .govuk-skip-link");
    const isSmall = one => {
        const least = one.matches(HIGH) ? 44 : 24, box = one.getBoundingClientRect();
        return box.height < least - 0.1 || box.width < 24 || (one.matches(".el-map__cell") && box.width < 43.9);
    };
    const controls = document.querySelectorAll(`a[href], button, summary, select, textarea, input:not([type=radio], [type=checkbox], [type=hidden]), ${HIGH}`);
    return [...controls].filter(one => isShown(one) && isSmall(one) && !isInSentence(one)).map(one => {
        const { width, height } = one.getBoundingClientRect();
        return `${width.toFixed(1)} x ${height.toFixed(1)}: ${one.outerHTML.slice(0, 120)}`;
    });
}"""
# Controls whose name is written beside what they show and leaves out a word of it (2.5.3).
UNNAMED_WORDS = """() => [...document.querySelectorAll("a[aria-label], button[aria-label]")].filter(one => {
    const shown = (one.innerText ?? one.textContent).toLowerCase().split(/\\s+/).filter(Boolean);
    return one.getClientRects().length && !shown.every(word => one.ariaLabel.toLowerCase().includes(word));
}).map(one => one.outerHTML.slice(0, 200))"""
# What moves by itself, and the longest change in seconds.
MOTION = """() => {
    const styles = [...document.querySelectorAll("*")].flatMap(
        one => [null, "::before", "::after"].map(part => getComputedStyle(one, part)));
    return {
        moving: [
            ...document.getAnimations().map(one => one.effect.target.outerHTML.slice(0, 120)),
            ...styles.filter(style => style.animationName !== "none").map(style => style.animationName),
            ...[...document.querySelectorAll("marquee, [autoplay]")].map(one => one.outerHTML.slice(0, 120)),
            ...styles.filter(style => style.scrollBehavior === "smooth").map(() => "smooth scrolling"),
        ],
        longest: Math.max(...styles.flatMap(style => style.transitionDuration.split(", ").map(parseFloat))),
    };
}"""


@dataclass(frozen=True)
class Stop:
    """Where the focus stands after a press of Tab."""

    markup: str
    is_seen: bool
    is_ringed: bool

    @property
    def faults(self) -> list[str]:
        """Covered by something, or without a ring."""
        return [f"covered: {self.markup}"] * (not self.is_seen) + [f"no ring: {self.markup}"] * (not self.is_ringed)


def stops_of(page: Page) -> Iterator[Stop]:
    """Press Tab until the focus has gone round the page."""
    for _press in range(MOST_STOPS):
        page.keyboard.press("Tab")
        found = page.evaluate(STOP)
        if found is None:
            return
        yield Stop(*found)
    raise AssertionError(f"{page.url}: Tab goes on and on")


def faults_at_stops(page: Page) -> list[str]:
    """Stops of the keyboard that are covered or do not show the focus."""
    stops = list(stops_of(page))
    assert len(stops) > 10, page.url
    return [fault for stop in stops for fault in stop.faults]


def faults_of_width(page: Page) -> list[str]:
    """What makes the page scroll sideways, tables in their own region aside."""
    return page.evaluate(TOO_WIDE)


def faults_of_spacing(page: Page) -> list[str]:
    """What goes wrong when lines, letters and words are set as wide as WCAG 1.4.12 asks."""
    page.evaluate(SPACING)
    return page.evaluate(TOO_WIDE) + page.evaluate(MISPLACED)


def small_targets(page: Page) -> list[str]:
    """Controls that are too small for a finger."""
    return page.evaluate(SMALL_TARGETS)


def unnamed_words(page: Page) -> list[str]:
    """Controls that do not answer to the words on them."""
    return page.evaluate(UNNAMED_WORDS)


def motion(page: Page, setting: str) -> tuple[list[str], float]:
    """What moves by itself under ``prefers-reduced-motion: setting``, and how long the longest change takes."""
    page.emulate_media(reduced_motion=setting)
    found = page.evaluate(MOTION)
    return found["moving"], found["longest"]
