"""What is handed over on paper and on screen: the report, with its pictures, from the core."""
