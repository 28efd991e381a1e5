"""The worker's part of the programme: what the rows ask for is done, one by one."""
