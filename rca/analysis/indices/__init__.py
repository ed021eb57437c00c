"""The four complaints as numbers: prevention, guarantee, implementation, reflection, and the one-year look-back."""
