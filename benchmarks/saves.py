"""Saving a file as editors do."""


def save(path, text, *, rename):
    """Write a file in place, or beside and over it."""
    if not rename:
        path.write_text(text, "utf-8")
        return
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_text(text, "utf-8")
    beside.replace(path)
