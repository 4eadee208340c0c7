"""What happens without anybody waiting for it: the tasks of the queue, and the worker."""
