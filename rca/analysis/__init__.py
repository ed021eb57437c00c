"""Findings of a review: verdict, cut sets, probability, importance, and the four indices; pure functions."""
