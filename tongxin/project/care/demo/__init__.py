"""A made-up firm with a year of work behind it, played through the rooms' own actions."""
