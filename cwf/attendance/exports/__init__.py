"""Attendance: exports."""
