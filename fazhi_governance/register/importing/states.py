"""What a Register Import can be, and how much is done at a time."""

DOCTYPE, RECORDS = "Register Import", "Imported Record"
NEW, CHECKING, FAULTY, READY = "To Be Checked", "Being Checked", "Has Faults", "Ready to Import"
IMPORTING, IMPORTED, UNDOING, UNDONE = "Being Imported", "Imported", "Being Undone", "Import Undone"
AT_WORK = (CHECKING, IMPORTING, UNDOING)

LISTED = 300
CHUNK = 500
