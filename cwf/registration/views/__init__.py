"""What people and organisers see of registration."""
