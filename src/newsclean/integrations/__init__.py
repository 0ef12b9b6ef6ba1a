"""newsclean inside other tools. One module a tool; none is loaded before it is asked for."""
