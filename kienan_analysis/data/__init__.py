"""What the package knows before it reads anything: the places of Vietnam, by name, code and id."""
