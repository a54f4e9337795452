"""Bugs that are planted on purpose, one by one, to see that the guard against each of them turns red."""
