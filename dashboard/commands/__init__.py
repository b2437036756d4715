"""The commands, a module a subject. Each module has `add_commands(add)`; see dashboard.cli."""
