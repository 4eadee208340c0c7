"""The rights of a resident: a copy, a correction, destruction; and files and numbers kept safe."""
