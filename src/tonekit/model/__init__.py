"""What goes in and what comes out: plain typed data, no locale, no rendering."""
