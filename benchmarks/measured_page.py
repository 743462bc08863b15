"""The measured tables of a page in docs/, which stand between two marks."""

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def write(page, measured):
    """Put tables between the marks of a page."""
    before, begin, rest = page.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"{page.name} lacks the marks {BEGIN} and {END}")
    page.write_text(f"{before}{begin}\n\n{measured}\n\n{end}{after}", "utf-8")
