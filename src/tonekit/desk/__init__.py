"""The copywriter's desk: what changes or begins files, behind `tonekit eject`, `fmt` and `new-locale`."""
