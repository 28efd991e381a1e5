"""Programmes that others wrote, read into one form (`incoming.Incoming`) with remarks."""
