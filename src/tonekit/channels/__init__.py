"""What leaves the library: the message, the e-mail around it, the SMS."""
