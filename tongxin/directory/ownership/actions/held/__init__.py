"""How each kind of things that the rooms below know goes from one person to another, and back."""
