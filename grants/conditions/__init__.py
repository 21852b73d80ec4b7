"""What a community must have done for a subsidy: kinds of conditions, passports, and the simulator of rules."""
