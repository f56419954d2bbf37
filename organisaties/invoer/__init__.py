"""How content comes in: a source is read into rows, rows become a plan, a plan is applied."""
