"""Numbers for Prometheus: requests as they are answered, and how the service stands when asked.

No name, address or id of a person is a label: endpoints are told by their pattern, workers by the
name that whoever runs the service gave them.
"""

from collections.abc import Callable, Iterator
from statistics import quantiles

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from planner.domain.errors import PlannerError
from planner.domain.runs import RunState
from planner.usecases.operations import Readings

BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The numbers of one web process; `read` gives how the service stands."""

    def __init__(self, read: Callable[[], Readings]) -> None:
        self._registry = CollectorRegistry(auto_describe=False)
        self._answers = Counter(
            "planner_http_requests",
            "Requests answered, by endpoint and status.",
            ("method", "endpoint", "status"),
            registry=self._registry,
        )
        self._times = Histogram(
            "planner_http_request_seconds",
            "Seconds until an answer was complete.",
            ("method", "endpoint"),
            buckets=BUCKETS_S,
            registry=self._registry,
        )
        self._registry.register(_Standing(read))

    def observe(self, method: str, endpoint: str, status: int, duration_s: float) -> None:
        """Count an answer."""
        self._answers.labels(method, endpoint, str(status)).inc()
        self._times.labels(method, endpoint).observe(duration_s)

    def text(self) -> bytes:
        """Everything in the text format of Prometheus."""
        return generate_latest(self._registry)


class _Standing(Collector):
    """Reads the store when somebody looks; `planner_up` is 0 when it cannot be read."""

    def __init__(self, read: Callable[[], Readings]) -> None:
        self._read = read

    def collect(self) -> Iterator[Metric]:
        """The gauges of this moment."""
        try:
            now = self._read()
        except PlannerError:
            yield _gauge("planner_up", "Whether the store can be read.", 0)
            return
        yield _gauge("planner_up", "Whether the store can be read.", 1)
        yield from _standing(now)


def _standing(now: Readings) -> Iterator[Metric]:
    runs = GaugeMetricFamily("planner_runs", "Runs kept, by state.", labels=["state"])
    for state in RunState:
        runs.add_metric([state.value], now.runs.get(state, 0))
    yield runs
    yield _gauge("planner_queue_length", "Queued runs that wait.", now.queued)
    yield _gauge("planner_queue_oldest_seconds", "How long the oldest waits.", now.oldest_wait_s)
    beats = GaugeMetricFamily(
        "planner_worker_heartbeat_age_seconds", "Since each worker spoke.", labels=["worker"]
    )
    for name, age_s in now.heartbeat_age_s.items():
        beats.add_metric([name], age_s)
    yield beats
    yield _spread("planner_solve_cpu_seconds", "CPU of the newest searches.", now.solve_cpu_s)
    yield _spread("planner_plan_gap_ratio", "Proven gaps of the newest plans.", now.gaps)
    promises = GaugeMetricFamily(
        "planner_promises", "Open promises to offices, by how they stand.", labels=["state"]
    )
    promises.add_metric(["near_breach"], now.promises_near)
    promises.add_metric(["broken"], now.promises_broken)
    yield promises
    yield _gauge("planner_audit_entries", "Entries of the audit log.", now.audit_entries)
    yield _gauge("planner_disk_free_bytes", "Free where data lies.", now.disk_free_bytes)


def _gauge(name: str, told: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, told, value=value)


def _spread(name: str, told: str, values: tuple[float, ...]) -> GaugeMetricFamily:
    """The median and the 95th percentile of some values; nothing without any."""
    family = GaugeMetricFamily(name, told, labels=["quantile"])
    if values:
        cuts = quantiles((*values, values[-1]), n=20, method="inclusive")
        family.add_metric(["0.5"], cuts[9])
        family.add_metric(["0.95"], cuts[18])
    return family
