"""What the bot says, as Jinja templates in English; `locales` holds the other languages."""
