"""What people can say: one module a conversation."""
