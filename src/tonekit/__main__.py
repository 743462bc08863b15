"""`python -m tonekit`."""

from tonekit.cli import main

main(prog_name="tonekit")
