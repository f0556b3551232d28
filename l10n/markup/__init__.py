"""Inline formatting as stand-off nodes over plain text, and its way through translation."""
