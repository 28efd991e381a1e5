"""Attendance: forms."""
