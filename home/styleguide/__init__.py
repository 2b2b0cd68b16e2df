"""The style guide: every component in its states, rendered by the site's own templates over made-up objects."""
