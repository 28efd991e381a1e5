"""HTTP plumbing that knows no word of the domain."""
