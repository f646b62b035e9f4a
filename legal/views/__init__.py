"""The pages of Article 25."""
