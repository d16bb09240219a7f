"""Parts side by side: one row for each thing that a part sets, one column for each part."""
