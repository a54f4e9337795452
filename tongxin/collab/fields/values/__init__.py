"""Values of custom fields: reading what came in, showing it, and turning it into rows that lists search."""
