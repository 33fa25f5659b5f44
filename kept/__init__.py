"""Kept: customer service that keeps its word, and its customers."""
