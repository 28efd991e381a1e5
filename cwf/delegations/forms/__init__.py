"""What heads and organisers fill in."""
