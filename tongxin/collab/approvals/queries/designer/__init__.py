"""What the pages on which flows are drawn show."""
