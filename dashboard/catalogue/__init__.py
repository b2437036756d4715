"""The embedded catalogue: real products in our own words, with gold labels. docs/catalogue.md is its datasheet."""
