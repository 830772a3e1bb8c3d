"""The next version, as far as its tables go: an application with one migration."""
