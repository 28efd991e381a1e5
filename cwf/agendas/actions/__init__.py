"""What changes agendas; nothing here commits."""
