"""What several cases say together: shared causes, missed lessons, frequent combinations, what one barrier would do."""
