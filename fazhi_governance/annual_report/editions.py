"""The editions of an annual report: one source, read by different people."""

SUBMITTED = "Submitted Edition"
PUBLIC = "Public Edition"
PARTY_HEAD = "Duty Report of the Party Head"
GOVERNMENT_HEAD = "Duty Report of the Government Head"
EDITIONS = (SUBMITTED, PUBLIC, PARTY_HEAD, GOVERNMENT_HEAD)
