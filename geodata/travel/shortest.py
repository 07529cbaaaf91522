"""Matrices whose direct ways are not the shortest: closed over ways through their other places.

The optimiser's bound needs the triangle inequality. The engines here keep it from the start; a
matrix from elsewhere may not, and then its slow ways are replaced, seconds, metres and flag alike,
by the quicker ones over other places, which a driver can take as well.
"""

from dataclasses import replace

import numpy as np

from geodata.matrix import MAX_DISTANCE_M, MAX_DURATION_S, UNREACHABLE, TravelMatrix

TRIANGULAR_ENGINES = ("osrm/", "road_graph/", "road_hierarchy/", "straight_line/")
"""Beginnings of the names of engines that keep the triangle inequality (their contract says so)."""


def take_shortest_ways(matrix: TravelMatrix) -> TravelMatrix:
    """The matrix with the triangle inequality kept; itself where it is kept already.

    `shortened` of the answer counts the pairs that changed, those included that had no direct way.
    The work grows with the cube of the places: 0.1 s for 200, 6 s for 1,000.
    """
    if matrix.engine.startswith(TRIANGULAR_ENGINES):
        return matrix
    seconds = np.where(matrix.durations_s == UNREACHABLE, MAX_DURATION_S + 1, matrix.durations_s)
    metres = np.where(matrix.distances_m == UNREACHABLE, 0, matrix.distances_m).astype(np.int64)
    guessed = matrix.estimated.copy()
    for via in range(len(matrix.place_ids)):
        through = seconds[:, via, None] + seconds[None, via, :]
        length = metres[:, via, None] + metres[None, via, :]
        better = (through < seconds) & (length <= MAX_DISTANCE_M)
        if better.any():
            seconds[better] = through[better]
            metres[better] = length[better]
            guessed[better] = (guessed[:, via, None] | guessed[None, via, :])[better]
    none = seconds > MAX_DURATION_S
    durations = np.where(none, UNREACHABLE, seconds).astype(np.int32)
    changed = int((durations != matrix.durations_s).sum())
    if not changed:
        return matrix
    return replace(
        matrix,
        durations_s=durations,
        distances_m=np.where(none, UNREACHABLE, metres).astype(np.int32),
        estimated=guessed,
        shortened=matrix.shortened + changed,
    )
