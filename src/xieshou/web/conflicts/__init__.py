"""冲突: relations between claims side by side, and the decisions that people take on them."""
