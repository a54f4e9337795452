"""What others ask of this room."""
