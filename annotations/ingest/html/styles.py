"""What an element's own `style` and `hidden` say of whether and how it is shown."""

import re

from lxml import etree

COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
IMPORTANT = re.compile(r"(?:(?<!\s)\s+)?!\s*important\Z")
BLOCKS = {"block", "flex", "flow-root", "grid", "list-item", "table", "table-row", "-webkit-box"}
INLINE = {"inline", "contents"}
# A declaration with another value is passed over.
VALUES = {
    "display": BLOCKS | INLINE | {
        "none", "inline-block", "inline-flex", "inline-grid", "inline-table", "ruby", "table-cell",
        "table-caption", "initial", "inherit", "unset", "revert", "revert-layer",
    },
    "visibility": {"visible", "hidden", "collapse", "initial", "inherit", "unset", "revert"},
}  # fmt: skip


def declared(element: etree._Element, name: str) -> str:
    """The value that counts of a property in VALUES, or nothing."""
    style = element.get("style")
    if not style or name not in style.lower():
        return ""
    found = {}
    for declaration in COMMENT.sub(" ", style.lower()).split(";"):
        called, _, value = (part.strip() for part in declaration.partition(":"))
        plain = IMPORTANT.sub("", value)
        if called == name and plain in VALUES[name]:
            found[plain != value] = plain
    return found.get(True) or found.get(False, "")


def is_displayed(element: etree._Element) -> bool:
    """Whether neither `hidden` nor its style takes the element out of the page."""
    display = declared(element, "display")
    return display != "none" if display else "hidden" not in element.attrib


def is_visible(element: etree._Element, around: bool) -> bool:
    """Whether its own words can be seen, when those around it can or cannot."""
    visibility = declared(element, "visibility")
    return {"visible": True, "initial": True, "hidden": False, "collapse": False}.get(
        visibility, around
    )
