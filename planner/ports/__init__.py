"""What the use cases need from the world; adapters are chosen in `planner.bootstrap`.

`store.Reader` and `store.Writer` join one protocol of each topic.
"""

from planner.domain.runs import Progress
from planner.ports.copying import Copier
from planner.ports.jobs import JobQueue
from planner.ports.solving import Forcer, Solver
from planner.ports.store import Reader, Store, Writer
from planner.ports.world import Clock, TravelTimes

__all__ = [
    "Clock",
    "Copier",
    "Forcer",
    "JobQueue",
    "Progress",
    "Reader",
    "Solver",
    "Store",
    "TravelTimes",
    "Writer",
]
