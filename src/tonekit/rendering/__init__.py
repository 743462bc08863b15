"""From a message file to texts: the template subset, Markdown, typed facts, rendering."""
