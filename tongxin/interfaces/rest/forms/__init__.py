"""What comes in and what goes out, field by field: the same declarations check requests and make the OpenAPI document."""
