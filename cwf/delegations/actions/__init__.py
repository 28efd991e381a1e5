"""What changes delegations. Nothing here commits."""
