"""The optimiser's kernels are compiled and kept as `geodata.jit` says."""

from pathlib import Path

from geodata.jit import Compiler

_COMPILER = Compiler(Path(__file__).parent)
FOLDER = _COMPILER.folder
compiled = _COMPILER.compiled
inlined = _COMPILER.inlined
