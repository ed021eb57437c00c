"""The bow-tie of a review: where its knot is, and what the barriers behind it come to in numbers."""
