"""The trainer's room: a council to watch, to set beside another, and to steer, in Jupyter and in a file of its own."""
