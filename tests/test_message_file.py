"""The header of a message file: quotation marks that a program made of straight ones."""

import pytest

from tonekit.model.message_file import parse_message


def read(subject):
    """The problems of a file with this subject line, and the text of the subject."""
    file, problems = parse_message(f'---\nsubject: {subject}\npreheader: "Kurz"\n---\nText\n', "even.md")
    return problems, file.header["subject"].text


@pytest.mark.parametrize(
    ("subject", "right"),
    [
        ("„Kleine Erinnerung: {{ invoices.label }}“", '"Kleine Erinnerung: {{ invoices.label }}"'),
        ("“It’s a reminder”", '"It’s a reminder"'),
        ("« Rappel : facture »", '"Rappel : facture"'),
        ("‘A reminder’", '"A reminder"'),
        ("'A reminder'", '"A reminder"'),
    ],
)
def test_other_quotes_around_a_text_were_meant_to_be_straight(subject, right):
    (problem,), _ = read(subject)
    assert (problem.code, problem.level, problem.line, problem.column) == ("TK101", "error", 2, 10)
    assert "straight" in problem.mend
    (edit,) = problem.fix
    assert (edit.old, edit.new) == (subject, right)


@pytest.mark.parametrize(
    "subject",
    [
        "„Offen“ steht auf der Rechnung",
        "„Offen“ oder „bezahlt“",
        "Die Rechnung ist „offen“",
        '"„Offen“"',
        "「お支払いのご案内」",
        "{{ invoices.count | plural(one='a', other='b') }}",
    ],
)
def test_quotes_within_a_text_are_its_own(subject):
    problems, text = read(subject)
    assert problems == []
    assert text == subject.strip('"')
