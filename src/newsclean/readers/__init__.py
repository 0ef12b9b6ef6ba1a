"""Readers turn a source into a Document. They know formats and no kinds."""
