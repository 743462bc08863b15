"""What tonekit is measured against, each hand-wired from the shipped texts as a careful engineer would do it."""
