"""A PDF as its pages show it: letters by place and size, columns one after another, tables, notes, furniture apart."""
