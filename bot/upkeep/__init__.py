"""What an operator does beside running the bot: copies of the database, a look at everything, a unit for systemd."""
