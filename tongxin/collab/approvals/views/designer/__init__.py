"""Pages on which flows are drawn, tried and published."""
