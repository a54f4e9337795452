"""The room's doors."""
