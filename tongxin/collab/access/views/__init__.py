"""Doors of the room: the pages of administrators."""
