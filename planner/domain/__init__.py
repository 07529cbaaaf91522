"""The planning problem and its answer, as frozen data that checks itself."""
