"""The private registry: nobody left out, nobody exposed. The public side can never reach it."""
