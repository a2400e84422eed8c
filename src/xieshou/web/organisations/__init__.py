"""The pages of the register of organisations (单位): the list, one of them, recording and changing."""
