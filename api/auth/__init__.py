"""Who you are; guards that ask may()."""
