"""Settings for every test."""

from hypothesis import settings

# No deadline for one example: several tests share the machine's cores, and a slow minute is no
# fault of the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
