"""Pictures of the main pages and of the book, for README and for whoever looks at a change.

python -m tests.shots [FOLDER]    writes docs/images/, or FOLDER
"""
