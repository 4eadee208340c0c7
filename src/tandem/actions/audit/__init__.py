"""What is done about looks: reading them, asking why, answering, and looking in an emergency."""
