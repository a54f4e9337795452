"""The interface kit: look, parts and behaviour of every page. It knows no business word."""
