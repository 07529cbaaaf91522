"""Makes things to look at: maps, workbooks, sheets."""
