"""The road network: arcs, speeds, snapping."""
