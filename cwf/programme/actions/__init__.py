"""What changes a programme; who asks commits."""
