"""How every shipped weight is made: from labelled rows to model bytes, the same every time."""
