"""The firm's own scanner for viruses: `places` is read by the settings, before there is anything else."""
