"""`python -m tonekit.cli`."""

from tonekit.cli import main

main()
