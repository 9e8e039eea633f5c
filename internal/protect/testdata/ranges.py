"""Reads puzzles as JSON and says between which numbers each unknown that is
asked for lies, by mixed-integer programming.  Debian: python3-scipy.

A puzzle: {"least": [n...], "lines": [{"at": [i...], "sign": [1 or -1...], "sum": n}...], "ask": [i...]};
all unknowns are integers without an upper bound.  Answers: [[min, max or null], ...] for each puzzle.
"""
import json
import sys

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

FAR = 20_000  # no number of a table comes near, so what does has no upper end


def end(puzzle, matrix, sums, unknown, sign):
    n = len(puzzle["least"])
    cost = np.zeros(n)
    cost[unknown] = sign
    got = milp(
        cost,
        constraints=LinearConstraint(matrix, sums, sums),
        integrality=np.ones(n),
        bounds=Bounds(puzzle["least"], np.full(n, FAR)),
        options={"presolve": False},  # with it, some versions of HiGHS run out of memory
    )
    if got.x is None:
        raise SystemExit(f"no answer for unknown {unknown}: {got.message}")
    value = round(sign * got.fun)
    return value if value < FAR // 2 else None


def answer(puzzle):
    if not puzzle["lines"]:
        return [[puzzle["least"][u], None] for u in puzzle["ask"]]
    rows, cols, signs = [], [], []
    for k, line in enumerate(puzzle["lines"]):
        rows += [k] * len(line["at"])
        cols += line["at"]
        signs += line["sign"]
    shape = (len(puzzle["lines"]), len(puzzle["least"]))
    matrix = csr_matrix((np.array(signs, float), (rows, cols)), shape=shape)
    sums = np.array([line["sum"] for line in puzzle["lines"]], float)
    return [[end(puzzle, matrix, sums, u, 1), end(puzzle, matrix, sums, u, -1)] for u in puzzle["ask"]]


json.dump([answer(p) for p in json.load(sys.stdin)], sys.stdout)
