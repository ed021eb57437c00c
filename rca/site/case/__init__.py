"""What the page of a case shows, computed before a template sees it."""
