"""Exchange with translators' tools: message files as PO units and back."""
