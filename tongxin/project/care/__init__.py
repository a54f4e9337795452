"""Looking after an installation: its state, its backups, a firm to try things on."""
