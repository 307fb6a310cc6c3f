"""The dossier (一人一册): everything that is kept of one elder, and who has looked at it."""
