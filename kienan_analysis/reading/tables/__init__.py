"""Tables in a text: their cells found, their heads understood, each cell with a figure an observation."""
