"""What the pages share and only they may use: frame, filters, loaders, translations."""
