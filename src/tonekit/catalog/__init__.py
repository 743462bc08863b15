"""Everything found on disk, validated at load; choosing and rendering."""
