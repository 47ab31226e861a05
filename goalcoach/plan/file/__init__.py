"""The bytes of a plan file: written, read, bounded in size, and brought up from older schemas."""
