"""The rules of the model: pure scalar functions, one file a submodel."""
