"""The pages of editions: for organisers, and for those who are invited."""
