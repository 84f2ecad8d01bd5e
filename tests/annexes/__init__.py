"""Annexes of targets as data, made once and written into every kind of document: what each figure of them says."""
