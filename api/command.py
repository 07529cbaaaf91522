"""The console script `planner`."""


def main() -> None:
    """Run the command line."""
