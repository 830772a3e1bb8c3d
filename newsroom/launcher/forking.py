"""`python -m newsroom.launcher.forking OPTIONS MODULE:NAME`: granian, which loads the application
before it forks its processes: they share what is loaded, and one that fell is there again at once.
"""

import multiprocessing
import sys
from importlib import import_module

from granian.cli import entrypoint

if __name__ == "__main__":
    # Said, for it is not the way of Linux from Python 3.14 on: each would load it for itself.
    multiprocessing.set_start_method("fork")
    import_module(sys.argv[-1].partition(":")[0])
    entrypoint()
