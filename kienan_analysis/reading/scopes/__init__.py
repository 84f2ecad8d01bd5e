"""What holds beyond one sentence: which period, whether aims are listed; each said by words that are kept as evidence."""
