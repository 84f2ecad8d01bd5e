"""Intake: what was read, explained; what adding it would do; and what is left to be looked at."""
