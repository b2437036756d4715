"""What a person takes along: files that are safe to open."""
