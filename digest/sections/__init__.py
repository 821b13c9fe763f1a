"""The parts of a digest, a module each: `section(edition) -> Section | None`; None when there is nothing to say."""
