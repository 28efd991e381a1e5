"""Attendance: queries."""
