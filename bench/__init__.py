"""Measuring the product from outside: over HTTP, from other processes, on data that its own import brought in."""
