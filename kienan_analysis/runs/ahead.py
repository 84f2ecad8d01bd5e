"""What the kernel of a review would import late or read first, done once before kernels are forked.

ipykernel imports its debugger when a kernel is made, IPython its history's database, and the first sentence of a
review reads the table of messages: in each kernel anew, for a tenth of its processor time. Only for kernels of ours:
the debugger's settings are read here from the environment of the process that forks.
"""

from __future__ import annotations

import importlib
from typing import Final

from kienan_analysis.wording.messages import catalogue

# What is not there the kernel does without, or says so.
_LATE: Final = (
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "kienan_analysis.saved_reviews",
    "pandas.core.methods.to_dict",
    "sqlite3",
)

for _name in _LATE:
    try:
        importlib.import_module(_name)
    except ImportError:
        continue
catalogue()
