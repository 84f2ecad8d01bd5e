"""The package's version, for all who write it into something."""

from __future__ import annotations

__version__ = "0.1.0"
