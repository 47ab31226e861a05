"""The pure engine: commands go in, events or a refusal come out, and the state is their fold."""
