"""The sections of a report, one module each: the figures that it shows, its words, its table, its chart.

Each has `section(review, words)`, which gives a `parts.section.Section`, or nothing where it does not apply. Which
sections a review, a history and a comparison have, and in which order, says `report`.
"""
