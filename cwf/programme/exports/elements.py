"""Text into XML elements: escaped by the library, and rid of what no XML may hold."""

import re
from xml.etree.ElementTree import Element, SubElement

# The complement of Char (XML 1.0 §2.2): not allowed even when escaped.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def add(parent: Element, name: str, value: str, /, **attributes: str) -> Element:
    """A child with text and attributes."""
    element = SubElement(
        parent, name, {key: legal(attribute) for key, attribute in attributes.items()}
    )
    element.text = legal(value)
    return element


def legal(value: str) -> str:
    """The text without characters that XML cannot hold."""
    return FORBIDDEN.sub("", value)
