"""Records as JSON, for one person: built by hand from few columns, because lists must be fast."""
