"""What changes participants and places; nothing here commits."""
