"""Who says what in a text: `finding.quotes`."""
