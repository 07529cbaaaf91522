"""What people do: begins with a verb and needs the store."""
