"""What holds beyond one sentence: which period, whether aims are listed; each with the words that say so."""
