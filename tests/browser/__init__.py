"""What a person sees: the whole product in a real Chromium."""
