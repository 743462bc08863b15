"""`python -m tonekit`."""

from tonekit.cli import main

if __name__ == "__main__":  # a process that `check` starts beside itself imports this module too
    main(prog_name="tonekit")
