"""The pages of the register of people (人员): masked lists, one person, recording and changing."""
