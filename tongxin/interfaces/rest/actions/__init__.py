"""Writing through the interface: what several verbs of other rooms do together, all or nothing, on the version the writer knows."""
