"""数字: figures that documents state, listed, opened, decided on and recorded."""
