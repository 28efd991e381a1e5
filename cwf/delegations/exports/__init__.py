"""Lists, letters and booklets of delegations, from frozen read models."""
