"""Ideas of the staff and personal "việc làm theo": propose in two minutes, answer, recognise, confirm."""
