"""What single rules see, one file each."""
