"""Hard thinking without tables: which price holds, and what lines add up to."""
