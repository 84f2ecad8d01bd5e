"""The grammar of statements: what a figure says, as a table of rules that proves itself.

`rules_vi.toml` is the table, `table` reads and checks it, `patterns` turns its patterns into regular expressions over
types of words, `rows` turns a sentence into such types, `engine` finds the rule that fits a figure, `proving` runs the
examples and counter-examples.
"""
