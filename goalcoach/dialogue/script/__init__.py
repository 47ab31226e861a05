"""The script language: from a pack of TOML files to a checked script, or every reason why not."""
