"""An agenda as page, calendar and paper; nothing of rows."""
