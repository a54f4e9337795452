"""Setting up a firm in four steps: company, how you sell and your files, colleagues, the first entry."""
