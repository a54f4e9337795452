"""Doors of web forms."""
