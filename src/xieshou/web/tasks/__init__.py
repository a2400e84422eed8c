"""事项: what people have to do, by when, and what shows that it was done."""
