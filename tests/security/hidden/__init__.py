"""Hidden fields: two firms that differ only in what is hidden must answer the same at every door."""
