"""Agendas, as they stand."""
