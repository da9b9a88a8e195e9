"""What a saved page is once it is open."""
