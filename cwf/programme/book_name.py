"""How a book is called among the artefacts of its release, and as a file."""

import hashlib


def book_name(language: str, paper: str, query: str = "") -> str:
    """The artefact's name; a part of the programme goes by the digest of its canonical query."""
    part = f"-{hashlib.sha256(query.encode()).hexdigest()[:24]}" if query else ""
    return f"{language}/programme.{paper}{part}.pdf"


def file_name(edition: str, language: str, paper: str) -> str:
    """What a reader's folder shows: "forum-2017-en-a5.pdf"."""
    return f"forum-{edition}-{language}-{paper}.pdf"
