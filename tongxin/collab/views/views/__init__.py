"""Doors of lists and of saved views."""
