"""From a file to texts: tables in any dialect, their columns and their cells."""
