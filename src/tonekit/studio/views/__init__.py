"""The views of the studio, one module each; `tonekit.studio` says how to add one."""
