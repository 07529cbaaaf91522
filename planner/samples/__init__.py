"""Mae Hong Son as packaged data files."""
