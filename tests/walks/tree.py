"""What the browser tells a screen reader: its own accessibility tree, not the page's markup."""

from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page


@dataclass(frozen=True)
class Heard:
    """One thing of the tree, with its properties (``live``, ``pressed`` …) as far as they are set."""

    role: str
    name: str
    properties: dict[str, object]


def heard(page: Page, role: str, within: str = "body") -> list[Heard]:
    """Everything of this role in the first match of ``within``, in the order of reading; nothing of what is hidden."""
    session = page.context.new_cdp_session(page)
    found = session.send("Accessibility.queryAXTree", {"nodeId": _node(session, within), "role": role})
    session.detach()
    return [
        Heard(
            role, one["name"]["value"].strip(), {each["name"]: each["value"].get("value") for each in one["properties"]}
        )
        for one in found["nodes"]
        if not one["ignored"]
    ]


def names(page: Page, role: str, within: str = "body") -> list[str]:
    """The names under which they are announced."""
    return [one.name for one in heard(page, role, within)]


def _node(session: CDPSession, selector: str) -> int:
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    return session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
