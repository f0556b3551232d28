"""The verbs, value to value: extract, draft, localize, inspect. No disk, no terminal."""
