"""Participants and places, as they stand."""
