"""The locale that is checked soonest: it has no message of its own, so that an overlay gives it its only one."""

TAG = "de-CH-x-informal"
FILE = f"locales/{TAG}/first_reminder/even.md"
SHIPPED = "locales/de-x-informal/first_reminder/even.md"  # what it inherits, to be copied and changed
KEPT = (
    "en/first_reminder",
    "de/first_reminder",
    "de-x-informal/first_reminder",
    "de-CH/first_reminder",
    TAG,
)  # all that a check of it needs
