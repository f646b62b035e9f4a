"""What courts order against contact: the procedure behind a measure of cases."""
