"""Attendance: jobs."""
