"""A course as one HTML file that marks its own quiz."""

from __future__ import annotations

from rca.exporters.course_page import course_page
from rca.exporters.courses import Delivery
from rca.training.sheet import CourseSheet


def write(sheet: CourseSheet, delivery: Delivery) -> bytes:
    """The page, complete in itself: it opens from a disk and loads nothing."""
    return course_page(sheet, delivery.site).encode()
