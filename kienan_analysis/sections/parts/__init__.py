"""What sections are made of: phrases, cells and columns of tables, the look of charts, outputs."""
