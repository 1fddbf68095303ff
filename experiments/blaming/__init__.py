"""Who is to blame: blamed, refused and cause side by side, and what each gate and each role does to the whole."""
