"""A small server that speaks OSRM's HTTP API: straight roads from a grid of crossings."""

import json
import re
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import numpy as np

from geodata.crs import distance_m

CROSSING = 0.01
FACTOR, SPEED_KMH = 1.4, 50.0


class Osrm(ThreadingHTTPServer):
    """Runs on a free port; `asked` keeps the path of every question; `broken` answers nonsense.

    `twist` changes true answers; `pause_s` is waited before each piece of an answer, a few bytes.
    """

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked = []
        self.broken = None
        self.twist = lambda answer: answer
        self.pause_s = 0.0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        broken = self.server.broken
        body = broken
        if broken is None:
            body = json.dumps(self.server.twist(answer_to(self.path))).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not self.server.pause_s:
            self.wfile.write(body)
            return
        with suppress(ConnectionError):
            for start in range(0, len(body), 4):
                time.sleep(self.server.pause_s)
                self.wfile.write(body[start : start + 4])

    def log_message(self, *_):
        """Say nothing."""


def answer_to(path):
    parts = urlsplit(path)
    match = re.fullmatch(r"/(table|route|nearest)/v1/driving/([\d.,;-]+)", parts.path)
    if match is None:
        return {"code": "InvalidUrl", "message": "no such service"}
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    points = np.array([list(map(float, p.split(","))) for p in match[2].split(";")])
    snapped = np.round(points / CROSSING) * CROSSING
    off_m = distance_m(points, snapped)
    radiuses = np.array(list(map(float, query["radiuses"].split(";"))))
    if len(radiuses) != len(points):
        return {"code": "InvalidOptions", "message": "radiuses"}
    if (off_m > radiuses).any():
        return {"code": "NoSegment", "message": "no segment near"}
    if match[1] == "nearest":
        return {"code": "Ok", "waypoints": [{"distance": float(off_m[0])}]}
    if match[1] == "route":
        return {"code": "Ok", "routes": [{"geometry": {"coordinates": snapped.tolist()}}]}
    if len(points) > 100:
        return {"code": "TooBig", "message": "too many coordinates"}
    sources = list(map(int, query["sources"].split(";")))
    targets = list(map(int, query["destinations"].split(";")))
    metres = [
        [FACTOR * float(distance_m(snapped[[i]], snapped[[j]])[0]) for j in targets]
        for i in sources
    ]
    seconds = [[round(m * 3.6 / SPEED_KMH, 1) for m in row] for row in metres]
    return {"code": "Ok", "durations": seconds, "distances": metres}
