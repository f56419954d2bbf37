"""What a page or the map shows, worked out as plain data before a template or a format sees it."""
