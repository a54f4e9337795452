"""What tests need that look at the program through a browser."""
