"""HTML that strangers wrote, made harmless and shown well. Pure text in, pure text out."""
