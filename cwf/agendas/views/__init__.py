"""What people and organisers see of agendas."""
