"""Travel engines behind one protocol."""
