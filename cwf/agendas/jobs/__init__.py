"""What the worker does for agendas: each job brings the world to what the rows say."""
