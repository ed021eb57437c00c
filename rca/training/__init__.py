"""Courses: how they hang together with lessons and cases."""
