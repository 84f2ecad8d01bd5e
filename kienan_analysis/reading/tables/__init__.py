"""Tables that came as text: found, and unfolded into sentences of one figure each."""
