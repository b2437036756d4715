"""A backup: one zip file with the database, the models' artifacts and a manifest; and the way back."""
