"""Reads about doubles and merges."""
