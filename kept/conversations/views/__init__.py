"""What the desk shows and takes: one module a noun, each view found through the member who asks."""
