"""`python -m tonekit`."""

if __name__ == "__main__":  # a process that `check` starts beside itself reads this module too
    from tonekit.cli import main

    main(prog_name="tonekit")
