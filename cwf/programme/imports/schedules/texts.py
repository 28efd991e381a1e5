"""Texts of a file: in which language they are, and how two of them become one."""

from typing import Any


def line(text: str) -> str:
    """A text of one line, without spaces at its ends; between words they stay as they were."""
    parts = (part.strip() for part in text.replace("\t", " ").splitlines())
    return " ".join(filter(None, parts))


def texts_of(value: Any, *, language: str, languages: tuple[str, ...]) -> dict[str, str]:
    """A text, or one per language: of these the edition's count, else the first stands for all."""
    if isinstance(value, str):
        return {language: value}
    if not isinstance(value, dict):
        return {}
    texts = {str(tag): text for tag, text in value.items() if isinstance(text, str)}
    known = {tag: text for tag, text in texts.items() if tag in languages}
    return known or {language: text for text in list(texts.values())[:1]}  # noqa: B035 - at most one


def joined(abstract: str, description: str = "") -> str:
    """Both, one after the other, unless one of them says the other already.

    >>> joined("Short.", "Short. And long.")
    'Short. And long.'
    """
    if description in abstract:
        return abstract
    if abstract in description:
        return description
    return f"{abstract}\n\n{description}"
