"""``python -m kienan_analysis``: the same as ``kienan``."""

from __future__ import annotations

from kienan_analysis.cli import main

if __name__ == "__main__":
    main()
