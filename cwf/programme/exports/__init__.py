"""A release in the formats of the world: calendars, schedule XML and JSON, JSON-LD, Atom.

Each is a pure rendering of a `Release` (or of its `Timetable` narrowed by a filter) in one
language: no rows, no request, no clock, so the same release gives the same bytes. What they
share stands in `addresses` (where a thing is on the web), `labels` (how it is called) and
`schedule` (days, rooms and items as the c3voc formats see them).
"""
