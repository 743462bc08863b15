"""A catalog that was read before, kept in a folder: the index and the compiled programs.

What it can and cannot protect against. A file is used only if it was written by this very code over these
very files (`identity`), is whole (its digest fits) and, on POSIX, belongs to the user and cannot be written
by others (`kept_file`). So one that is stale, of another version, torn, truncated or put there by another
user counts as none. There is no secret in it: whoever may write as the user can write a file that fits, as
they could change the installed code. The folder must not be one that others write to on the user's behalf.
A forged file is still only data: a program of it can print other words, but run nothing and loop nowhere.
"""
