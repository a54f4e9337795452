"""Whether two records are one party: pure thinking over plain data, in the order names, profile, keys, verdict."""
