"""Everything found on disk, validated and compiled once; choosing and rendering."""
