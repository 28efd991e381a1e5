"""Files of counts that organisers bring."""
