"""What people and organisers fill in."""
