"""The tables of the task queue, in a schema of their own that only the worker may enter."""
