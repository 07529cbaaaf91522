"""The kernels of travel are compiled and kept as `geodata.jit` says."""

from pathlib import Path

from geodata.jit import Compiler

_COMPILER = Compiler(Path(__file__).parent)
compiled = _COMPILER.compiled
