"""Pictures of figures, drawn by the server: rows in, shapes out. Templates only write the shapes down (ux 3.5, 94)."""
