"""What the worker does for delegations."""
