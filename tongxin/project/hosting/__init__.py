"""Many companies on one host: each with a folder, a database and a process of its own, behind one router by host name."""
