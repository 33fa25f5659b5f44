"""Kept: customer service that keeps its word, and its customers."""

VERSION = "0.1.0"
