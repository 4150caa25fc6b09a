"""How a language writes dates, where that is not how Django has it write them."""
